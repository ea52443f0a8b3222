package io.parallax.gateway.polymarket.signing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Numbers modulo the order n of secp256k1, as four 64-bit limbs in an array, the least significant first. No branch and
 * no index depends on a value, nothing is allocated.
 *
 * <p>Products are Montgomery's: {@code product(a, b) = a b / 2^256 mod n}, below n when one factor is below n and the other
 * below 2^256. Source: Koc, Acar, Kaliski, "Analyzing and comparing Montgomery multiplication algorithms" (1996), CIOS.
 */
final class Scalar {
    static final int LIMBS = 4;

    /** Longs of the scratch a product needs. */
    static final int SCRATCH = 6;

    private static final int BYTES = LIMBS * Long.BYTES;
    private static final long[] N = {0xBFD25E8CD0364141L, 0xBAAEDCE6AF48A03BL, 0xFFFFFFFFFFFFFFFEL, 0xFFFFFFFFFFFFFFFFL
    };
    private static final long[] HALF_N = {
        0xDFE92F46681B20A0L, 0x5D576E7357A4501DL, 0xFFFFFFFFFFFFFFFFL, 0x7FFFFFFFFFFFFFFFL
    };
    private static final long[] N_LESS_TWO = {N[0] - 2, N[1], N[2], N[3]};
    private static final long MINUS_N_INVERSE = minusInverse(N[0]);

    /** 2^256 mod n and 2^512 mod n. */
    private static final long[] ONE = {-N[0], ~N[1], ~N[2], ~N[3]};

    private static final long[] SQUARE = squareOfRadix();
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Scalar() {}

    /** Reads 32 big-endian bytes. */
    static void load(byte[] bytes, int offset, long[] limbs, int at) {
        for (int i = 0; i < LIMBS; i++) {
            limbs[at + i] = (long) BIG.get(bytes, offset + BYTES - (i + 1) * Long.BYTES);
        }
    }

