package io.parallax.engine.order;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;

/**
 * The terms of an order that was asked to be signed ahead, and what has to be as it was for it to be sent. It reserves
 * nothing and is no order: an {@link Order} takes its id and its time when one of equal terms is sent. Places are reused.
 */
public final class ArmedOrder {
    /** Of an order: what is signed follows from it. */
    public int instrumentId;

    public int pairId;
    public Venue venue;
    public Outcome outcome;
    public OrderAction action;
    public TimeInForce timeInForce;
    public long priceMicros;
    public long qtyMicros;
    public long notionalMicros;

    /** The event by which it was asked for, and until when the signature is kept. */
    public long signedNs;

    public long validUntilNs;
    public long orderId;

    /** What held when it was asked for: of the pair, of the ladder, of the instrument's grid and fees. */
    public long pairClosings;

    public long narrowings;
    public int tickEpoch;
    public int feeEpoch;

    /** Its place is in use: it may be sent until its time is over. */
    public boolean used;

    /** Whether an order to be sent has exactly these terms. */
    public boolean isFor(
            int wantedInstrumentId,
            Outcome wantedOutcome,
            OrderAction wantedAction,
            TimeInForce wantedTimeInForce,
            long wantedPriceMicros,
            long wantedQtyMicros,
            long wantedNotionalMicros) {
        return used
                && priceMicros == wantedPriceMicros
                && qtyMicros == wantedQtyMicros
                && notionalMicros == wantedNotionalMicros
                && instrumentId == wantedInstrumentId
                && outcome == wantedOutcome
                && action == wantedAction
                && timeInForce == wantedTimeInForce;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        if (!used) {
            return StateHash.mix(hash, 0);
        }
        long h = StateHash.mix(StateHash.mix(hash, orderId), signedNs);
        h = StateHash.mix(StateHash.mix(h, instrumentId), pairId);
        h = StateHash.mix(h, venue.value() | outcome.value() << 8 | action.value() << 16 | timeInForce.value() << 24);
        h = StateHash.mix(StateHash.mix(h, priceMicros), qtyMicros);
        h = StateHash.mix(StateHash.mix(h, notionalMicros), validUntilNs);
        h = StateHash.mix(StateHash.mix(h, pairClosings), narrowings);
        return StateHash.mix(StateHash.mix(h, tickEpoch), feeEpoch);
    }
}
