package io.parallax.app.simulate.defect;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the one source that a defect changes and loads the whole program with it, beside the program that runs. */
public final class PlantedBuild {
    private PlantedBuild() {}

    /**
     * @param project root of the sources that this build was made of
     * @param work an empty directory for the classes
     * @return the program with the defect in it; shares only the platform's classes with this one
     * @throws UnusableDefect when the source is not there, the text is not in it exactly once, or it does not compile
     */
    public static URLClassLoader load(Defect defect, Path project, Path work) throws IOException {
        Path source = project.resolve(defect.file());
        if (!Files.isRegularFile(source)) {
            throw new UnusableDefect(
                    defect, source + " is not there: run from the project's root, or name it by --source");
        }
        String text = Files.readString(source);
        int at = text.indexOf(defect.find());
        if (at < 0 || text.indexOf(defect.find(), at + 1) >= 0) {
            throw new UnusableDefect(
                    defect, "its text is not exactly once in " + defect.file() + ": mend simulate/defects.txt");
        }
        String planted = text.substring(0, at)
                + defect.replace()
                + text.substring(at + defect.find().length());
        Path copy = Files.createDirectories(work.resolve("source"))
                .resolve(source.getFileName().toString());
        Files.writeString(copy, planted);
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(defect, copy, classes);
        return new URLClassLoader(urls(classes), ClassLoader.getPlatformClassLoader());
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
