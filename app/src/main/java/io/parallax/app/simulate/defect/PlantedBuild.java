package io.parallax.app.simulate.defect;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the one source that a defect changes and loads the whole program with it, beside the program that runs. */
public final class PlantedBuild {
    private PlantedBuild() {}

    /**
     * @param project root of the sources that this build was made of
     * @return the program with the defect in it; its class files are gone once it is closed
     * @throws UnusableDefect when the source is not there, the text is not in it exactly once, or it does not compile
     */
    public static PlantedProgram load(Defect defect, Path project) throws IOException {
        Path source = project.resolve(defect.file());
        if (!Files.isRegularFile(source)) {
            throw new UnusableDefect(
                    defect, source + " is not there: run from the project's root, or name it by --source");
        }
        String planted = plant(defect, Files.readString(source));
        Path work = Files.createTempDirectory("planted");
        try {
            Path copy = work.resolve(source.getFileName());
            Files.writeString(copy, planted);
            Path classes = Files.createDirectories(work.resolve("classes"));
            compile(defect, copy, classes);
            return new PlantedProgram(urls(classes), work);
        } catch (IOException | RuntimeException e) {
            delete(work);
            throw e;
        }
    }

    /**
     * The source with the defect in it.
     *
     * @throws UnusableDefect when its text is not there exactly once
     */
    static String plant(Defect defect, String text) {
        int at = text.indexOf(defect.find());
        if (at < 0 || text.indexOf(defect.find(), at + 1) >= 0) {
            throw new UnusableDefect(
                    defect,
                    "its text is " + (at < 0 ? "not" : "more than once") + " in " + defect.file()
                            + ": mend simulate/defects.txt");
        }
        return text.substring(0, at)
                + defect.replace()
                + text.substring(at + defect.find().length());
    }

    static void delete(Path work) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(work)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    private static void compile(Defect defect, Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new UnusableDefect(defect, "no compiler here: run it on a JDK");
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
            boolean done = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!done) {
                throw new UnusableDefect(defect, "it does not compile: " + said);
            }
        }
    }

    private static URL[] urls(Path classes) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(classes.toUri().toURL());
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(each).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
