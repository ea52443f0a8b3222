package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.ControlDecoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.LatchStandingDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.state.HaltWish;
import io.parallax.engine.state.LadderEvent;
import io.parallax.engine.state.LadderTable;
import io.parallax.engine.state.Latches;
import io.parallax.engine.state.ResumeCheck;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;

/**
 * What operators, the process and faults do to the ladder of the engine, of a venue and of a pair; the one place that moves
 * them. Commands are idempotent, and of two that differ the one that permits less wins: only a resume whose checks are
 * green permits more again.
 */
final class Controls {
    private static final int MAX_CAUSE_LENGTH = 200;
    private static final Venue[] VENUES = {Venue.POLYMARKET, Venue.KALSHI};

    /** Opens a pair that a person answers for. */
    interface PairRelease {
        void release(int pairId);
    }

    private final StateLadder ladder;
    private final VenueDesk venueDesk;
    private final ResumeRules rules;
    private final Latches latches = new Latches();
    private final Instruments instruments;
    private final Pairs pairs;
    private final Orders orders;
    private final Coordinator coordinator;
    private final PairGate gate;
    private final PairRelease release;
    private final Runnable resumed;
    private final CommandWriter writer;
    private boolean pauseAtStart;
    private boolean draining;

    Controls(
            StateLadder ladder,
            ResumeRules rules,
            Instruments instruments,
            Pairs pairs,
            Orders orders,
            Coordinator coordinator,
            PairGate gate,
            PairRelease release,
            Runnable resumed,
            CommandWriter writer) {
        this.ladder = ladder;
        this.rules = rules;
        this.instruments = instruments;
        this.pairs = pairs;
        this.orders = orders;
        this.coordinator = coordinator;
        this.gate = gate;
        this.release = release;
        this.resumed = resumed;
        this.writer = writer;
        venueDesk = new VenueDesk(ladder, this, writer);
    }

    /** Conditions of the venues. */
    VenueDesk venues() {
        return venueDesk;
    }

    void onControl(ControlDecoder event, long nowNs) {
        ControlKind kind = event.kind();
        LatchScope scope = event.scope() == LatchScope.NULL_VAL ? LatchScope.ENGINE : event.scope();
        Venue venue = event.venue();
        int pairId = scope == LatchScope.PAIR ? event.pairId() : Latches.NO_PAIR;
        LatchCause latch = event.cause() == LatchCause.NULL_VAL ? LatchCause.OPERATOR : event.cause();
        String cause = plain(event.principal() + ": " + event.reason());
        if (scope == LatchScope.VENUE && venue == Venue.NULL_VAL
                || scope == LatchScope.PAIR && (pairId < 0 || pairId >= pairs.size())) {
            unknownScope(kind, latch, cause, nowNs);
            return;
        }
        switch (scope) {
            case ENGINE -> onEngine(kind, latch, cause, nowNs);
            case VENUE -> onVenue(kind, venue, latch, cause, nowNs);
            case PAIR -> onPair(kind, pairId, latch, cause, nowNs);
            default -> throw new IllegalStateException("scope " + scope + " is not known to this build");
        }
    }

    /** Nobody knows what it is about: a halt is then of everything, and anything else is refused. */
    private void unknownScope(ControlKind kind, LatchCause latch, String cause, long nowNs) {
        if (kind == ControlKind.HALT) {
            halt(latch, cause, nowNs);
        } else {
            tell(kind + " refused, there is no such venue or pair: " + cause);
        }
    }

    private void onEngine(ControlKind kind, LatchCause latch, String cause, long nowNs) {
        switch (kind) {
            case HALT -> halt(latch, cause, nowNs);
            case PAUSE -> pause(cause);
            case DRAIN -> {
                draining = true;
                move(LadderEvent.DRAIN, cause);
            }
            case START -> start(cause);
            case RESUME -> resume(cause, nowNs);
            case FLATTEN -> coordinator.flatten(nowNs);
            case CANCEL_ALL -> {
                writer.cancelAll(Venue.POLYMARKET);
                writer.cancelAll(Venue.KALSHI);
            }
            case RESET_GUARD -> {
                writer.resetGuard(Venue.POLYMARKET);
                writer.resetGuard(Venue.KALSHI);
            }
            default -> throw new IllegalStateException("control kind " + kind + " is not known to this build");
        }
    }

