package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateLadder;

/**
 * Prices one direction of one pair. A positive gross edge always ends in exactly one {@link ReasonCode}; the figures
 * behind it stay in this object until the next evaluation. Reads, never writes.
 */
public final class ArbitrageEvaluator {
    private final EngineSettings settings;
    private final StateLadder ladder;
    private final Risk risk;
    private final DepthWalk walk = new DepthWalk();

    private boolean plausible;
    private long grossEdgeMicros;
    private long netEdgeMicros;
    private long firstBestMicros;
    private long secondBestMicros;

    public ArbitrageEvaluator(EngineSettings settings, StateLadder ladder, Risk risk) {
        this.settings = settings;
        this.ladder = ladder;
        this.risk = risk;
    }

    /**
     * @param inFlight an attempt of this pair is under way
     * @return why it is or is not taken; null when there is no positive gross edge at the best prices
     */
    public ReasonCode evaluate(Pair pair, Direction direction, long nowNs, boolean inFlight) {
        Instrument first = pair.leg(0);
        Instrument second = pair.leg(1);
        Outcome firstOutcome = direction.outcome(0);
        Outcome secondOutcome = direction.outcome(1);
        firstBestMicros = bestCost(first, firstOutcome);
        secondBestMicros = bestCost(second, secondOutcome);
        if (firstBestMicros < 0 || secondBestMicros < 0) {
            return null;
        }
        grossEdgeMicros = direction.payoutMicros() - firstBestMicros - secondBestMicros;
        if (grossEdgeMicros <= 0) {
            return null;
        }
        walk.qtyMicros = 0;
        plausible = false;
        walk.feesMicros = 0;
        netEdgeMicros = Micros.NULL;
        ReasonCode obstacle = obstacle(pair, first, second, nowNs, inFlight);
        return obstacle != null ? obstacle : price(pair, first, second, direction, firstOutcome, secondOutcome);
    }

    /** What forbids trading before any price is looked at. */
    private ReasonCode obstacle(Pair pair, Instrument first, Instrument second, long nowNs, boolean inFlight) {
        if (ladder.isHalted()) {
            return ReasonCode.HALTED;
        }
        if (!ladder.mayOpen()) {
            return ReasonCode.NOT_RUNNING;
        }
        if (!pair.isApproved()) {
            return ReasonCode.PAIR_NOT_APPROVED;
        }
        if (pair.isExpired(nowNs)) {
            return ReasonCode.VERDICT_EXPIRED;
        }
        if (pair.isFrozen()) {
            return pair.isConfirming() ? ReasonCode.CONFIRMING : ReasonCode.PAIR_FROZEN;
        }
        if (!first.isActive() || !second.isActive()) {
            return ReasonCode.MARKET_NOT_ACTIVE;
        }
        if (first.isVenueClosed() || second.isVenueClosed()) {
            return ReasonCode.VENUE_CLOSED;
        }
        if (!first.slot().isLive() || !second.slot().isLive()) {
            return ReasonCode.BOOK_NOT_LIVE;
        }
        if (nowNs - first.slot().lastHeardNs() > settings.maxBookAgeNs()
                || nowNs - second.slot().lastHeardNs() > settings.maxBookAgeNs()) {
            return ReasonCode.BOOK_STALE;
        }
        if (isFeeUnknown(first.fees(), nowNs) || isFeeUnknown(second.fees(), nowNs)) {
            return ReasonCode.FEE_UNKNOWN;
        }
        if (inFlight) {
            return ReasonCode.ATTEMPT_IN_FLIGHT;
        }
        return pair.isCooling(nowNs) ? ReasonCode.COOLING_DOWN : null;
    }

