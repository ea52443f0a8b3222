package io.parallax.app.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** How a command prints its answer. */
enum OutputFormat {
    TEXT,
    JSON;

    /** @throws TypeConversionException when the text names no format */
    static OutputFormat parse(String text) {
        for (OutputFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                return format;
            }
        }
        throw new TypeConversionException("'" + text + "' is neither text nor json");
    }
}
