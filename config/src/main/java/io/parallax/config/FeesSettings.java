package io.parallax.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Which fee tables hold.
 *
 * @param files a whole table of one venue each, in the place of the one that ships with the program; empty = those that ship
 */
public record FeesSettings(List<Path> files) {
    /** The tables that ship with the program. */
    public static final FeesSettings SHIPPED = new FeesSettings(List.of());

    public FeesSettings {
        files = List.copyOf(files);
    }
}
