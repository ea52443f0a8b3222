package io.parallax.engine.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WideTest {
    private static final BigInteger SCALE = BigInteger.valueOf(Wide.SCALE);
    private static final long[] EDGES = {0, 1, 2, 999_999_999, 1_000_000_000, Wide.SCALE - 1, Wide.SCALE};

    @Test
    void shouldEqualBigIntegersEverywhere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50_000; run++) {
            long a = number(random, Wide.MAX_FACTOR);
            long b = number(random, Wide.SCALE);
            long c = number(random, Wide.SCALE);
            long addend = number(random, Wide.SCALE);
            String name = "seed " + seed + ": " + a + " " + b + " " + c + " " + addend;
            BigInteger product = big(a).multiply(big(b));
            BigInteger cube = product.multiply(big(c));
            BigInteger square = SCALE.multiply(SCALE);
            check(name, Wide.mulDivFloor(a, b, addend), product.add(big(addend)), SCALE, false);
            check(name, Wide.mulDivCeil(a, b, addend), product.add(big(addend)), SCALE, true);
            check(name, Wide.mulDivFloor3(a, b, c), cube, square, false);
            check(name, Wide.mulDivCeil3(a, b, c), cube, square, true);
            if (!big(Wide.mulMod(a, b)).equals(product.mod(SCALE))) {
                throw new AssertionError(name);
            }
        }
    }

    private static void check(String name, long actual, BigInteger dividend, BigInteger divisor, boolean up) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        BigInteger expected = up && parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
        if (!big(actual).equals(expected)) {
            throw new AssertionError(name + ": " + actual + " is not " + expected);
        }
    }

    @Test
    void shouldRoundUpExactlyOnBothSidesOfTheShortWay() {
        Random random = new Random(20261121);
        for (int i = 0; i < 200_000; i++) {
            long a = random.nextLong(1_000_000_000_001L);
            long b = random.nextLong(1 + (Wide.SCALE >> random.nextInt(50)));
            check("small " + a + " " + b, Wide.mulDivCeil(a, b, 0), big(a).multiply(big(b)), SCALE, true);
            long whole = random.nextLong(4_000_000_000L);
            check(
                    "whole " + whole,
                    Wide.mulDivCeil(whole, Wide.SCALE, 0),
                    big(whole).multiply(SCALE),
                    SCALE,
                    true);
            long near = (1L << 49) + random.nextInt(3) - 1;
            check("edge " + near, Wide.mulDivCeil(near, near, 0), big(near).multiply(big(near)), SCALE, true);
        }
    }

    @Test
    void shouldTakeRootsToTwelveDigits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BigInteger scale = BigInteger.TEN.pow(24);
        for (int run = 0; run < 20_000; run++) {
            long price = run <= 1_000 ? run * 1_000L : random.nextInt(1_000_001);
            long x = price * (1_000_000 - price);
            BigInteger expected = big(x).multiply(scale).sqrt();
            if (!big(Wide.sqrtFloor12(x)).equals(expected)) {
                throw new AssertionError("seed " + seed + ": root of " + x);
            }
        }
        assertThat(Wide.sqrtFloor12(250_000_000_000L)).isEqualTo(500_000_000_000_000_000L);
    }

    @Test
    void shouldThrowWhatDoesNotFit() {
        assertThatThrownBy(() -> Wide.mulDivFloor(-1, 1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Wide.mulDivFloor(Wide.MAX_FACTOR + 1, 1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Wide.mulDivFloor(Wide.MAX_FACTOR, Wide.MAX_FACTOR, 0))
                .isInstanceOf(ArithmeticException.class);
    }

    private static long number(Random random, long bound) {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextInt(1_000_000_000);
            default -> (random.nextLong() >>> 1) % (bound + 1);
        };
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