    private void start(String cause) {
        if (!ladder.isReconciled()) {
            return;
        }
        ladder.started();
        LadderEvent event =
                draining ? LadderEvent.START_DRAINING : pauseAtStart ? LadderEvent.START_PAUSED : LadderEvent.START;
        move(event, cause);
    }

    /** No opening anywhere until a resume. */
    void pause(String cause) {
        pauseAtStart |= ladder.state() == EngineState.STARTING;
        move(LadderEvent.PAUSE, cause);
    }

    private void resume(String cause, long nowNs) {
        if (ladder.state() == EngineState.DRAINING) {
            tell("resume refused, draining ends with the session: " + cause);
            return;
        }
        int red = rules.ofEngine(nowNs);
        if (red != 0) {
            tell(refusal("resume refused: ", red, cause));
            return;
        }
        instruments.feeDisputes().close();
        resumed.run();
        clear(LatchScope.ENGINE, Venue.NULL_VAL, Latches.NO_PAIR);
        pauseAtStart = false;
        ladder.started();
        move(draining ? LadderEvent.RESUME_DRAINING : LadderEvent.RESUME, cause);
    }

    private void onVenue(ControlKind kind, Venue venue, LatchCause latch, String cause, long nowNs) {
        switch (kind) {
            case HALT -> halt(venue, latch, cause, nowNs);
            case PAUSE -> venueDesk.pause(venue, cause);
            case DRAIN -> venueDesk.move(venue, LadderEvent.DRAIN, cause);
            case RESUME -> {
                int red = rules.ofVenue(venue, venueDesk.isMute(venue));
                if (red != 0 || ladder.state(venue) == EngineState.DRAINING) {
                    EngineState state = ladder.state(venue);
                    String why = red != 0
                            ? refusal("resume refused: ", red, cause)
                            : "resume refused, draining ends with the session: " + cause;
                    writer.venueStateChanged(venue, state, state, shortened(why));
                    return;
                }
                clear(LatchScope.VENUE, venue, Latches.NO_PAIR);
                venueDesk.resume(venue, cause);
            }
            case FLATTEN -> coordinator.flatten(venue, nowNs);
            case CANCEL_ALL -> writer.cancelAll(venue);
            case RESET_GUARD -> writer.resetGuard(venue);
            default -> tell(kind + " refused, it is of the whole engine: " + cause);
        }
    }

    private void onPair(ControlKind kind, int pairId, LatchCause latch, String cause, long nowNs) {
        switch (kind) {
            case HALT -> {
                if (latch(LatchScope.PAIR, Venue.NULL_VAL, pairId, latch, cause, nowNs)) {
                    movePair(pairId, LadderEvent.HALT);
                    cancel(pairId);
                }
            }
            case PAUSE -> movePair(pairId, LadderEvent.PAUSE);
            case DRAIN -> movePair(pairId, LadderEvent.DRAIN);
            case RESUME -> {
                int red = rules.ofPair(pairId);
                if (red != 0 || ladder.pairState(pairId) == EngineState.DRAINING) {
                    String what = "resume of pair " + pairId + " refused";
                    tell(
                            red != 0
                                    ? refusal(what + ": ", red, cause)
                                    : what + ", draining ends with the session: " + cause);
                    return;
                }
                clear(LatchScope.PAIR, Venue.NULL_VAL, pairId);
                ladder.enterPair(pairId, LadderTable.next(ladder.pairState(pairId), LadderEvent.RESUME));
                release.release(pairId);
            }
            case FLATTEN -> coordinator.flatten(pairId, nowNs);
            case CANCEL_ALL -> cancel(pairId);
            default -> tell(kind + " refused, it is of the whole engine: " + cause);
        }
    }

    private void movePair(int pairId, LadderEvent event) {
        ladder.enterPair(pairId, LadderTable.next(ladder.pairState(pairId), event));
        gate.freeze(pairId, FreezeCause.OPERATOR);
    }

    private void cancel(int pairId) {
        for (int i = 0; i < orders.live(); i++) {
            Order order = orders.liveAt(i);
            if (order.pairId == pairId && writer.hasRoom()) {
                writer.cancel(order);
            }
        }
    }

