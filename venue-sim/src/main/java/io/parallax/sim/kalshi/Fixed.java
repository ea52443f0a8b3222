package io.parallax.sim.kalshi;

import io.parallax.codecs.units.Micros;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Kalshi's spellings of numbers and times. */
final class Fixed {
    private Fixed() {}

    /** Dollars with four decimals; exact, because every price and count of the venue fits. */
    static String price(long micros) {
        return decimals(micros, 4);
    }

    /** Contracts with two decimals, rounded down. */
    static String count(long micros) {
        return decimals(micros, 2);
    }

    /** Dollars with six decimals. */
    static String money(long micros) {
        return decimals(micros, 6);
    }

    static String time(long timestampNs) {
        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(
                Math.floorDiv(timestampNs, 1_000_000_000L),
                Math.floorMod(timestampNs, 1_000_000_000L) / 1_000L * 1_000L));
    }

    static long millis(long timestampNs) {
        return Math.floorDiv(timestampNs, 1_000_000L);
    }

    static long seconds(long timestampNs) {
        return Math.floorDiv(timestampNs, 1_000_000_000L);
    }

    /**
     * Reads a request's decimal of at most {@code places} places.
     *
     * @return micros, or -1 when the text is not such a decimal
     */
    static long parse(String text, int places) {
        if (text.length() > 15 || !text.matches("\\d+(\\.\\d{1," + places + "})?")) {
            return -1;
        }
        return Micros.parse(text);
    }

    private static String decimals(long micros, int places) {
        long abs = Math.abs(micros);
        StringBuilder out = new StringBuilder(16);
        if (micros < 0) {
            out.append('-');
        }
        out.append(abs / Micros.ONE).append('.');
        long fraction = abs % Micros.ONE;
        long place = Micros.ONE / 10;
        for (int i = 0; i < places; i++) {
            out.append((char) ('0' + fraction / place % 10));
            place /= 10;
        }
        return out.toString();
    }
}
