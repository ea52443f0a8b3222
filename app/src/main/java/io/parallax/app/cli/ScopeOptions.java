package io.parallax.app.cli;

import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a control is about: everything, or the venue or pair that is named. */
final class ScopeOptions {
    @ArgGroup
    private Choice choice;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "kept with the record of it")
    private String reason;

    /** One of the two, or neither. */
    static final class Choice {
        @Option(names = "--venue", paramLabel = "VENUE", description = "polymarket or kalshi; default everything")
        private Venue venue;

        @Option(names = "--pair", paramLabel = "NAME", description = "one pair; default everything")
        private String pair;
    }

    LatchScope scope() {
        if (choice == null) {
            return LatchScope.ENGINE;
        }
        return choice.venue != null ? LatchScope.VENUE : LatchScope.PAIR;
    }

    Venue venue() {
        return choice == null || choice.venue == null ? Venue.NULL_VAL : choice.venue;
    }

    String pair() {
        return choice == null || choice.pair == null ? "" : choice.pair;
    }

    String reason() {
        return reason;
    }
}
