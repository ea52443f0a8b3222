package io.parallax.sim.polymarket;

import io.parallax.codecs.units.Micros;

/** Decimal text the venue's way: plain, no exponent, no trailing zeros. */
final class Decimals {
    private static final int PLACES = 6;

    private Decimals() {}

    /** Appends a non-negative amount of micros, "0.5" or "92790". */
    static StringBuilder append(StringBuilder out, long micros) {
        out.append(micros / Micros.ONE);
        long fraction = micros % Micros.ONE;
        if (fraction != 0) {
            out.append('.');
            for (long place = Micros.ONE / 10; fraction != 0; place /= 10) {
                out.append((char) ('0' + fraction / place));
                fraction %= place;
            }
        }
        return out;
    }

    static String text(long micros) {
        return append(new StringBuilder(12), micros).toString();
    }

    /**
     * A trade price as the book hash holds it: three decimals, more only where the price needs them.
     *
     * @param priceMicros 1 to 999,999
     */
    static String tradePrice(long priceMicros) {
        StringBuilder digits = new StringBuilder(8).append("0.");
        String fraction = Long.toString(Micros.ONE + priceMicros).substring(1);
        int length = PLACES;
        while (length > 3 && fraction.charAt(length - 1) == '0') {
            length--;
        }
        return digits.append(fraction, 0, length).toString();
    }
}
