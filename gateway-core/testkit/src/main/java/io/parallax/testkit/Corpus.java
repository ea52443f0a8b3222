package io.parallax.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Inputs kept for a fuzz test, in the folder the fuzzer itself reads: {@code <Class>Inputs/<method>} beside the class. */
public final class Corpus {
    private Corpus() {}

    /** Every kept input, by name. */
    public static List<byte[]> of(Class<?> test, String method) {
        URL folder = test.getResource(test.getSimpleName() + "Inputs/" + method);
        if (folder == null) {
            throw new IllegalStateException("no inputs for " + test.getName() + '.' + method
                    + ": keep them in src/test/resources under " + test.getSimpleName() + "Inputs/" + method);
        }
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(folder + " is no folder", e);
        }
        return inputs;
    }
}
