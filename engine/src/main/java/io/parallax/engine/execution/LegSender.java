package io.parallax.engine.execution;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateLadder;

/** Sends one order of an attempt that hedges, tops up or unwinds, or says why it cannot. */
final class LegSender {
    /** What became of an order that was due. */
    enum Answer {
        SENT,
        /** The venue's requests are used up for the moment. */
        LATER,
        /** The venue or the book cannot be used now. */
        UNABLE,
        /** Nobody on the other side within the limit, or the order would be too small, too dear or no reduction. */
        REFUSED,
        /** The engine's state does not permit it, or every slot is live. */
        NOT_PERMITTED
    }

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final Risk risk;
    private final OrderDesk desk;

    LegSender(EngineSettings settings, StateLadder ladder, Risk risk, OrderDesk desk) {
        this.settings = settings;
        this.ladder = ladder;
        this.risk = risk;
        this.desk = desk;
    }

    /** Whether hedges, or the sales of this attempt, may go at all. */
    boolean isPermitted(Attempt attempt) {
        return ladder.mayReduce() || flattens(attempt);
    }

    /** An operator asked for it, and no halt came after that. */
    private boolean flattens(Attempt attempt) {
        return attempt.flattening && (attempt.flattensHalted || !ladder.isHalted());
    }

    boolean isHalted() {
        return ladder.isHalted();
    }

    boolean isPermitted(Attempt attempt, Venue venue) {
        return ladder.mayReduce(venue, attempt.pairId()) || flattens(attempt) && ladder.mayFlatten(venue);
    }

    /** The largest quantity within {@code qtyMicros} that the venue takes as a purchase at this limit, or 0. */
    static long orderable(Instrument instrument, long limitMicros, long qtyMicros) {
        Instrument.Rules rules = instrument.rules();
        long lots = Micros.floorToStep(Math.max(0, qtyMicros), rules.qtyStepMicros());
        boolean tooSmall = lots < rules.minQtyMicros()
                || rules.minNotionalMicros() > 0 && Micros.mulCeil(limitMicros, lots) < rules.minNotionalMicros();
        return tooSmall ? 0 : lots;
    }

    /**
     * The largest quantity within {@code qtyMicros} that can be tried as a sale, or 0. Minimum sizes are rules for orders
     * that rest; a sale of less is tried down to one lot, and a venue that refuses it leads to a freeze, not to silence.
     */
    static long sellable(Instrument instrument, long qtyMicros) {
        return Micros.floorToStep(Math.max(0, qtyMicros), instrument.rules().qtyStepMicros());
    }

    /** What of a leg can be sold. */
    static long sellable(Attempt attempt, int leg) {
        return sellable(attempt.instrument(leg), attempt.excessMicros(leg));
    }

    /**
     * Buys of a leg what hedges the others, at most at a limit.
     *
     * @param rests at the limit for as long as an order may; otherwise what fills now
     */
    Answer buy(Attempt attempt, int leg, long limitMicros, long qtyMicros, boolean rests, long nowNs) {
        if (!ladder.mayReduce()) {
            return Answer.NOT_PERMITTED;
        }
        Instrument instrument = attempt.instrument(leg);
        Outcome outcome = attempt.outcome[leg];
        if (!ladder.mayReduce(instrument.venue(), attempt.pairId())
                || !instrument.slot().isUp()) {
            return Answer.UNABLE; // the limit is from no level of the book, so the book need only be there
        }
        long price = instrument.floorOwnPrice(outcome, Math.min(limitMicros, Micros.ONE - 1));
        if (price == OrderBook.NO_PRICE || price <= 0) {
            return Answer.REFUSED;
        }
        long spend = spend(instrument, outcome, price, qtyMicros);
        if (spend < Math.max(1, instrument.rules().minNotionalMicros())
                || !risk.mayReduce(attempt.pair, instrument, outcome, OrderAction.BUY, qtyMicros)) {
            return Answer.REFUSED;
        }
        desk.reserve(attempt, leg, 0); // its own order holds back what it can cost
        if (!risk.canPay(instrument, OrderDesk.costCeil(instrument, price, qtyMicros))) {
            return Answer.REFUSED;
        }
        if (!risk.takeRequest(instrument.venue(), true, nowNs)) {
            return Answer.LATER;
        }
        attempt.paidMicros[leg] = price;
        return desk.send(
                                attempt,
                                leg,
                                OrderAction.BUY,
                                Purpose.HEDGE,
                                rests ? TimeInForce.GTC : TimeInForce.IOC,
                                price,
                                qtyMicros,
                                spend,
                                rests ? nowNs + settings.restNs() : 0,
                                nowNs)
                        == null
                ? Answer.NOT_PERMITTED
                : Answer.SENT;
    }