    private ReasonCode price(
            Pair pair,
            Instrument first,
            Instrument second,
            Direction direction,
            Outcome firstOutcome,
            Outcome secondOutcome) {
        long firstFee = first.fees().takerFeeCeil(firstBestMicros, Micros.ONE);
        long secondFee = second.fees().takerFeeCeil(secondBestMicros, Micros.ONE);
        long bestNetMicros = grossEdgeMicros - firstFee - secondFee;
        plausible = bestNetMicros <= settings.maxPlausibleEdgeMicros();
        if (!plausible && !pair.isConfirmed(direction.index())) {
            netEdgeMicros = bestNetMicros;
            return ReasonCode.EDGE_IMPLAUSIBLE;
        }
        long lotMicros = Math.max(first.rules().qtyStepMicros(), second.rules().qtyStepMicros());
        // The walk may reach dearer levels than the best, so room is measured at what a dollar-capped contract can
        // The walk may reach dearer levels than the best, and a hedge may be re-priced once: room is measured at the
        // worst.
        long slackMicros = grossEdgeMicros + settings.hedgeLossMicros();
        long roomMicros = Micros.floorToStep(
                risk.roomMicros(
                        pair,
                        first,
                        second,
                        direction,
                        Math.min(Micros.ONE, firstBestMicros + slackMicros) + firstFee,
                        Math.min(Micros.ONE, secondBestMicros + slackMicros) + secondFee),
                lotMicros);
        if (!plausible) {
            roomMicros = Micros.floorToStep(Math.min(roomMicros, settings.confirmQtyMicros()), lotMicros);
        }
        if (roomMicros < minQtyMicros(first, firstBestMicros) || roomMicros < minQtyMicros(second, secondBestMicros)) {
            return risk.binding();
        }
        walk.walk(first, firstOutcome, second, secondOutcome, roomMicros, lotMicros, settings.minEdgeMicros());
        if (walk.qtyMicros == 0) {
            netEdgeMicros = bestNetMicros;
            return walk.endedByEdge ? ReasonCode.EDGE_BELOW_MIN : ReasonCode.SIZE_BELOW_MIN;
        }
        netEdgeMicros = walk.netEdgeMicros();
        if (walk.qtyMicros < first.rules().minQtyMicros()
                || walk.qtyMicros < second.rules().minQtyMicros()
                || walk.firstCostMicros < first.rules().minNotionalMicros()
                || walk.secondCostMicros < second.rules().minNotionalMicros()) {
            return ReasonCode.SIZE_BELOW_MIN;
        }
        return netEdgeMicros < settings.minEdgeMicros() ? ReasonCode.EDGE_BELOW_MIN : ReasonCode.FIRED;
    }

    /** Smallest order the venue takes at this price: its quantity rule, or its notional rule turned into quantity. */
    private static long minQtyMicros(Instrument instrument, long priceMicros) {
        long byNotional = Math.floorDiv(
                Math.multiplyExact(instrument.rules().minNotionalMicros(), Micros.ONE) + priceMicros - 1, priceMicros);
        return Math.max(instrument.rules().minQtyMicros(), byNotional);
    }

    private boolean isFeeUnknown(FeeSchedule fees, long nowNs) {
        return fees.takerFeeCeil(Micros.ONE / 2, Micros.ONE) == FeeSchedule.FEE_UNKNOWN
                || nowNs - fees.readAtNs() > settings.maxFeeAgeNs();
    }

    private static long bestCost(Instrument instrument, Outcome outcome) {
        long best = outcome == Outcome.YES
                ? instrument.book().bestAskMicros()
                : instrument.book().bestBidMicros();
        return best == OrderBook.NO_PRICE ? -1 : Instrument.ownPrice(outcome, best);
    }

    /** Whether the last evaluation got as far as the edge and found it no larger than is plausible. */
    public boolean isPlausible() {
        return plausible;
    }

    /** Before fees, per contract, at the best prices. */
    public long grossEdgeMicros() {
        return grossEdgeMicros;
    }

    /** After fees, per contract at {@link #qtyMicros}; {@link Micros#NULL} when an obstacle came first. */
    public long netEdgeMicros() {
        return netEdgeMicros;
    }

    public long qtyMicros() {
        return walk.qtyMicros;
    }

    public long feesMicros() {
        return walk.feesMicros;
    }

    /** Own-leg limit on the first instrument: the worst price walked, or the best one when nothing was. */
    public long firstLimitMicros() {
        return walk.qtyMicros > 0 ? walk.firstLimitMicros : firstBestMicros;
    }

    public long secondLimitMicros() {
        return walk.qtyMicros > 0 ? walk.secondLimitMicros : secondBestMicros;
    }

    /** Cost at the prices walked, fees excluded. */
    public long firstCostMicros() {
        return walk.firstCostMicros;
    }

    public long secondCostMicros() {
        return walk.secondCostMicros;
    }
}
