package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;
import io.parallax.engine.strategy.ArbitrageEvaluator;
import io.parallax.engine.strategy.LeadLeg;
import java.util.Arrays;

/**
 * Sequences the two legs of each attempt and the unwind of what stays unhedged. One leg at a time: the hedge is sized to
 * what the first leg is proven to have filled, never to what was wished. The leg whose filled quantity is less certain
 * (a buy that spends collateral) goes first, so that the exact venue hedges it.
 */
public final class Coordinator {
    /** Pause between unwind steps, so that the book shows what the last one left. */
    static final long UNWIND_PAUSE_NS = 100_000_000L;

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final Risk risk;
    private final Exposure exposure;
    private final Pairs pairs;
    private final PairGate gate;
    private final OrderDesk desk;
    private final CommandWriter writer;
    private Attempt[] attempts = new Attempt[16];
    private int size;
    private int active;

    /** Attempts under way in each instrument, by its id. */
    private int[] underWay = new int[16];

    public Coordinator(
            EngineSettings settings,
            StateLadder ladder,
            Risk risk,
            Exposure exposure,
            Pairs pairs,
            PairGate gate,
            OrderDesk desk,
            CommandWriter writer) {
        this.settings = settings;
        this.ladder = ladder;
        this.risk = risk;
        this.exposure = exposure;
        this.pairs = pairs;
        this.gate = gate;
        this.desk = desk;
        this.writer = writer;
    }

    /** A pair was defined; its attempt slot follows. */
    public void addPair(int pairId) {
        if (pairId == attempts.length) {
            attempts = Arrays.copyOf(attempts, pairId * 2);
        }
        attempts[pairId] = new Attempt(pairId);
        size = pairId + 1;
        Pair pair = pairs.get(pairId);
        for (int leg = 0; leg < pair.legCount(); leg++) {
            int id = pair.leg(leg).instrumentId();
            if (id >= underWay.length) {
                underWay = Arrays.copyOf(underWay, Math.max(id + 1, underWay.length * 2));
            }
        }
    }

    /** An attempt of this pair is under way. */
    public boolean isActive(int pairId) {
        return attempts[pairId].isActive();
    }

    /** Attempts under way. */
    public int active() {
        return active;
    }

    /** What the pair's attempt has filled and not closed. */
    public long unhedgedMicros(int pairId) {
        return attempts[pairId].unhedgedMicros();
    }

    /**
     * The most a hedge may be bought for, own-leg: the price at which the pair still breaks even against the first leg's
     * limit and both fees, plus what one re-price may lose.
     *
     * @param payoutMicros what one contract of both legs pays at worst
     */
    public long worstHedgeMicros(
            long payoutMicros, Instrument leg, long legLimitMicros, Instrument hedge, long hedgeLimitMicros) {
        long budget =
                breakEven(payoutMicros, leg, legLimitMicros, hedge, hedgeLimitMicros) + settings.hedgeLossMicros();
        return Math.min(budget, Micros.ONE - 1);
    }

    private static long breakEven(
            long payoutMicros, Instrument leg, long legLimitMicros, Instrument hedge, long hedgeLimitMicros) {
        long legFee = leg.fees().takerFeeCeil(legLimitMicros, Micros.ONE);
        long hedgeFee = hedge.fees().takerFeeCeil(hedgeLimitMicros, Micros.ONE);
        return Math.max(hedgeLimitMicros, payoutMicros - legLimitMicros - legFee - hedgeFee);
    }

    /** A person enabled the pair again: a frozen attempt whose orders have all ended is closed as it stands. */
    public void release(int pairId, long nowNs) {
        Attempt attempt = attempts[pairId];
        if (attempt.state == AttemptState.FROZEN && attempt.liveOrderId == 0) {
            move(attempt, AttemptEvent.RELEASE, nowNs);
            attempt.legQtyMicros = 0;
            attempt.hedgedQtyMicros = 0;
            attempt.unwoundQtyMicros = 0;
        }
    }

