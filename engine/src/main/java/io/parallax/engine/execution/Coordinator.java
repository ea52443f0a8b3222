package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;

/**
 * Takes attempts from plan to end: sends the legs as planned, each sized to what those before it are proven to have filled,
 * never to what was wished; leaves what ends unequal to {@link Excess} and {@link Unwind}.
 *
 * <p>One condition is one instrument: attempts of two pairs that share a leg never run at once, whether the pairs are of one
 * event group or not, so what a book offers is counted on once. Pairs of a group without a leg in common may run together;
 * what they lose together if the event settles against them is a limit of risk.
 */
public final class Coordinator {
    /** A hundredth of a contract: what venues' rounding may leave between legs that are the same. */
    static final long DUST_MICROS = 10_000L;

    private final CommandWriter writer;
    private final StateLadder ladder;
    private final PairGate gate;
    private final Pairs pairs;
    private final OrderDesk desk;
    private final Attempts attempts;
    private final AttemptLimits limits;
    private final LegSender sender;
    private final Unwind unwind;
    private final Excess excess;
    private final Naked naked;

    public Coordinator(
            EngineSettings settings,
            StateLadder ladder,
            Risk risk,
            Exposure exposure,
            Pairs pairs,
            PairGate gate,
            OrderDesk desk,
            CommandWriter writer) {
        this.ladder = ladder;
        this.pairs = pairs;
        this.gate = gate;
        this.desk = desk;
        this.writer = writer;
        limits = new AttemptLimits(settings, gate, writer);
        attempts = new Attempts(settings, exposure, gate, desk, limits, writer);
        sender = new LegSender(settings, ladder, risk, desk);
        unwind = new Unwind(settings, attempts, sender, writer);
        excess = new Excess(settings, ladder, attempts, sender, unwind);
        naked = new Naked(settings, gate, desk, unwind, writer);
    }

    /** A pair was defined; its attempt slot follows. */
    public void addPair(int pairId) {
        attempts.add(pairs.get(pairId));
        limits.addPair(pairId);
    }

    /** An attempt of this pair is under way. */
    public boolean isActive(int pairId) {
        return attempts.of(pairId).isActive();
    }

    /** Attempts under way. */
    public int active() {
        return attempts.activeCount();
    }

    /** What the pair's attempt has of some legs and not of others. */
    public long unhedgedMicros(int pairId) {
        return attempts.of(pairId).unhedgedMicros();
    }

    /** Why the last event calls for a halt, or null; asking clears it. */
    public String takeHaltCause() {
        return limits.takeHaltCause();
    }

