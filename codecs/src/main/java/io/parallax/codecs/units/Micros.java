package io.parallax.codecs.units;

/**
 * The one scale of the project: prices, quantities and money are {@code long} micros, 1,000,000 to the dollar, contract
 * or certainty. All arithmetic is exact; what cannot be exact says in its name which way it rounds, and what does not
 * fit a {@code long} throws {@link ArithmeticException}.
 */
public final class Micros {
    /** One dollar, one contract, certainty. */
    public static final long ONE = 1_000_000L;

    /** "The venue did not say": the null value of optional amounts on the wire. */
    public static final long NULL = Long.MIN_VALUE;

    private Micros() {}

    /** Product of two micros amounts (price x quantity), rounded up; both must be non-negative. */
    public static long mulCeil(long aMicros, long bMicros) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(aMicros, bMicros), ONE - 1), ONE);
    }

    /** Product of two micros amounts (price x quantity), rounded down (towards minus infinity). */
    public static long mulFloor(long aMicros, long bMicros) {
        return Math.floorDiv(Math.multiplyExact(aMicros, bMicros), ONE);
    }

    /** The largest multiple of {@code stepMicros} not above {@code valueMicros}; both non-negative. */
    public static long floorToStep(long valueMicros, long stepMicros) {
        return valueMicros - valueMicros % stepMicros;
    }

    /**
     * Reads a plain decimal ("0.42", "-3.5", "12") exactly. For tools, tests and configuration, not for venue bytes.
     *
     * @throws IllegalArgumentException when the text is not a decimal, is finer than one micro or does not fit
     */
    public static long parse(String text) {
        try {
            return new java.math.BigDecimal(text).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a decimal of at most six places", e);
        }
    }

    /** Plain decimal text without trailing zeros ("0.42"), for people and for venues that take decimals. */
    public static String format(long micros) {
        return micros == 0
                ? "0"
                : java.math.BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }
}
