package io.parallax.engine.risk;

import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Net YES positions as intervals, one a slot. Booked is what fills say; around it lies what may still become of it:
 *
 * <pre>
 *   provisional buy of q     [-q, 0]     it may vanish            sell  [0, +q]
 *   live buy, r may fill     [0, +r]     it may or may not fill   sell  [-r, 0]
 *   ended buy, w owed        [0, +w]     told, not yet seen       sell  [-w, 0]
 * </pre>
 *
 * Believed is the narrower interval in which matched is filled: provisional fills and owed ones count as themselves.
 */
final class Intervals {
    private long[] booked = new long[16];
    private long[] below = new long[16];
    private long[] above = new long[16];
    private long[] owed = new long[16];
    private long[] liveBelow = new long[16];
    private long[] liveAbove = new long[16];
    private long[] reportedBelow = new long[16];
    private long[] reportedAbove = new long[16];
    private int size;

    /** Makes the slots below {@code count} exist. */
    void grow(int count) {
        if (count > booked.length) {
            int grown = Math.max(count, booked.length * 2);
            booked = Arrays.copyOf(booked, grown);
            below = Arrays.copyOf(below, grown);
            above = Arrays.copyOf(above, grown);
            owed = Arrays.copyOf(owed, grown);
            liveBelow = Arrays.copyOf(liveBelow, grown);
            liveAbove = Arrays.copyOf(liveAbove, grown);
            reportedBelow = Arrays.copyOf(reportedBelow, grown);
            reportedAbove = Arrays.copyOf(reportedAbove, grown);
        }
        size = Math.max(size, count);
    }

    int size() {
        return size;
    }

    void book(int slot, long netYesMicros) {
        booked[slot] = Math.addExact(booked[slot], netYesMicros);
    }

    /** A booked fill may still vanish; negated when it may no longer. */
    void doubt(int slot, long netYesMicros, boolean buysYes) {
        if (buysYes) {
            below[slot] -= netYesMicros;
        } else {
            above[slot] -= netYesMicros;
        }
    }

    /** What a live order may still add; negated when it may no longer. @param qtyMicros signed as the order, in YES */
    void live(int slot, long qtyMicros, boolean buysYes) {
        if (buysYes) {
            above[slot] += qtyMicros;
            liveAbove[slot] += qtyMicros;
        } else {
            below[slot] += qtyMicros;
            liveBelow[slot] += qtyMicros;
        }
    }

    /** What an ended order was told to have filled and no fill has shown yet; negated when shown. */
    void owe(int slot, long qtyMicros, boolean buysYes) {
        owed[slot] += qtyMicros;
        if (buysYes) {
            above[slot] += qtyMicros;
        } else {
            below[slot] += qtyMicros;
        }
    }

    /** A reading outside the interval is possible too: it is stretched to it until another reading says otherwise. */
    void stretch(int slot, long belowMicros, long aboveMicros) {
        reportedBelow[slot] = belowMicros;
        reportedAbove[slot] = aboveMicros;
    }

    /** Nothing is held and nothing under way any more. */
    void clear(int slot) {
        booked[slot] = 0;
        below[slot] = 0;
        above[slot] = 0;
        owed[slot] = 0;
        liveBelow[slot] = 0;
        liveAbove[slot] = 0;
        reportedBelow[slot] = 0;
        reportedAbove[slot] = 0;
    }

    long bookedMicros(int slot) {
        return booked[slot];
    }

    long loMicros(int slot) {
        return booked[slot] + below[slot] + reportedBelow[slot];
    }

    long hiMicros(int slot) {
        return booked[slot] + above[slot] + reportedAbove[slot];
    }

    long believedLoMicros(int slot) {
        return booked[slot] + owed[slot] + liveBelow[slot];
    }

    long believedHiMicros(int slot) {
        return booked[slot] + owed[slot] + liveAbove[slot];
    }

    boolean isFlat(int slot) {
        return (booked[slot] | below[slot] | above[slot] | owed[slot]) == 0;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, booked, size);
        h = StateHash.mix(h, below, size);
        h = StateHash.mix(h, above, size);
        h = StateHash.mix(h, owed, size);
        h = StateHash.mix(h, liveBelow, size);
        h = StateHash.mix(h, reportedBelow, size);
        h = StateHash.mix(h, reportedAbove, size);
        return StateHash.mix(h, liveAbove, size);
    }
}