    /**
     * Whether a new attempt may begin: the last one has ended, and not frozen, and none of another pair is under way in any of
     * the legs. What a book offers is counted on once.
     */
    public boolean isFree(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (attempts.isUnderWay(pair.leg(leg).instrumentId())) {
                return false;
            }
        }
        return AttemptTable.next(attempts.of(pair.pairId()).state, AttemptEvent.FIRED) == AttemptState.OPENING;
    }

    /** @return which bound on attempts forbids another of this pair now, or null */
    public ReasonCode obstacle(Pair pair, long nowNs) {
        return limits.obstacle(attempts.of(pair.pairId()), attempts.activeCount(), nowNs);
    }

    /** What the bound that forbade last was compared with. */
    public long obstacleMicros() {
        return limits.valueMicros();
    }

    public long obstacleLimitMicros() {
        return limits.limitMicros();
    }

    /**
     * A person enabled the pair again, and answers for what a frozen attempt whose orders have all ended left, or one that
     * left more residue than its cap.
     */
    public void release(int pairId, long nowNs) {
        Attempt attempt = attempts.of(pairId);
        limits.forgive(attempt);
        if (attempt.isActive() || attempt.live != 0) {
            return;
        }
        boolean frozen = attempt.state == AttemptState.FROZEN;
        if (frozen) {
            attempts.move(attempt, AttemptEvent.RELEASE, nowNs);
        }
        if (frozen || limits.isDustBeyondCap(attempt)) {
            attempt.forget();
            limits.carried(attempt, 0);
        }
    }

    /** Starts an attempt by a plan of this event, on figures that said FIRED and that risk has checked. */
    public void fire(AttemptPlan plan, long nowNs) {
        Pair pair = plan.pair();
        Attempt attempt = attempts.of(pair.pairId());
        attempt.begin(plan, writer.sequence());
        limits.begun(pair.pairId(), nowNs);
        writer.attemptPlanned(attempt);
        attempts.move(attempt, AttemptEvent.FIRED, nowNs);
        int atOnce = plan.ordersAtOnce();
        for (int place = 0; place < atOnce; place++) {
            int leg = attempt.legAt(place);
            Order order = desk.send(
                    attempt,
                    leg,
                    OrderAction.BUY,
                    Purpose.OPEN,
                    attempt.timeInForce(),
                    attempt.limitMicros[leg],
                    plan.qtyMicros(),
                    plan.spendMicros(leg),
                    0,
                    nowNs);
            if (order == null) {
                noSlot(attempt, nowNs);
                return;
            }
        }
        for (int place = atOnce; place < attempt.legs; place++) {
            int leg = attempt.legAt(place);
            long cost = OrderDesk.costCeil(attempt.instrument(leg), attempt.worstMicros[leg], plan.mostFilledMicros());
            desk.reserve(attempt, leg, cost);
        }
    }

    /** Legs that are on their way are settled when they end; without any the attempt cannot be. */
    private void noSlot(Attempt attempt, long nowNs) {
        if (attempt.live == 0) {
            attempts.move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
        }
    }

    /** The live order of a leg filled something more and goes on. */
    public void onProgress(Order order, long nowNs) {
        Attempt attempt = attemptOf(order);
        if (attempt != null && attempt.isLive(order)) {
            attempt.progressed(order);
            naked.look(attempt, nowNs);
        }
    }

    /** An order reached a terminal state; {@code order.effectiveFilledMicros()} is proven. */
    public void onEnded(Order order, long nowNs) {
        Attempt attempt = attemptOf(order);
        if (attempt == null || !attempt.isLive(order)) {
            return;
        }
        attempt.ended(order);
        naked.look(attempt, nowNs);
        if (attempt.live > 0) {
            return; // what to do depends on all of them
        }
        switch (attempt.state) {
            case OPENING, OPEN_UNKNOWN, HEDGING, HEDGE_UNKNOWN -> legEnded(attempt, nowNs);
            case REHEDGING, REHEDGE_UNKNOWN -> topUpEnded(attempt, nowNs);
            case UNWINDING, UNWIND_UNKNOWN -> unwind.ended(attempt, nowNs);
            default -> attempts.tellUnhedged(attempt); // frozen: counted, and nothing is sent
        }
    }

    private void legEnded(Attempt attempt, long nowNs) {
        boolean planned = attempt.style != LegStyle.SIMULTANEOUS && !attempt.isLast() && !attempt.closing;
        if (!planned || !attempt.bought) {
            excess.settle(attempt, nowNs);
            return;
        }
        int leg = attempt.legAt(attempt.place + 1);
        long qty = LegSender.orderable(attempt.instrument(leg), attempt.limitMicros[leg], attempt.dueNextMicros());
        if (qty == 0) {
            excess.settle(attempt, nowNs);
        } else if (attempts.move(attempt, AttemptEvent.NEXT_LEG, nowNs) == AttemptState.HEDGING) {
            attempt.advance();
            sendDue(attempt, qty, nowNs);
        }
    }

    private void topUpEnded(Attempt attempt, long nowNs) {
        if (attempt.closing) {
            excess.settle(attempt, nowNs);
        } else {
            excess.topUpNext(attempt, nowNs);
        }
    }

    /**
     * Sends the leg that is due, at the price at which the pair still breaks even. When the book of now has nothing there,
     * the order is not worth its round trip: it is dropped, and the excess of the others settled by the books of now.
     */
    private void sendDue(Attempt attempt, long qty, long nowNs) {
        int leg = attempt.legAt(attempt.place);
        Instrument instrument = attempt.instrument(leg);
        long limit = limitMicros(attempt, leg);
        long best = instrument.bestBuyMicros(attempt.outcome[leg]);
        if (ladder.mayReduce(instrument.venue())
                && instrument.slot().isLive()
                && (best == OrderBook.NO_PRICE || best > limit)) {
            long shown = best == OrderBook.NO_PRICE ? Micros.ONE : best;
            writer.riskRefusal(attempt.pairId(), ReasonCode.EDGE_BELOW_MIN, Purpose.HEDGE, shown, limit);
            excess.settle(attempt, nowNs);
            return;
        }
        excess.answered(attempt, sender.buy(attempt, leg, limit, qty, false, nowNs), nowNs);
    }

    /** Break-even of a leg that is due: its limit and its share of the slack that the legs before it have left. */
    private static long limitMicros(Attempt attempt, int leg) {
        long slack = attempt.slackMicros - attempt.usedSlackMicros;
        return attempt.limitMicros[leg] + Math.max(0, slack) / (attempt.legs - attempt.place);
    }

    /** The venue did not tell what became of the live order. */
    public void onUnknown(Order order, long nowNs) {
        Attempt attempt = attemptOf(order);
        if (attempt != null && attempt.isLive(order) && attempt.isActive()) {
            attempts.move(attempt, AttemptEvent.ORDER_UNKNOWN, nowNs);
        }
    }

    /** A venue refused an order for good. */
    public void onRejected(Order order, RejectCode code, long nowNs) {
        if (order.pairId >= 0) {
            limits.rejected(order.pairId, order.instrumentId, order.orderId(), code, nowNs);
        }
    }

    /**
     * A fill came for an order that had ended, or one was taken back: counted where the pair's attempt is, which closes it
     * with its own or hands it to a person.
     */
    public void onLateFill(Order order, long qtyMicros, long nowNs) {
        if (order.pairId >= 0 && order.pairId < attempts.size()) {
            Attempt attempt = attempts.of(order.pairId);
            attempt.corrected(order, qtyMicros);
            naked.look(attempt, nowNs);
            if (attempt.attemptId == order.attemptId || !attempt.isActive()) {
                attempts.move(attempt, AttemptEvent.LATE_FILL, nowNs);
            } else {
                gate.freeze(order.pairId, FreezeCause.ATTEMPT);
                writer.alert(AlertCode.UNHEDGED, order.pairId, order.instrumentId, order.orderId(), qtyMicros);
            }
        }
        writer.alert(AlertCode.LATE_FILL, order.pairId, order.instrumentId, order.orderId(), qtyMicros);
    }

    /** Adds a charged fee to the order's attempt. */
    public void onFee(Order order, long feeMicros) {
        Attempt attempt = attemptOf(order);
        if (attempt != null && (order.purpose == Purpose.OPEN || order.purpose == Purpose.HEDGE)) {
            attempt.feesMicros += feeMicros;
        }
    }

    /** Does what is due of the attempts under way; what finds no room behind this event stays due. */
    public void onTimer(long nowNs) {
        for (int at = attempts.activeCount() - 1; at >= 0; at--) {
            if (!writer.hasRoom()) {
                return;
            }
            Attempt attempt = attempts.active(at);
            if (naked.isTooLong(attempt, nowNs)) {
                naked.act(attempt, nowNs);
            } else if (attempt.dueNs != 0 && nowNs >= attempt.dueNs) {
                attempt.dueNs = 0;
                again(attempt, nowNs);
            }
        }
    }

    /** Tries again what waits. */
    private void again(Attempt attempt, long nowNs) {
        switch (attempt.state) {
            case HEDGING -> {
                int leg = attempt.legAt(attempt.place);
                long limit = attempt.limitMicros[leg];
                sendDue(attempt, LegSender.orderable(attempt.instrument(leg), limit, attempt.dueMicros()), nowNs);
            }
            case REHEDGING -> {
                attempt.place--;
                excess.topUpNext(attempt, nowNs);
            }
            case UNWINDING -> unwind.step(attempt, nowNs);
            default -> {
                // An answer came first.
            }
        }
    }

    /** Whether the pair's attempt is frozen and holds what is not hedged. */
    public boolean isFrozenLoose(int pairId) {
        Attempt attempt = attempts.of(pairId);
        return attempt.state == AttemptState.FROZEN && Unwind.isDue(attempt);
    }

    /** An operator's flatten: sells the unhedged rest of every frozen attempt, while halted too. */
    public void flatten(long nowNs) {
        for (int i = 0; i < attempts.size() && flatten(attempts.of(i), nowNs); i++) {
            // until no more fits behind this event
        }
    }

    /** The same of the attempts that hold too much at one venue. */
    public void flatten(Venue venue, long nowNs) {
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.of(i);
            if (Unwind.isDueAt(attempt, venue) && !flatten(attempt, nowNs)) {
                return;
            }
        }
    }

    /** The same of one pair. */
    public void flatten(int pairId, long nowNs) {
        flatten(attempts.of(pairId), nowNs);
    }

    /** @return false when no more fits behind this event */
    private boolean flatten(Attempt attempt, long nowNs) {
        if (attempt.state == AttemptState.FROZEN && attempt.live == 0 && Unwind.isDue(attempt)) {
            if (!writer.hasRoom()) {
                writer.alert(AlertCode.CAPACITY, attempt.pairId(), -1, 0, Micros.NULL); // ask again for the rest
                return false;
            }
            attempt.unwindSteps = 0;
            attempt.flattening = true;
            attempt.flattensHalted = sender.isHalted();
            unwind.begin(attempt, AttemptEvent.FLATTEN, nowNs);
        }
        return true;
    }

    private Attempt attemptOf(Order order) {
        if (order.pairId < 0 || order.pairId >= attempts.size()) {
            return null;
        }
        Attempt attempt = attempts.of(order.pairId);
        return attempt.attemptId == order.attemptId ? attempt : null;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(limits.stateHash(attempts.stateHash(hash)), attempts.activeCount());
    }
}
