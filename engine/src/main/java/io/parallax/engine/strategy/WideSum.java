package io.parallax.engine.strategy;

/** Exact sum of products of longs, in 128 bits; what does not fit wraps, so the caller bounds its terms. */
final class WideSum {
    private long high;
    private long low;

    void clear() {
        high = 0;
        low = 0;
    }

    void set(WideSum other) {
        high = other.high;
        low = other.low;
    }

    void add(long value) {
        add(value >> 63, value);
    }

    /** Adds {@code a * b}, which may need 128 bits. */
    void addProduct(long a, long b) {
        add(Math.multiplyHigh(a, b), a * b);
    }

    private void add(long addedHigh, long addedLow) {
        low += addedLow;
        high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
    }

    boolean isPositive() {
        return high > 0 || high == 0 && low != 0;
    }

    boolean isMoreThan(WideSum other) {
        return high > other.high || high == other.high && Long.compareUnsigned(low, other.low) > 0;
    }

    /** Upper half of the sum in two's complement. */
    long high() {
        return high;
    }

    /** Lower half, unsigned. */
    long low() {
        return low;
    }
}
