package io.parallax.engine.state;

import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;

/**
 * The latched halts that stand, in the order in which they came. One of the same scope and cause is not added again. Places
 * are bounded; the last ones are kept for latches of the whole engine, of which there are at most as many as causes, so that
 * one always fits.
 */
public final class Latches {
    /** Places of all latches. */
    public static final int CAPACITY = 64;

    /** Places only latches of the engine may take. */
    static final int RESERVED = 17;

    /** In place of a pair. */
    public static final int NO_PAIR = -1;

    private final long[] ids = new long[CAPACITY];
    private final LatchScope[] scopes = new LatchScope[CAPACITY];
    private final Venue[] venues = new Venue[CAPACITY];
    private final int[] pairIds = new int[CAPACITY];
    private final LatchCause[] causes = new LatchCause[CAPACITY];
    private int size;

    /** Whether this very latch stands already. */
    public boolean stands(LatchScope scope, Venue venue, int pairId, LatchCause cause) {
        for (int i = 0; i < size; i++) {
            if (causes[i] == cause && isOf(i, scope, venue, pairId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any latch of this scope stands. */
    public boolean any(LatchScope scope, Venue venue, int pairId) {
        for (int i = 0; i < size; i++) {
            if (isOf(i, scope, venue, pairId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a place for one more. */
    public boolean hasRoom(LatchScope scope) {
        return size < (scope == LatchScope.ENGINE ? CAPACITY : CAPACITY - RESERVED);
    }

    /**
     * Adds one that does not stand yet.
     *
     * @param wishedId its id, unless another has it: then the next free one
     * @return its id
     */
    public long add(long wishedId, LatchScope scope, Venue venue, int pairId, LatchCause cause) {
        long id = wishedId;
        while (isTaken(id)) {
            id++;
        }
        ids[size] = id;
        scopes[size] = scope;
        venues[size] = venue;
        pairIds[size] = pairId;
        causes[size] = cause;
        size++;
        return id;
    }

    private boolean isTaken(long id) {
        for (int i = 0; i < size; i++) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    /** Removes the oldest latch of this scope. @return its id; there must be one, see {@link #any} */
    public long remove(LatchScope scope, Venue venue, int pairId) {
        for (int i = 0; i < size; i++) {
            if (isOf(i, scope, venue, pairId)) {
                long id = ids[i];
                size--;
                for (int j = i; j < size; j++) {
                    ids[j] = ids[j + 1];
                    scopes[j] = scopes[j + 1];
                    venues[j] = venues[j + 1];
                    pairIds[j] = pairIds[j + 1];
                    causes[j] = causes[j + 1];
                }
                return id;
            }
        }
        throw new IllegalStateException("no latch of " + scope + " stands");
    }

    private boolean isOf(int index, LatchScope scope, Venue venue, int pairId) {
        return scopes[index] == scope
                && (scope != LatchScope.VENUE || venues[index] == venue)
                && (scope != LatchScope.PAIR || pairIds[index] == pairId);
    }

    /** How many stand. */
    public int size() {
        return size;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, size);
        for (int i = 0; i < size; i++) {
            h = StateHash.mix(h, ids[i]);
            h = StateHash.mix(h, scopes[i].value());
            h = StateHash.mix(h, scopes[i] == LatchScope.VENUE ? venues[i].value() : pairIds[i]);
            h = StateHash.mix(h, causes[i].value());
        }
        return h;
    }
}
