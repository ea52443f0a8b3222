package io.parallax.gateway.polymarket.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.testkit.AllocatedBytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScalarTest {
    private static final BigInteger N =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger RADIX = BigInteger.ONE.shiftLeft(256);
    private static final BigInteger[] EDGES = {
        BigInteger.ZERO,
        BigInteger.ONE,
        BigInteger.TWO,
        N.subtract(BigInteger.ONE),
        N.shiftRight(1),
        N.shiftRight(1).add(BigInteger.ONE),
        BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
        BigInteger.ONE.shiftLeft(192),
        RADIX.mod(N)
    };

    private final long[] scratch = new long[Scalar.SCRATCH];

    @ParameterizedTest
    @ValueSource(longs = {1, 20260930, 7_777})
    void shouldAgreeWithBigIntegers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            BigInteger a = number(random).mod(N);
            BigInteger b = number(random).mod(N);
            BigInteger wide = i % 2 == 0 ? number(random) : RADIX.subtract(BigInteger.valueOf(1 + random.nextInt(9)));
            String as = "seed " + seed + " round " + i + ": " + a.toString(16) + ", " + b.toString(16) + ", "
                    + wide.toString(16);
            long[] out = new long[4];
            Scalar.product(out, 0, limbs(a), 0, limbs(wide), 0, scratch);
            assertThat(number(out))
                    .as(as)
                    .isEqualTo(a.multiply(wide).multiply(RADIX.modInverse(N)).mod(N));
            Scalar.sum(out, 0, limbs(a), 0, limbs(b), 0, scratch);
            assertThat(number(out)).as(as).isEqualTo(a.add(b).mod(N));
            Scalar.toFactor(out, 0, limbs(a), 0, scratch);
            Scalar.product(out, 0, out, 0, limbs(b), 0, scratch);
            assertThat(number(out)).as(as).isEqualTo(a.multiply(b).mod(N));
            assertThat(Scalar.isHigh(limbs(a))).as(as).isEqualTo(a.compareTo(N.shiftRight(1)) > 0);
            assertThat(Scalar.isInvertible(limbs(wide))).as(as).isEqualTo(wide.signum() > 0 && wide.compareTo(N) < 0);
            long[] negated = limbs(a);
            if (a.signum() > 0) {
                Scalar.negateIf(true, negated);
                assertThat(number(negated)).as(as).isEqualTo(N.subtract(a));
                Scalar.negateIf(false, negated);
                assertThat(number(negated)).as(as).isEqualTo(N.subtract(a));
            }
        }
    }

    @Test
    void shouldInvert() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            BigInteger a = number(random).mod(N).max(BigInteger.ONE);
            long[] factor = new long[4];
            Scalar.toFactor(factor, 0, limbs(a), 0, scratch);
            Scalar.invertFactor(factor, new long[4], scratch);
            long[] out = new long[4];
            Scalar.product(out, 0, factor, 0, limbs(BigInteger.ONE), 0, scratch);
            assertThat(number(out)).as("round " + i + ": " + a.toString(16)).isEqualTo(a.modInverse(N));
        }
    }

    @Test
    void shouldNotAllocate() {
        long[] a = limbs(EDGES[3]);
        Runnable work = () -> {
            for (int i = 0; i < 1_000; i++) {
                Scalar.product(a, 0, a, 0, a, 0, scratch);
                Scalar.sum(a, 0, a, 0, a, 0, scratch);
                Scalar.negateIf(Scalar.isHigh(a), a);
            }
        };
        work.run();
        assertThat(AllocatedBytes.least(work)).isZero();
        assertThat(AllocatedBytes.control()).isPositive();
    }

    private static BigInteger number(Random random) {
        return random.nextInt(4) == 0 ? EDGES[random.nextInt(EDGES.length)] : new BigInteger(256, random);
    }

    private static long[] limbs(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] word = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, word, 32 - length, length);
        long[] limbs = new long[4];
        Scalar.load(word, 0, limbs, 0);
        return limbs;
    }

    private static BigInteger number(long[] limbs) {
        byte[] word = new byte[32];
        Scalar.store(Arrays.copyOf(limbs, 4), 0, word, 0);
        return new BigInteger(1, word);
    }
}
