package io.parallax.engine.state;

import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.Venue;

/**
 * What the engine permits: STARTING, RUNNING, PAUSED, DRAINING, HALTED. Faults only narrow; only an operator's resume
 * widens, and only when both venues are reconciled.
 *
 * <pre>
 *   state     open  hedge  unwind  cancel, query
 *   STARTING   no    no     no       yes
 *   RUNNING    yes   yes    yes      yes
 *   PAUSED     no    yes    yes      yes
 *   DRAINING   no    yes    yes      yes
 *   HALTED     no    no     no       yes      (unwind only by flatten)
 * </pre>
 */
public final class StateLadder {
    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2

    private EngineState state = EngineState.STARTING;
    private final EngineState[] venueState = {EngineState.RUNNING, EngineState.RUNNING, EngineState.RUNNING};
    private final boolean[] reconciled = new boolean[VENUES];

    public EngineState state() {
        return state;
    }

    /** Moves to {@code next}; the caller records the change. */
    public void enter(EngineState next) {
        state = next;
    }

    public void reconciled(Venue venue, boolean complete) {
        reconciled[venue.value()] = complete;
    }

    /** Both venues told us their orders, positions and cash in this session. */
    public boolean isReconciled() {
        return reconciled[Venue.POLYMARKET.value()] && reconciled[Venue.KALSHI.value()];
    }

    public boolean mayOpen() {
        return state == EngineState.RUNNING;
    }

    /** Whether an opening may use this venue: engine and venue both permit it. */
    public boolean mayOpen(Venue venue) {
        return mayOpen() && venueState[venue.value()] == EngineState.RUNNING;
    }

    /** Whether a hedge or an unwind may use this venue. */
    public boolean mayReduce(Venue venue) {
        return mayReduce() && reduces(venueState[venue.value()]);
    }

    public EngineState state(Venue venue) {
        return venueState[venue.value()];
    }

    /** Moves one venue to {@code next}; the caller records the change. */
    public void enter(Venue venue, EngineState next) {
        venueState[venue.value()] = next;
    }

    /** Hedges and unwinds of what is already open. */
    public boolean mayReduce() {
        return reduces(state);
    }

    private static boolean reduces(EngineState state) {
        return state == EngineState.RUNNING || state == EngineState.PAUSED || state == EngineState.DRAINING;
    }

    public boolean isHalted() {
        return state == EngineState.HALTED;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, state.value());
        h = StateHash.mix(h, reconciled[Venue.POLYMARKET.value()] ? 1 : 0);
        h = StateHash.mix(h, reconciled[Venue.KALSHI.value()] ? 1 : 0);
        h = StateHash.mix(h, venueState[Venue.POLYMARKET.value()].value());
        return StateHash.mix(h, venueState[Venue.KALSHI.value()].value());
    }
}
