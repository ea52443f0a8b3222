package io.parallax.engine.strategy.api;

import io.parallax.config.Units;

/**
 * One parameter of a strategy. Bounds and default are written as its values are.
 *
 * @param name lower camel case
 * @param min smallest value; ignored for WORDS
 * @param max largest value; ignored for WORDS
 * @param preset value when none is given
 * @param meaning in one line
 */
public record Parameter(String name, Kind kind, String min, String max, String preset, String meaning) {

    /** How a value is written, and what its number counts. */
    public enum Kind {
        /** {@code $0.95}: micros of a dollar. */
        MONEY,
        /** {@code 20} or {@code 2.5}: micros of a contract. */
        CONTRACTS,
        /** {@code 300s}: nanoseconds. */
        DURATION,
        /** A whole number. */
        COUNT,
        /** Words or phrases separated by comma; may be empty. */
        WORDS;

        /** @throws IllegalArgumentException that says how a value is written */
        long parse(String text) {
            return switch (this) {
                case MONEY -> Units.usdMicros(text);
                case CONTRACTS -> Units.contractsMicros(text);
                case DURATION -> Units.durationNs(text);
                case COUNT -> Units.integer(text);
                case WORDS -> 0;
            };
        }
    }

    /** Money within bounds. */
    public static Parameter money(String name, String min, String max, String preset, String meaning) {
        return new Parameter(name, Kind.MONEY, min, max, preset, meaning);
    }

    /** A quantity within bounds. */
    public static Parameter contracts(String name, String min, String max, String preset, String meaning) {
        return new Parameter(name, Kind.CONTRACTS, min, max, preset, meaning);
    }

    /** A duration within bounds. */
    public static Parameter duration(String name, String min, String max, String preset, String meaning) {
        return new Parameter(name, Kind.DURATION, min, max, preset, meaning);
    }

    /** Words or phrases. */
    public static Parameter words(String name, String preset, String meaning) {
        return new Parameter(name, Kind.WORDS, "", "", preset, meaning);
    }

    /** What is wrong with a value, or null. */
    String problem(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return "must be one line";
        }
        try {
            long value = kind.parse(text);
            if (kind != Kind.WORDS && (value < kind.parse(min) || value > kind.parse(max))) {
                return "must be from " + min + " to " + max;
            }
            return null;
        } catch (ArithmeticException e) {
            return "is too large";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
