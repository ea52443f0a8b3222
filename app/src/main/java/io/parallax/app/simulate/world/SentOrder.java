package io.parallax.app.simulate.world;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;

/**
 * An order the engine decided to send.
 *
 * @param sessionId of the session
 * @param sequence of the event that caused it, as journaled
 * @param orderId the engine's
 * @param attemptId 0 = none
 * @param pairId -1 = none
 * @param priceMicros own-leg limit
 * @param qtyMicros quantity
 * @param decidedNs simulated time of the decision
 */
public record SentOrder(
        long sessionId,
        long sequence,
        long orderId,
        long attemptId,
        int pairId,
        int instrumentId,
        Venue venue,
        Outcome outcome,
        OrderAction action,
        TimeInForce timeInForce,
        Purpose purpose,
        long priceMicros,
        long qtyMicros,
        long notionalMicros,
        long decidedNs) {}
