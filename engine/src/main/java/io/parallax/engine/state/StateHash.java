package io.parallax.engine.state;

/**
 * Folds state into 64 bits, in a fixed order, so that two runs of the same events can be compared by one number. Not a
 * defence against forgery.
 */
public final class StateHash {
    /** What a fold starts from. */
    public static final long SEED = 0x50_41_52_41_4C_4C_41_58L;

    private StateHash() {}

    /** The hash after {@code value} joined {@code hash}; order matters. */
    public static long mix(long hash, long value) {
        long z = (hash ^ value) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 32) * 0xD6E8FEB86659FD93L;
        return z ^ z >>> 32;
    }

    /** Folds the first {@code length} values of an array. */
    public static long mix(long hash, long[] values, int length) {
        long h = mix(hash, length);
        for (int i = 0; i < length; i++) {
            h = mix(h, values[i]);
        }
        return h;
    }
}
