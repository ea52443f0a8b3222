package io.parallax.app.cli;

import io.parallax.codecs.sbe.Venue;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The venue that a command is about. */
final class VenueOption {
    @Option(names = "--venue", paramLabel = "VENUE", required = true, description = "polymarket or kalshi")
    private Venue venue;

    Venue venue() {
        return venue;
    }

    /** @throws TypeConversionException when the text names no venue */
    static Venue parse(String text) {
        return switch (text) {
            case "polymarket" -> Venue.POLYMARKET;
            case "kalshi" -> Venue.KALSHI;
            default -> throw new TypeConversionException("'" + text + "' is neither polymarket nor kalshi");
        };
    }
}