    /**
     * Whether a new attempt may begin: the last one has ended, and not frozen, and none of another pair is under way in any of
     * the legs. What a book offers is counted on once.
     */
    public boolean isFree(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (underWay[pair.leg(leg).instrumentId()] != 0) {
                return false;
            }
        }
        return AttemptTable.next(attempts[pair.pairId()].state, AttemptEvent.FIRED) == AttemptState.OPENING;
    }

    /** Starts an attempt of a pair of two legs on the figures of the evaluator, which said FIRED and which risk has checked. */
    public void fire(Pair pair, Direction direction, ArbitrageEvaluator found, long nowNs) {
        int lead = LeadLeg.of(pair);
        int other = 1 - lead;
        Attempt attempt = attempts[pair.pairId()];
        Outcome legOutcome = direction.outcome(lead);
        long carriedMicros = legOutcome == attempt.legOutcome
                ? attempt.unhedgedMicros()
                : Math.negateExact(attempt.unhedgedMicros());
        attempt.attemptId = writer.sequence();
        attempt.leg = pair.leg(lead);
        attempt.hedge = pair.leg(other);
        attempt.legOutcome = legOutcome;
        attempt.hedgeOutcome = direction.outcome(other);
        attempt.legLimitMicros = found.limitMicros(lead);
        attempt.hedgeLimitMicros = found.limitMicros(other);
        long payout = direction.payoutMicros();
        attempt.hedgeBreakEvenMicros =
                breakEven(payout, attempt.leg, attempt.legLimitMicros, attempt.hedge, attempt.hedgeLimitMicros);
        attempt.legQtyMicros = carriedMicros; // less than a lot: what the last attempt could not close, this one does
        attempt.hedgedQtyMicros = 0;
        attempt.unwoundQtyMicros = 0;
        attempt.feesMicros = 0;
        attempt.unwindSteps = 0;
        attempt.dueNs = 0;
        move(attempt, AttemptEvent.FIRED, nowNs);
        long cost = found.costMicros(lead);
        long step = attempt.leg.rules().notionalStepMicros();
        long notional = step == 0 ? cost : Micros.floorToStep(cost, step);
        Order order = desk.buy(
                attempt,
                attempt.leg,
                attempt.legOutcome,
                Purpose.OPEN,
                attempt.legLimitMicros,
                found.qtyMicros(),
                notional,
                nowNs);
        if (order == null) {
            move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
            return;
        }
        long worst =
                worstHedgeMicros(payout, attempt.leg, attempt.legLimitMicros, attempt.hedge, attempt.hedgeLimitMicros);
        desk.reserveHedge(attempt, OrderDesk.costCeil(attempt.hedge, worst, found.qtyMicros()));
    }

    /** An order reached a terminal state; {@code order.effectiveFilledMicros()} is proven. */
    public void onEnded(Order order, long nowNs) {
        Attempt attempt = attemptOf(order);
        if (attempt == null || attempt.liveOrderId != order.orderId()) {
            return;
        }
        attempt.liveOrderId = 0;
        long filled = order.effectiveFilledMicros();
        switch (order.purpose) {
            case OPEN -> legEnded(attempt, filled, nowNs);
            case HEDGE -> hedgeEnded(attempt, filled, nowNs);
            case UNWIND, FLATTEN -> unwindEnded(attempt, filled, nowNs);
            default -> throw new IllegalStateException("order " + order.orderId() + " has purpose " + order.purpose);
        }
    }

    /** The venue did not tell what became of the live order. */
    public void onUnknown(Order order, long nowNs) {
        Attempt attempt = attemptOf(order);
        if (attempt != null && attempt.liveOrderId == order.orderId() && attempt.isActive()) {
            move(attempt, AttemptEvent.ORDER_UNKNOWN, nowNs);
        }
    }

    /** A fill came for an order that had ended: counted in the attempt it belongs to, and the pair waits for a person. */
    public void onLateFill(Order order, long qtyMicros, long nowNs) {
        Attempt attempt = attemptOf(order);
        if (attempt != null) {
            switch (order.purpose) {
                case OPEN -> attempt.legQtyMicros += qtyMicros;
                case HEDGE -> attempt.hedgedQtyMicros += qtyMicros;
                default -> attempt.unwoundQtyMicros += qtyMicros;
            }
            move(attempt, AttemptEvent.LATE_FILL, nowNs);
        } else if (order.pairId >= 0) {
            // It belongs to an attempt that is over: no attempt carries the quantity, so the pair stops and a person is
            // told.
            gate.freeze(order.pairId, FreezeCause.ATTEMPT);
            writer.alert(AlertCode.UNHEDGED, order.pairId, order.instrumentId, order.orderId(), qtyMicros);
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

    /** Sends the unwind steps that are due. */
    public void onTimer(long nowNs) {
        if (active == 0) {
            return;
        }
        for (int i = 0; i < size; i++) {
            Attempt attempt = attempts[i];
            if (attempt.dueNs != 0 && nowNs >= attempt.dueNs && attempt.state == AttemptState.UNWINDING) {
                if (!writer.hasRoom()) {
                    return; // the rest stays due
                }
                attempt.dueNs = 0;
                sendUnwind(attempt, Purpose.UNWIND, nowNs);
            }
        }
    }

    /** An operator's flatten: sells the unhedged rest of every frozen attempt. */
    public void flatten(long nowNs) {
        for (int i = 0; i < size; i++) {
            Attempt attempt = attempts[i];
            if (attempt.state == AttemptState.FROZEN && attempt.liveOrderId == 0 && attempt.unhedgedMicros() > 0) {
                if (!writer.hasRoom()) {
                    writer.alert(AlertCode.CAPACITY, attempt.pairId, -1, 0, Micros.NULL); // ask again for the rest
                    return;
                }
                attempt.unwindSteps = 0;
                if (move(attempt, AttemptEvent.FLATTEN, nowNs) == AttemptState.UNWINDING) {
                    sendUnwind(attempt, Purpose.FLATTEN, nowNs);
                }
            }
        }
    }

    private void legEnded(Attempt attempt, long filled, long nowNs) {
        attempt.legQtyMicros += filled;
        if (filled == 0) {
            move(attempt, AttemptEvent.LEG_NOT_FILLED, nowNs);
        } else if (orderable(attempt.hedge, attempt.unhedgedMicros()) > 0) {
            if (move(attempt, AttemptEvent.LEG_FILLED, nowNs) == AttemptState.HEDGING) {
                sendHedge(attempt, attempt.hedgeBreakEvenMicros, nowNs);
            }
        } else if (sellable(attempt.leg, attempt.unhedgedMicros()) > 0) {
            unwind(attempt, AttemptEvent.LEG_UNHEDGEABLE, nowNs);
        } else {
            move(attempt, AttemptEvent.LEG_DUST, nowNs);
        }
    }

    private void hedgeEnded(Attempt attempt, long filled, long nowNs) {
        attempt.hedgedQtyMicros += filled;
        if (orderable(attempt.hedge, attempt.unhedgedMicros()) == 0) {
            restUnhedged(attempt, nowNs);
            return;
        }
        long budgetMicros = attempt.hedgeBreakEvenMicros + settings.hedgeLossMicros();
        boolean firstTry = attempt.state == AttemptState.HEDGING || attempt.state == AttemptState.HEDGE_UNKNOWN;
        if (firstTry && bestCost(attempt.hedge, attempt.hedgeOutcome) <= budgetMicros) {
            if (move(attempt, AttemptEvent.HEDGE_SHORT_REPRICE, nowNs) == AttemptState.REHEDGING) {
                sendHedge(attempt, budgetMicros, nowNs);
            }
        } else {
            unwind(attempt, AttemptEvent.HEDGE_SHORT_UNWIND, nowNs);
        }
    }

    /** The hedge takes no more: less than its lot the next attempt carries, more than that its minimum keeps from hedging. */
    private void restUnhedged(Attempt attempt, long nowNs) {
        long rest = attempt.unhedgedMicros();
        if (sellable(attempt.hedge, rest) > 0 && sellable(attempt.leg, rest) > 0) {
            unwind(attempt, AttemptEvent.HEDGE_SHORT_UNWIND, nowNs);
        } else {
            move(attempt, AttemptEvent.HEDGE_COMPLETE, nowNs);
        }
    }

    private void unwindEnded(Attempt attempt, long filled, long nowNs) {
        attempt.unwoundQtyMicros += filled;
        if (sellable(attempt.leg, attempt.unhedgedMicros()) == 0) {
            move(attempt, AttemptEvent.UNWIND_COMPLETE, nowNs);
        } else {
            unwindLater(attempt, nowNs);
        }
    }

    private void sendHedge(Attempt attempt, long limitMicros, long nowNs) {
        Instrument hedge = attempt.hedge;
        desk.reserveHedge(attempt, 0); // the hedge's own order holds back what it can cost
        long qty = orderable(hedge, attempt.unhedgedMicros());
        long price = hedge.floorOwnPrice(attempt.hedgeOutcome, Math.min(limitMicros, Micros.ONE - 1));
        if (price == OrderBook.NO_PRICE
                || !hedge.slot().isUp() // the limit is from no level of the book
                || !ladder.mayReduce()
                || !risk.canPay(hedge, OrderDesk.costCeil(hedge, price, qty))) {
            giveUpHedge(attempt, nowNs);
            return;
        }
        long step = hedge.rules().notionalStepMicros();
        long notional = Micros.mulCeil(price, qty);
        long spend = step == 0 ? notional : Micros.floorToStep(notional, step);
        if (desk.buy(attempt, hedge, attempt.hedgeOutcome, Purpose.HEDGE, price, qty, spend, nowNs) == null) {
            move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
        }
    }

    /** No hedge can be sent: halted freezes, anything else sells the first leg back. */
    private void giveUpHedge(Attempt attempt, long nowNs) {
        if (!ladder.mayReduce()) {
            move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
            return;
        }
        unwind(attempt, AttemptEvent.HEDGE_SHORT_UNWIND, nowNs);
    }

    private void unwind(Attempt attempt, AttemptEvent why, long nowNs) {
        if (move(attempt, why, nowNs) == AttemptState.UNWINDING) {
            sendUnwind(attempt, Purpose.UNWIND, nowNs);
        }
    }

    private void sendUnwind(Attempt attempt, Purpose purpose, long nowNs) {
        if (!ladder.mayReduce()) {
            move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
            return;
        }
        Instrument leg = attempt.leg;
        long best = leg.slot().isLive() ? leg.bestSaleMicros(attempt.legOutcome) : OrderBook.NO_PRICE;
        long floorMicros = Math.max(1, attempt.legLimitMicros - settings.unwindLossMicros());
        if (best == OrderBook.NO_PRICE || best < floorMicros) {
            unwindLater(attempt, nowNs); // nobody buys inside the loss cap now
            return;
        }
        long wantedMicros = Math.max(floorMicros, best - attempt.unwindSteps * settings.unwindStepMicros());
        long price = leg.ceilOwnPrice(attempt.legOutcome, wantedMicros);
        if (price == OrderBook.NO_PRICE) {
            unwindLater(attempt, nowNs);
            return;
        }
        long qty = sellable(leg, attempt.unhedgedMicros());
        if (desk.sell(attempt, leg, attempt.legOutcome, purpose, price, qty, nowNs) == null) {
            move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
        }
    }

    private void unwindLater(Attempt attempt, long nowNs) {
        attempt.unwindSteps++;
        if (attempt.unwindSteps >= settings.unwindMaxSteps()) {
            move(attempt, AttemptEvent.UNWIND_EXHAUSTED, nowNs);
            return;
        }
        if (move(attempt, AttemptEvent.UNWIND_SHORT, nowNs) == AttemptState.UNWINDING) {
            attempt.dueNs = nowNs + UNWIND_PAUSE_NS;
        }
    }

    /**
     * The one place that changes an attempt's state: table, record, and what a state means for its pair.
     *
     * @return the new state; orders are sent only when it is the one they belong to
     */
    private AttemptState move(Attempt attempt, AttemptEvent event, long nowNs) {
        AttemptState from = attempt.state;
        AttemptState to = AttemptTable.next(from, event);
        boolean wasActive = attempt.isActive();
        attempt.state = to;
        count(attempt, (attempt.isActive() ? 1 : 0) - (wasActive ? 1 : 0));
        if (to != from) {
            writer.attemptStateChanged(attempt.attemptId, attempt.pairId, from, to, attempt.unhedgedMicros());
        }
        Pair pair = pairs.get(attempt.pairId);
        if (to == AttemptState.FROZEN) {
            attempt.dueNs = 0;
            freeze(pair, attempt);
        } else if (to == AttemptState.FLAT) {
            exposure.lost(attempt.feesMicros);
            failed(pair, attempt, nowNs);
        } else if (to == AttemptState.ABANDONED) {
            pair.coolUntil(nowNs + settings.attemptCooldownNs()); // missed, not failed: nothing was bought
        }
        if (!attempt.isActive() && attempt.hedgeReservedMicros != 0) {
            desk.reserveHedge(attempt, 0);
        }
        return to;
    }

    private void count(Attempt attempt, int change) {
        active += change;
        underWay[attempt.leg.instrumentId()] += change;
        underWay[attempt.hedge.instrumentId()] += change;
    }

    private void failed(Pair pair, Attempt attempt, long nowNs) {
        pair.coolUntil(nowNs + settings.attemptCooldownNs());
        if (pair.failed(nowNs, settings.failFreezeWindowNs()) >= settings.failFreezeCount()) {
            freeze(pair, attempt);
        }
    }

    private void freeze(Pair pair, Attempt attempt) {
        gate.freeze(pair.pairId(), FreezeCause.ATTEMPT);
        if (attempt.unhedgedMicros() != 0) {
            writer.alert(
                    AlertCode.UNHEDGED,
                    pair.pairId(),
                    attempt.leg.instrumentId(),
                    attempt.liveOrderId,
                    attempt.unhedgedMicros());
        }
    }

    private Attempt attemptOf(Order order) {
        if (order.pairId < 0 || order.pairId >= size) {
            return null;
        }
        Attempt attempt = attempts[order.pairId];
        return attempt.attemptId == order.attemptId ? attempt : null;
    }

    /** The largest quantity within {@code qtyMicros} that the venue takes as a purchase, or 0. */
    private static long orderable(Instrument instrument, long qtyMicros) {
        long lots =
                Micros.floorToStep(Math.max(0, qtyMicros), instrument.rules().qtyStepMicros());
        return lots < instrument.rules().minQtyMicros() ? 0 : lots;
    }

    /**
     * The largest quantity within {@code qtyMicros} that can be tried as a sale, or 0. Minimum sizes are rules for orders
     * that rest; a sale of less is tried down to one lot, and a venue that refuses it leads to a freeze, not to silence.
     */
    private static long sellable(Instrument instrument, long qtyMicros) {
        return Micros.floorToStep(Math.max(0, qtyMicros), instrument.rules().qtyStepMicros());
    }

    private static long bestCost(Instrument instrument, Outcome outcome) {
        Outcome other = outcome == Outcome.YES ? Outcome.NO : Outcome.YES;
        long sale = instrument.bestSaleMicros(other);
        return sale == OrderBook.NO_PRICE ? Long.MAX_VALUE : Micros.ONE - sale;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, active);
        for (int i = 0; i < size; i++) {
            h = attempts[i].stateHash(h);
        }
        return h;
    }
}
