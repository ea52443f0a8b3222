package io.parallax.engine.fee;

/**
 * Exact products of non-negative longs divided by 10^18, without allocation. Factors are split into halves of nine decimal
 * digits, so every partial product fits a {@code long}; a factor above {@link #MAX_FACTOR} throws.
 */
final class Wide {
    /** The divisor, and the scale of every scaled number here. */
    static final long SCALE = 1_000_000_000_000_000_000L;

    static final long MAX_FACTOR = 4 * SCALE;

    /** Scale of {@link #sqrtFloor12}. */
    static final long ROOT_SCALE = 1_000_000_000_000L;

    private static final long FIVE_TO_18 = 3_814_697_265_625L;

    /** Upper halves of products that {@link #shortCeil} takes. */
    private static final long SHORT_HIGH = 1L << 34;

    private static final long HALF = 1_000_000_000L;

    private Wide() {}

    /** {@code floor((a * b + addend) / 10^18)}, {@code 0 <= addend <= 4 * 10^18}. */
    static long mulDivFloor(long a, long b, long addend) {
        requireFactor(a);
        requireFactor(b);
        long a1 = a / HALF;
        long a0 = a % HALF;
        long b1 = b / HALF;
        long b0 = b % HALF;
        long middle = a1 * b0 + a0 * b1;
        long low = middle % HALF * HALF + a0 * b0 + addend;
        return Math.addExact(Math.multiplyExact(a1, b1), middle / HALF + low / SCALE);
    }

    /** {@code ceil((a * b + addend) / 10^18)}, {@code 0 <= addend <= 3 * 10^18}. */
    static long mulDivCeil(long a, long b, long addend) {
        if (addend == 0 && (a | b) >= 0) {
            long high = Math.multiplyHigh(a, b);
            if (high < SHORT_HIGH) {
                return shortCeil(high, a * b);
            }
        }
        return mulDivFloor(a, b, addend + SCALE - 1);
    }

    /**
     * A product below 2^98 divided by 10^18, rounded up: 10^18 is 2^18 times 5^18, and the 80 bits left after the shift are
     * divided by 5^18 in two pieces that fit. Every fee of an order within a million contracts is such a product.
     */
    private static long shortCeil(long high, long low) {
        long pieceHigh = high << 25 | low >>> 39;
        long pieceLow = low >>> 18 & (1L << 21) - 1;
        long quotientHigh = pieceHigh / FIVE_TO_18;
        long rest = pieceHigh % FIVE_TO_18 << 21 | pieceLow;
        long quotient = (quotientHigh << 21) + rest / FIVE_TO_18;
        boolean exact = rest % FIVE_TO_18 == 0 && (low & (1L << 18) - 1) == 0;
        return exact ? quotient : quotient + 1;
    }

    /** {@code (a * b) mod 10^18}. */
    static long mulMod(long a, long b) {
        requireFactor(a);
        requireFactor(b);
        long a0 = a % HALF;
        long b0 = b % HALF;
        long middle = a / HALF * b0 + a0 * (b / HALF);
        return (middle % HALF * HALF + a0 * b0) % SCALE;
    }

    /** {@code floor(a * b * c / 10^36)}; {@code c} at most 10^18. */
    static long mulDivFloor3(long a, long b, long c) {
        long tail = mulDivFloor(mulMod(a, b), c, 0);
        return mulDivFloor(mulDivFloor(a, b, 0), c, tail);
    }

    /** {@code ceil(a * b * c / 10^36)}; {@code c} at most 10^18. */
    static long mulDivCeil3(long a, long b, long c) {
        long tail = mulDivCeil(mulMod(a, b), c, 0);
        return mulDivCeil(mulDivFloor(a, b, 0), c, tail);
    }

    /**
     * {@code floor(sqrt(x) * 10^12)} for {@code 0 <= x <= 2.5 * 10^11} (a scaled p(1-p)), one decimal digit at a
     * time: six pairs of digits of {@code x}, then twelve pairs of zeros. In the last step the remainder needs all 64 bits.
     */
    static long sqrtFloor12(long x) {
        long root = 0;
        long remainder = 0;
        long pairValue = 10_000_000_000L;
        for (int step = 0; step < 18; step++) {
            long pair = pairValue == 0 ? 0 : x / pairValue % 100;
            pairValue /= 100;
            remainder = remainder * 100 + pair;
            long odd = 20 * root + 1;
            int digit = 0;
            while (Long.compareUnsigned(remainder, odd) >= 0) {
                remainder -= odd;
                odd += 2;
                digit++;
            }
            root = root * 10 + digit;
        }
        return root;
    }

    private static void requireFactor(long factor) {
        if (factor < 0 || factor > MAX_FACTOR) {
            throw new ArithmeticException("factor " + factor + " outside 0.." + MAX_FACTOR);
        }
    }
}