    /** Reads 32 big-endian bytes. */
    static void load(UnsafeBuffer bytes, int offset, long[] limbs) {
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = bytes.getLong(offset + BYTES - (i + 1) * Long.BYTES, ByteOrder.BIG_ENDIAN);
        }
    }

    /** Writes 32 big-endian bytes. */
    static void store(long[] limbs, int at, byte[] bytes, int offset) {
        for (int i = 0; i < LIMBS; i++) {
            BIG.set(bytes, offset + BYTES - (i + 1) * Long.BYTES, limbs[at + i]);
        }
    }

    /** Whether the number is neither 0 nor n or more. */
    static boolean isInvertible(long[] limbs) {
        return !isZero(limbs) && isBelow(limbs, N);
    }

    static boolean isZero(long[] limbs) {
        return (limbs[0] | limbs[1] | limbs[2] | limbs[3]) == 0;
    }

    /** Whether the number is above n / 2. */
    static boolean isHigh(long[] limbs) {
        return isBelow(HALF_N, limbs);
    }

    /** {@code out = a b / 2^256 mod n}; {@code out} may be a factor. */
    static void product(long[] out, int outAt, long[] a, int aAt, long[] b, int bAt, long[] scratch) {
        long[] t = scratch;
        t[0] = 0;
        t[1] = 0;
        t[2] = 0;
        t[3] = 0;
        t[4] = 0;
        for (int i = 0; i < LIMBS; i++) {
            long factor = b[bAt + i];
            long carry = 0;
            for (int j = 0; j < LIMBS; j++) {
                long low = a[aAt + j] * factor;
                long high = unsignedHigh(a[aAt + j], factor);
                long sum = low + t[j];
                high += carryOf(low, t[j], sum);
                long total = sum + carry;
                high += carryOf(sum, carry, total);
                t[j] = total;
                carry = high;
            }
            long top = t[4] + carry;
            t[5] = carryOf(t[4], carry, top);
            t[4] = top;
            long m = t[0] * MINUS_N_INVERSE;
            long first = m * N[0];
            carry = unsignedHigh(m, N[0]) + carryOf(first, t[0], first + t[0]);
            for (int j = 1; j < LIMBS; j++) {
                long low = m * N[j];
                long high = unsignedHigh(m, N[j]);
                long sum = low + t[j];
                high += carryOf(low, t[j], sum);
                long total = sum + carry;
                high += carryOf(sum, carry, total);
                t[j - 1] = total;
                carry = high;
            }
            long last = t[4] + carry;
            t[3] = last;
            t[4] = t[5] + carryOf(t[4], carry, last);
        }
        reduce(out, outAt, t);
    }

    /** {@code out = a + b mod n} of numbers below n; {@code out} may be one of them. */
    static void sum(long[] out, int outAt, long[] a, int aAt, long[] b, int bAt, long[] scratch) {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long sum = a[aAt + i] + b[bAt + i];
            long over = carryOf(a[aAt + i], b[bAt + i], sum);
            scratch[i] = sum + carry;
            carry = over + carryOf(sum, carry, scratch[i]);
        }
        scratch[4] = carry;
        reduce(out, outAt, scratch);
    }

    /** {@code limbs = n - limbs} where {@code yes}, else unchanged; the number is neither 0 nor above n. */
    static void negateIf(boolean yes, long[] limbs) {
        long mask = yes ? -1L : 0;
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long difference = N[i] - limbs[i];
            long under = carryOf(difference, limbs[i], N[i]);
            long rest = difference - borrow;
            borrow = under + carryOf(rest, borrow, difference);
            limbs[i] = limbs[i] & ~mask | rest & mask;
        }
    }

    /** {@code out = a 2^256 mod n}: a factor whose product with {@code b} is {@code a b}. */
    static void toFactor(long[] out, int outAt, long[] a, int aAt, long[] scratch) {
        product(out, outAt, a, aAt, SQUARE, 0, scratch);
    }

    /** {@code factor = 1 / factor}, both as {@link #toFactor} gives them, by Fermat: the exponent is public. */
    static void invertFactor(long[] factor, long[] power, long[] scratch) {
        System.arraycopy(ONE, 0, power, 0, LIMBS);
        for (int bit = BYTES * Byte.SIZE - 1; bit >= 0; bit--) {
            product(power, 0, power, 0, power, 0, scratch);
            if ((N_LESS_TWO[bit >>> 6] >>> bit & 1) != 0) {
                product(power, 0, power, 0, factor, 0, scratch);
            }
        }
        System.arraycopy(power, 0, factor, 0, LIMBS);
    }

    /** {@code out = t mod n} of five limbs below 2n. */
    private static void reduce(long[] out, int outAt, long[] t) {
        long borrow = 0;
        long r0 = t[0] - N[0];
        borrow = carryOf(r0, N[0], t[0]);
        long d1 = t[1] - N[1];
        long r1 = d1 - borrow;
        borrow = carryOf(d1, N[1], t[1]) + carryOf(r1, borrow, d1);
        long d2 = t[2] - N[2];
        long r2 = d2 - borrow;
        borrow = carryOf(d2, N[2], t[2]) + carryOf(r2, borrow, d2);
        long d3 = t[3] - N[3];
        long r3 = d3 - borrow;
        borrow = carryOf(d3, N[3], t[3]) + carryOf(r3, borrow, d3);
        long keep = t[4] - borrow >> 63; // -1 where t is below n
        out[outAt] = t[0] & keep | r0 & ~keep;
        out[outAt + 1] = t[1] & keep | r1 & ~keep;
        out[outAt + 2] = t[2] & keep | r2 & ~keep;
        out[outAt + 3] = t[3] & keep | r3 & ~keep;
    }

    private static boolean isBelow(long[] a, long[] b) {
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long difference = a[i] - b[i];
            long rest = difference - borrow;
            borrow = carryOf(difference, b[i], a[i]) + carryOf(rest, borrow, difference);
        }
        return borrow != 0;
    }

    /** 1 when {@code a + b} overflowed into {@code sum}; a borrow of {@code x - y} is the carry of its way back. */
    private static long carryOf(long a, long b, long sum) {
        return (a & b | (a | b) & ~sum) >>> 63;
    }

    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    /** Newton: each step doubles the bits that are right. */
    private static long minusInverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return -inverse;
    }

    private static long[] squareOfRadix() {
        long[] value = ONE.clone();
        long[] scratch = new long[SCRATCH];
        for (int i = 0; i < BYTES * Byte.SIZE; i++) {
            sum(value, 0, value, 0, value, 0, scratch);
        }
        return value;
    }
}
