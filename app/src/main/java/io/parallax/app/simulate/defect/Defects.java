package io.parallax.app.simulate.defect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of planted defects.
 *
 * <pre>
 *   === name invariant seeds profile file
 *   what it does wrong
 *   --- find
 *   text
 *   +++ replace
 *   text
 * </pre>
 */
public final class Defects {
    private static final String RESOURCE = "/simulate/defects.txt";

    private Defects() {}

    /** All of them, in their order. */
    public static List<Defect> all() {
        try (InputStream in = Defects.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One by its name. */
    public static Optional<Defect> named(String name) {
        return all().stream().filter(defect -> defect.name().equals(name)).findFirst();
    }

    static List<Defect> read(String text) {
        List<Defect> defects = new ArrayList<>();
        String[] sections = text.split("(?m)^=== ");
        for (int i = 1; i < sections.length; i++) {
            defects.add(section(sections[i]));
        }
        return defects;
    }

    private static Defect section(String section) {
        int headEnd = section.indexOf('\n');
        String[] head = section.substring(0, headEnd).trim().split(" +");
        int find = section.indexOf("\n--- find\n");
        int replace = section.indexOf("\n+++ replace\n");
        if (head.length != 5 || find < 0 || replace < find) {
            throw new IllegalStateException(
                    "defect " + head[0] + ": needs 'name invariant seeds profile file', '--- find' and '+++ replace'");
        }
        return new Defect(
                head[0],
                head[1],
                Integer.parseInt(head[2]),
                head[3],
                head[4],
                section.substring(headEnd, find).trim(),
                section.substring(find + "\n--- find\n".length(), replace),
                section.substring(replace + "\n+++ replace\n".length()).stripTrailing());
    }
}
