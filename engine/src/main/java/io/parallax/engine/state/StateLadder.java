package io.parallax.engine.state;

import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.Venue;
import java.util.Arrays;

/**
 * What is permitted: one state for the engine, one for each venue and one for each pair. An opening needs all of them, a hedge or an
 * unwind those of the engine, of its own venue and of its pair. Faults only narrow; what widens is listed in {@link LadderTable}.
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
    private final boolean[] shut = new boolean[VENUES];
    private EngineState[] pairState = new EngineState[16];
    private int pairs;
    private boolean started;
    private long narrowings;

    public EngineState state() {
        return state;
    }

    /** Moves to {@code next}; the caller records the change. */
    public void enter(EngineState next) {
        state = next;
        narrowings += opens(next) ? 0 : 1;
    }

    /** The session was told to start, or resumed, with both venues reconciled: holdings are counted by events from now on. */
    public void started() {
        started = true;
    }

    public boolean isStarted() {
        return started;
    }

    public void reconciled(Venue venue, boolean complete) {
        reconciled[venue.value()] = complete;
    }

    public boolean isReconciled(Venue venue) {
        return reconciled[venue.value()];
    }

    /** Both venues told us their orders, positions and cash in this session. */
    public boolean isReconciled() {
        return isReconciled(Venue.POLYMARKET) && isReconciled(Venue.KALSHI);
    }

    public boolean mayOpen() {
        return opens(state);
    }

    /** Whether an opening may use this venue: engine and venue both permit it. */
    public boolean mayOpen(Venue venue) {
        return mayOpen() && opens(venueState[venue.value()]) && !shut[venue.value()];
    }

    /** Whether this pair's own state permits an opening. */
    public boolean mayOpenPair(int pairId) {
        return opens(pairState(pairId));
    }

    /** Hedges and unwinds of what is already open. */
    public boolean mayReduce() {
        return reduces(state);
    }

    /** Whether a hedge or an unwind may use this venue. */
    public boolean mayReduce(Venue venue) {
        return mayReduce() && reduces(venueState[venue.value()]) && !shut[venue.value()];
    }

    /** The same for one of a pair; below 0 it belongs to none. */
    public boolean mayReduce(Venue venue, int pairId) {
        return mayReduce(venue) && (pairId < 0 || reduces(pairState(pairId)));
    }

    /** Whether an operator's flatten may use this venue: in every state, but not where nothing would be taken. */
    public boolean mayFlatten(Venue venue) {
        return started && !shut[venue.value()];
    }

    public EngineState state(Venue venue) {
        return venueState[venue.value()];
    }

    /** Moves one venue to {@code next}; the caller records the change. */
    public void enter(Venue venue, EngineState next) {
        venueState[venue.value()] = next;
        narrowings += opens(next) ? 0 : 1;
    }

    /** Whether the venue takes no order that fills at once, whatever its state. */
    public boolean isShut(Venue venue) {
        return shut[venue.value()];
    }

    /** Keeps every order from the venue, or no longer; the caller records why. */
    public void shut(Venue venue, boolean isShut) {
        shut[venue.value()] = isShut;
        narrowings += isShut ? 1 : 0;
    }

    /** State of a pair; one that nothing was said of is RUNNING. */
    public EngineState pairState(int pairId) {
        return pairId < pairs ? pairState[pairId] : EngineState.RUNNING;
    }

    /** Moves one pair to {@code next}; the caller records the change. */
    public void enterPair(int pairId, EngineState next) {
        if (pairId >= pairState.length) {
            pairState = Arrays.copyOf(pairState, Math.max(pairId + 1, pairState.length * 2));
        }
        while (pairs <= pairId) {
            pairState[pairs++] = EngineState.RUNNING;
        }
        pairState[pairId] = next;
        narrowings += opens(next) ? 0 : 1;
    }

    /** Grows whenever engine, a venue or a pair is told not to open: what was made ready before that is not to be sent. */
    public long narrowings() {
        return narrowings;
    }

    private static boolean opens(EngineState state) {
        return state == EngineState.RUNNING;
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
        h = StateHash.mix(h, started ? 1 : 0);
        for (int venue = 1; venue < VENUES; venue++) {
            h = StateHash.mix(h, venueState[venue].value());
            h = StateHash.mix(h, (reconciled[venue] ? 2 : 0) + (shut[venue] ? 1 : 0));
        }
        h = StateHash.mix(StateHash.mix(h, narrowings), pairs);
        for (int pair = 0; pair < pairs; pair++) {
            h = StateHash.mix(h, pairState[pair].value());
        }
        return h;
    }
}
