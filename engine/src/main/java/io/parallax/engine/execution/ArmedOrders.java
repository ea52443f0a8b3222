package io.parallax.engine.execution;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.ArmedOrder;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;

/**
 * Orders that are signed ahead, each until its time. As many as the signer keeps: a place is free again when its order was
 * sent or its time is over, not when it is of no use any more, because the signer forgets by time as well. Written by the
 * engine thread; allocates nothing after construction.
 *
 * <p>An order may be sent only while all that made it stands: its pair was not closed since, neither engine nor venue
 * narrowed, grid and fees of its market are the same, and its book has been LIVE all the while. What it was is lost for good
 * with the first of these that changes.
 */
public final class ArmedOrders {
    /** The most that are kept, whatever the signer keeps. */
    public static final int MAX = 256;

    /** An order is not sent this short of its end: the signer's clock is read later than the engine's event. */
    static final long MARGIN_NS = 500_000_000L;

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final CommandWriter writer;
    private final ArmedOrder[] places = new ArmedOrder[MAX];
    private int next;
    private int inUse;

    public ArmedOrders(EngineSettings settings, StateLadder ladder, CommandWriter writer) {
        this.settings = settings;
        this.ladder = ladder;
        this.writer = writer;
        for (int i = 0; i < MAX; i++) {
            places[i] = new ArmedOrder();
        }
    }

    /**
     * Whether an order of these terms is signed and may be sent until a time at least.
     *
     * @return the one that is longest valid, or null
     */
    public ArmedOrder find(
            Pair pair,
            Instrument instrument,
            Outcome outcome,
            OrderAction action,
            TimeInForce timeInForce,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long untilNs) {
        if (inUse == 0 || action != OrderAction.BUY || instrument.venue() != Venue.POLYMARKET) {
            return null; // nothing else is ever signed ahead
        }
        ArmedOrder found = null;
        for (ArmedOrder each : places) {
            if (each.isFor(
                            instrument.instrumentId(),
                            outcome,
                            action,
                            timeInForce,
                            priceMicros,
                            qtyMicros,
                            notionalMicros)
                    && each.pairId == pair.pairId()
                    && each.validUntilNs - MARGIN_NS >= untilNs
                    && (found == null || each.validUntilNs > found.validUntilNs)
                    && stands(each, pair, instrument)) {
                found = each;
            }
        }
        return found;
    }

    /** All that made it is as it was. */
    private boolean stands(ArmedOrder order, Pair pair, Instrument instrument) {
        return order.pairClosings == pair.closings()
                && !pair.isFrozen()
                && order.narrowings == ladder.narrowings()
                && order.tickEpoch == instrument.slot().tickEpoch()
                && order.feeEpoch == instrument.feeEpoch()
                && instrument.slot().isUp()
                && instrument.slot().healthSinceNs() <= order.signedNs;
    }

    /** It is being sent: its id is an order's now, and its place free. */
    void sent(ArmedOrder order) {
        order.used = false;
        inUse--;
    }

    /**
     * Asks for a purchase to be signed and kept.
     *
     * @return false when every place that the signer keeps is in use
     */
    public boolean arm(
            Pair pair,
            Instrument instrument,
            Outcome outcome,
            TimeInForce timeInForce,
            long priceMicros,
            long qtyMicros,
            long notionalMicros,
            long nowNs) {
        ArmedOrder place = freePlace(nowNs);
        if (place == null) {
            return false;
        }
        inUse++;
        place.used = true;
        place.orderId = writer.nextOrderId();
        place.signedNs = nowNs;
        place.validUntilNs = nowNs + settings.armValidNs();
        place.pairId = pair.pairId();
        place.instrumentId = instrument.instrumentId();
        place.venue = instrument.venue();
        place.outcome = outcome;
        place.action = OrderAction.BUY;
        place.timeInForce = timeInForce;
        place.priceMicros = priceMicros;
        place.qtyMicros = qtyMicros;
        place.notionalMicros = notionalMicros;
        place.pairClosings = pair.closings();
        place.narrowings = ladder.narrowings();
        place.tickEpoch = instrument.slot().tickEpoch();
        place.feeEpoch = instrument.feeEpoch();
        writer.signAhead(place);
        return true;
    }

    private ArmedOrder freePlace(long nowNs) {
        int most = Math.min(settings.armKept(), MAX);
        for (int looked = 0; looked < most; looked++) {
            next = next + 1 >= most ? 0 : next + 1;
            ArmedOrder place = places[next];
            if (place.used && nowNs > place.validUntilNs) {
                sent(place); // over at the signer too
            }
            if (!place.used) {
                return place;
            }
        }
        return null;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, next);
        if (inUse > 0) {
            for (ArmedOrder each : places) {
                h = each.stateHash(h);
            }
        }
        return StateHash.mix(h, inUse);
    }
}
