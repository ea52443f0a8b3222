package io.parallax.engine.book;

import java.util.Arrays;

/**
 * Whether a book may be read by a decision, as a state machine with a total table: every state answers every input.
 * Written by the engine thread.
 *
 * <pre>
 *   input               LIVE       CROSSED    AWAITING_SNAPSHOT  STALE      GAPPED
 *   SNAPSHOT_BEGUN      -          -          -                  AWAITING   AWAITING
 *   SNAPSHOT_COMPLETE   LIVE       LIVE       LIVE               LIVE       LIVE
 *   SNAPSHOT_CROSSED    CROSSED    CROSSED    CROSSED            CROSSED    CROSSED
 *   CROSSED_SEEN        CROSSED    CROSSED    -                  -          -
 *   UNCROSSED_SEEN      LIVE       LIVE       -                  -          -
 *   GAP                 GAPPED     GAPPED     GAPPED             GAPPED     GAPPED
 *   DISCONNECT          STALE      STALE      STALE              STALE      STALE
 *   FAULT               STALE      STALE      STALE              STALE      STALE
 *   STALE_SIGNAL        STALE      STALE      -                  -          -
 *   CONNECT             AWAITING   AWAITING   AWAITING           AWAITING   AWAITING
 *   TICK_CHANGE         AWAITING   AWAITING   AWAITING           AWAITING   AWAITING
 * </pre>
 *
 * A dash keeps the state. Only a whole snapshot leads out of the right three columns; a book that is merely locked or
 * crossed comes back by itself with the message that uncrosses it. A snapshot laid over a whole book leaves its state
 * until the END; it is not read meanwhile unless every level so far was the same.
 */
public final class BookHealth {
    /** What a book is good for. */
    public enum State {
        /** Whole and consistent: the only state a decision may read. */
        LIVE,
        /** Empty by intention: nothing was received yet on this connection or grid. */
        AWAITING_SNAPSHOT,
        /** No longer known to be current: connection lost, silence, or a message that could not be read. */
        STALE,
        /** A message was missed. */
        GAPPED,
        /** Best bid at or above best ask, otherwise whole. */
        CROSSED
    }

    /** What may happen to a book. */
    public enum Input {
        /** A snapshot has begun in one event and will end in another. */
        SNAPSHOT_BEGUN,
        /** A whole snapshot is in, best bid below best ask. */
        SNAPSHOT_COMPLETE,
        /** A whole snapshot is in, and it is locked or crossed. */
        SNAPSHOT_CROSSED,
        GAP,
        DISCONNECT,
        FAULT,
        STALE_SIGNAL,
        CROSSED_SEEN,
        UNCROSSED_SEEN,
        CONNECT,
        TICK_CHANGE
    }

    private static final int STATES = State.values().length;
    private static final State[][] NEXT = new State[Input.values().length][STATES];

    static {
        for (State[] row : NEXT) {
            System.arraycopy(State.values(), 0, row, 0, STATES);
        }
        fromAll(Input.SNAPSHOT_COMPLETE, State.LIVE);
        fromAll(Input.SNAPSHOT_CROSSED, State.CROSSED);
        fromAll(Input.GAP, State.GAPPED);
        fromAll(Input.DISCONNECT, State.STALE);
        fromAll(Input.FAULT, State.STALE);
        fromAll(Input.CONNECT, State.AWAITING_SNAPSHOT);
        fromAll(Input.TICK_CHANGE, State.AWAITING_SNAPSHOT);
        on(State.STALE, Input.SNAPSHOT_BEGUN, State.AWAITING_SNAPSHOT);
        on(State.GAPPED, Input.SNAPSHOT_BEGUN, State.AWAITING_SNAPSHOT);
        on(State.LIVE, Input.CROSSED_SEEN, State.CROSSED);
        on(State.CROSSED, Input.UNCROSSED_SEEN, State.LIVE);
        on(State.LIVE, Input.STALE_SIGNAL, State.STALE);
        on(State.CROSSED, Input.STALE_SIGNAL, State.STALE);
    }

    private State state = State.AWAITING_SNAPSHOT;
    private long sinceNs;

    private static void fromAll(Input input, State next) {
        Arrays.fill(NEXT[input.ordinal()], next);
    }

    private static void on(State state, Input input, State next) {
        NEXT[input.ordinal()][state.ordinal()] = next;
    }

    /** What the table says; a pure look-up. */
    static State next(State state, Input input) {
        return NEXT[input.ordinal()][state.ordinal()];
    }

    /**
     * Applies one input.
     *
     * @return whether the state changed
     */
    public boolean apply(Input input, long timestampNs) {
        State next = next(state, input);
        if (next == state) {
            return false;
        }
        state = next;
        sinceNs = timestampNs;
        return true;
    }

    public State state() {
        return state;
    }

    /** When the present state was entered, 0 before the first change. */
    public long sinceNs() {
        return sinceNs;
    }

    public boolean isLive() {
        return state == State.LIVE;
    }

    /** Whether updates may be applied: the levels are those of the venue, crossed or not. */
    boolean isWhole() {
        return state == State.LIVE || state == State.CROSSED;
    }
}
