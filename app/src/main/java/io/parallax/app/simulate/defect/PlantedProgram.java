package io.parallax.app.simulate.defect;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The whole program with one defect in it, loaded beside the one that runs. */
public final class PlantedProgram implements AutoCloseable {
    private static final String MAIN = "io.parallax.app.cli.Main";

    private final Path work;
    private final URLClassLoader loader;
    private final MethodHandle judge;
    private final MethodHandle execute;

    /**
     * What a run was ended by.
     *
     * @param seed of the run
     * @param invariant id of the one that did not hold
     * @param message the values that contradict it
     */
    public record Finding(long seed, String invariant, String message) {}

    /** @param work deleted when the program is closed */
    PlantedProgram(URL[] classes, Path work) {
        this.work = work;
        loader = new OwnClassesFirst(classes);
        try {
            judge = entry(
                    PlantedRun.class.getName(),
                    "judge",
                    MethodType.methodType(String[].class, long.class, long.class, String.class));
            execute = entry(
                    MAIN,
                    "execute",
                    MethodType.methodType(int.class, String[].class, PrintWriter.class, PrintWriter.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the program with the defect does not load", e);
        }
    }

    private MethodHandle entry(String className, String method, MethodType type) throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findStatic(loader.loadClass(className), method, type);
    }

    /** Runs one seed in it. @param profile of faults, as on the command line; @return what was found, if anything */
    public Optional<Finding> judge(long seed, long durationNs, String profile) {
        String[] broken =
                inside(() -> (String[]) judge.invokeExact(seed, durationNs, profile.toUpperCase(Locale.ROOT)));
        return broken == null ? Optional.empty() : Optional.of(new Finding(seed, broken[0], broken[1]));
    }

    /** Runs one command of its command line. @return its exit code */
    public int execute(String[] args, PrintWriter out, PrintWriter err) {
        return inside(() -> (int) execute.invokeExact(args, out, err));
    }

    /** What is done in the program with the defect. */
    private interface Inside<T> {
        T call() throws Throwable;
    }

    private <T> T inside(Inside<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the program with the defect failed", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
        PlantedBuild.delete(work);
    }

    /** Loads the program's classes anew, the planted one first; what refers to none of them is shared, and warm. */
    private static final class OwnClassesFirst extends URLClassLoader {
        OwnClassesFirst(URL[] classes) {
            super(classes, PlantedProgram.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.parallax.")
                    || name.startsWith("io.parallax.codecs.")
                    || name.startsWith("io.parallax.sim.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
