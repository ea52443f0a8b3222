package io.parallax.gateway.polymarket.verify;

import java.util.Arrays;

/**
 * When each book is compared with its REST copy: all within a period, spread evenly, those that gave no answer sooner but
 * not for ever. Pure; times are of the monotonic clock.
 */
final class SamplePlan {
    /** Tries ahead of time in a row. */
    static final int MAX_RETRIES = 3;

    private static final int RETRIES_A_PERIOD = 8;

    /** Spreads consecutive slots over the period. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long regularNs;
    private final long retryNs;
    private long[] dueNanos = new long[0];
    private int[] retries = new int[0];
    private boolean[] followed = new boolean[0];
    private int next;

    /** @param periodNs within which each book is asked for; asking is planned after three quarters of it */
    SamplePlan(long periodNs) {
        regularNs = periodNs - periodNs / 4;
        retryNs = Math.max(1, periodNs / RETRIES_A_PERIOD);
    }

    /** The first time comes within the period, at another point for each book. */
    void follow(int slot, long nowNanos) {
        if (slot >= followed.length) {
            int length = 2 * slot + 1;
            dueNanos = Arrays.copyOf(dueNanos, length);
            retries = Arrays.copyOf(retries, length);
            followed = Arrays.copyOf(followed, length);
        }
        if (!followed[slot]) {
            followed[slot] = true;
            retries[slot] = 0;
            long part = (slot + 1) * GOLDEN >>> 32; // of 2^32
            dueNanos[slot] = nowNanos + Math.multiplyHigh(part << 31, 2 * regularNs);
        }
    }

    /** Time between two regular comparisons. */
    long regularNs() {
        return regularNs;
    }

    void unfollow(int slot) {
        if (slot < followed.length) {
            followed[slot] = false;
        }
    }

    /** Takes books that are due, in turn, and plans their next time. @return how many stand in {@code slots} now */
    int take(long nowNanos, int[] slots) {
        int count = 0;
        for (int n = 0; n < followed.length && count < slots.length; n++) {
            next = next + 1 < followed.length ? next + 1 : 0;
            if (followed[next] && dueNanos[next] - nowNanos <= 0) {
                slots[count++] = next;
                dueNanos[next] = nowNanos + regularNs;
            }
        }
        return count;
    }

    /** The book was compared, one way or the other. */
    void concluded(int slot, long nowNanos) {
        retries[slot] = 0;
        dueNanos[slot] = nowNanos + regularNs;
    }

    /** Nothing came of it: sooner than usual, but a few times only. */
    void again(int slot, long nowNanos) {
        if (retries[slot] < MAX_RETRIES) {
            retries[slot]++;
            dueNanos[slot] = Math.min(dueNanos[slot], nowNanos + retryNs);
        } else {
            retries[slot] = 0;
        }
    }

    /** At the next occasion. */
    void now(int slot, long nowNanos) {
        if (slot < followed.length && followed[slot]) {
            dueNanos[slot] = nowNanos;
        }
    }
}