    /** Halts everything until a person resumes, now and after any restart. */
    void halt(LatchCause cause, String evidence, long nowNs) {
        boolean wasHalted = ladder.isHalted();
        move(LadderEvent.HALT, evidence);
        boolean isNew = latch(LatchScope.ENGINE, Venue.NULL_VAL, Latches.NO_PAIR, cause, evidence, nowNs);
        if (isNew && !wasHalted) {
            writer.cancelAll(Venue.POLYMARKET);
            writer.cancelAll(Venue.KALSHI);
        }
    }

    /** Halts as wished, and forgets the wish. */
    void take(HaltWish wish, long nowNs) {
        if (wish.isRaised()) {
            halt(wish.cause(), wish.evidence(), nowNs);
            wish.clear();
        }
    }

    /** Halts one venue: no order goes there before a person resumes it. */
    void halt(Venue venue, LatchCause cause, String evidence, long nowNs) {
        boolean wasHalted = ladder.state(venue) == EngineState.HALTED;
        venueDesk.move(venue, LadderEvent.HALT, evidence);
        if (latch(LatchScope.VENUE, venue, Latches.NO_PAIR, cause, evidence, nowNs) && !wasHalted) {
            writer.cancelAll(venue);
        }
    }

    /** An earlier session left a latch: as if it had been set in this one, but that nothing is there to be cancelled. */
    void onStanding(LatchStandingDecoder event) {
        LatchScope scope = event.scope();
        Venue venue = event.venue();
        int pairId = scope == LatchScope.PAIR ? event.pairId() : Latches.NO_PAIR;
        LatchCause cause = event.cause();
        long latchId = event.latchId();
        String evidence = plain(event.evidence());
        switch (scope) {
            case ENGINE -> move(LadderEvent.HALT, evidence);
            case VENUE -> venueDesk.move(venue, LadderEvent.HALT, evidence);
            case PAIR -> movePair(pairId, LadderEvent.HALT);
            default -> throw new IllegalStateException("scope " + scope + " is not known to this build");
        }
        latch(scope, venue, pairId, cause, evidence, latchId);
    }

    /** @return whether it is new */
    private boolean latch(LatchScope scope, Venue venue, int pairId, LatchCause cause, String evidence, long wishedId) {
        if (latches.stands(scope, venue, pairId, cause)) {
            return false;
        }
        if (!latches.hasRoom(scope)) {
            halt(LatchCause.CAPACITY, "no place for one more latch", wishedId);
            return true;
        }
        long id = latches.add(wishedId, scope, venue, pairId, cause);
        writer.latchHalt(id, scope, venue, pairId, cause, shortened(evidence));
        writer.alert(AlertCode.LATCHED, pairId, -1, 0, Micros.NULL);
        return true;
    }

    private void clear(LatchScope scope, Venue venue, int pairId) {
        while (latches.any(scope, venue, pairId)) {
            writer.clearLatch(latches.remove(scope, venue, pairId));
        }
    }

    void onTimer(long nowNs) {
        for (Venue venue : VENUES) {
            venueDesk.onTimer(venue, nowNs);
        }
    }

    private void move(LadderEvent event, String cause) {
        EngineState from = ladder.state();
        EngineState to = LadderTable.next(from, event);
        if (from != to) {
            ladder.enter(to);
            writer.engineStateChanged(from, to, shortened(cause));
        }
    }

    /** A record of what was asked and not done: the state stays. */
    private void tell(String what) {
        writer.engineStateChanged(ladder.state(), ladder.state(), shortened(what));
    }

    private static String refusal(String what, int red, String cause) {
        StringBuilder text = new StringBuilder(what);
        String comma = "";
        for (ResumeCheck check : ResumeCheck.values()) {
            if ((red & 1 << check.ordinal()) != 0) {
                text.append(comma).append(check);
                comma = ", ";
            }
        }
        return text.append("; ").append(cause).toString();
    }

    private static String shortened(String cause) {
        return cause.length() > MAX_CAUSE_LENGTH ? cause.substring(0, MAX_CAUSE_LENGTH) : cause;
    }

    /** Text of people, a byte a character: a record has a bounded length. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return plain.toString();
    }

    /** Folds this state into {@code hash}; the ladder's own is folded elsewhere. */
    long stateHash(long hash) {
        long h = latches.stateHash(hash);
        h = venueDesk.stateHash(h);
        return StateHash.mix(h, (pauseAtStart ? 2 : 0) + (draining ? 1 : 0));
    }
}
