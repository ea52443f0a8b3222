package io.parallax.config;

import io.parallax.codecs.units.Micros;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them, each with its unit. A text that is none throws and says how one is written. */
public final class Units {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ns|us|ms|s|m|h|d)");

    private Units() {}

    /** {@code $250.00} in micros of a dollar. */
    public static long usdMicros(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("an amount of money is written as \"$250.00\"");
        }
        try {
            return Micros.parse(text.substring(1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an amount of money has at most six places, as in \"$0.005\"", e);
        }
    }

    /** {@code 2.5} in micros of a contract. */
    public static long contractsMicros(String text) {
        try {
            return Micros.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a number of contracts is written as 100 or 2.5", e);
        }
    }

    static long percentMicros(String text) {
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException("a share is written as 5% or 0.25%");
        }
        try {
            long hundredfold = Micros.parse(text.substring(0, text.length() - 1));
            if (hundredfold % 100 == 0) {
                return hundredfold / 100;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a share is written as 5% or 0.25%", e);
        }
        throw new IllegalArgumentException("a share has at most four places, as in 0.0001%");
    }

    static long decimalMicros(String text) {
        try {
            return Micros.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a decimal with at most six places, as in 0.07", e);
        }
    }

    /** {@code 250ms} in nanoseconds. */
    public static long durationNs(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a duration is written as 250ms, 2s, 30m, 12h or 7d");
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unitNs(matcher.group(2)));
    }

    /** A whole number. */
    public static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number", e);
        }
    }

    static String usdText(long micros) {
        return "$" + Micros.format(micros);
    }

    static String percentText(long micros) {
        return Micros.format(Math.multiplyExact(micros, 100)) + "%";
    }

    static String durationText(long ns) {
        for (String unit : new String[] {"d", "h", "m", "s", "ms", "us"}) {
            if (ns != 0 && ns % unitNs(unit) == 0) {
                return ns / unitNs(unit) + unit;
            }
        }
        return ns + "ns";
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "d" -> 86_400_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "us" -> 1_000L;
            default -> 1L;
        };
    }
}