    /**
     * What a purchase spends. Where the venue spends collateral and the quantity follows: the cost at the levels shown, so
     * that the quantity is what was asked for unless the book moves; and never so much that all of it at the best price now
     * shown would leave more unhedged on the other side than is unhedged now (X5).
     */
    private static long spend(Instrument instrument, Outcome outcome, long price, long qty) {
        if (instrument.hasExactQty()) {
            return Micros.mulCeil(price, qty);
        }
        long cost = Depth.costCeil(instrument, outcome, price, qty);
        long best = instrument.bestBuyMicros(outcome);
        if (best > 0 && best < price) {
            cost = Math.min(cost, Micros.mulFloor(best, 2 * qty));
        }
        return AttemptPlan.spend(instrument, cost);
    }

    /** Sells of a leg what nothing covers, at the step of the ladder that is reached. */
    Answer sell(Attempt attempt, int leg, long qtyMicros, long nowNs) {
        Instrument instrument = attempt.instrument(leg);
        Outcome outcome = attempt.outcome[leg];
        if (!isPermitted(attempt, instrument.venue())) {
            return Answer.UNABLE;
        }
        long floorMicros = floorMicros(attempt, leg);
        long best = bestSale(attempt, leg);
        boolean rests = best < floorMicros && mayRest(instrument, qtyMicros);
        if (best < floorMicros && !rests) {
            return Answer.REFUSED; // nobody buys inside the loss cap now
        }
        long from = rests ? attempt.limitMicros[leg] : best;
        long wanted = Math.max(floorMicros, from - attempt.unwindSteps * settings.unwindStepMicros());
        long price = instrument.ceilOwnPrice(outcome, Math.min(wanted, Micros.ONE - 1));
        if (price == OrderBook.NO_PRICE
                || !risk.mayReduce(attempt.pair, instrument, outcome, OrderAction.SELL, qtyMicros)) {
            return Answer.REFUSED;
        }
        if (!risk.takeRequest(instrument.venue(), true, nowNs)) {
            return Answer.LATER;
        }
        return desk.send(
                                attempt,
                                leg,
                                OrderAction.SELL,
                                attempt.flattening ? Purpose.FLATTEN : Purpose.UNWIND,
                                rests ? TimeInForce.GTC : TimeInForce.IOC,
                                price,
                                qtyMicros,
                                Micros.mulFloor(price, qtyMicros),
                                rests ? nowNs + settings.restNs() : 0,
                                nowNs)
                        == null
                ? Answer.NOT_PERMITTED
                : Answer.SENT;
    }

    /** Whether an order of this size may rest where nobody is on the other side: resting has a smallest size. */
    boolean mayRest(Instrument instrument, long qtyMicros) {
        return settings.restNs() > 0
                && instrument.slot().isLive()
                && qtyMicros >= instrument.rules().minQtyMicros();
    }

    /** The loss cap of an unwind, own-leg. */
    private long floorMicros(Attempt attempt, int leg) {
        return Math.max(1, attempt.limitMicros[leg] - settings.unwindLossMicros());
    }

    /** Best price at which a leg can be sold now, {@link OrderBook#NO_PRICE} (below zero) when its book cannot be read. */
    static long bestSale(Attempt attempt, int leg) {
        Instrument instrument = attempt.instrument(leg);
        return instrument.slot().isLive() ? instrument.bestSaleMicros(attempt.outcome[leg]) : OrderBook.NO_PRICE;
    }

    /** Somebody buys, inside the loss cap, whatever of the legs nothing covers. */
    boolean canSellAll(Attempt attempt) {
        for (int leg = 0; leg < attempt.legs; leg++) {
            if (sellable(attempt, leg) > 0
                    && (!isPermitted(attempt, attempt.instrument(leg).venue())
                            || bestSale(attempt, leg) < floorMicros(attempt, leg))) {
                return false;
            }
        }
        return true;
    }
}
