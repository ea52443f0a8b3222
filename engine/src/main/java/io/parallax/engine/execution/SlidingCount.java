package io.parallax.engine.execution;

import io.parallax.engine.state.StateHash;

/**
 * How often something happened within a window that ends now. Time is cut into slices of a sixteenth of the window, the
 * oldest slice counts whole: the answer is never below the truth, and above it by what happened within one slice more.
 */
final class SlidingCount {
    private static final int SLICES = 16;

    /** One more than a window has: the window rarely begins where a slice does. */
    private final int[] counts = new int[SLICES + 1];

    private long newest;
    private long windowNs;

    /** Counts one. @return how many there are within the window, this one included */
    int add(long nowNs, long windowNs) {
        move(nowNs, windowNs);
        counts[(int) (newest % counts.length)]++;
        return sum();
    }

    /** How many there are within the window. */
    int count(long nowNs, long windowNs) {
        move(nowNs, windowNs);
        return sum();
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
    }

    /** Empties the slices that time has passed since. Another window than before counts what is known into the newest slice. */
    private void move(long nowNs, long window) {
        long slice = nowNs / Math.max(1, window / SLICES + (window % SLICES == 0 ? 0 : 1));
        if (window != windowNs) {
            int known = sum();
            clear();
            windowNs = window;
            newest = slice;
            counts[(int) (slice % counts.length)] = known;
            return;
        }
        long gone = Math.min(slice - newest, counts.length);
        for (long i = 1; i <= gone; i++) {
            counts[(int) ((slice - gone + i) % counts.length)] = 0;
        }
        newest = Math.max(newest, slice);
    }

    private int sum() {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, newest), windowNs);
        for (int count : counts) {
            h = StateHash.mix(h, count);
        }
        return h;
    }
}
