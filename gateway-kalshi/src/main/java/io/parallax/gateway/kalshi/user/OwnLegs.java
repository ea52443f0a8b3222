package io.parallax.gateway.kalshi.user;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import org.agrona.collections.Long2LongHashMap;

/**
 * Which leg each of our orders named. The venue's book has one side for "sell YES" and "buy NO", so its fill cannot tell.
 * Holds the youngest orders up to a capacity; a fill of a forgotten one is told by the venue's side. Event loop only.
 */
public final class OwnLegs {
    private static final long NONE = -1;
    private static final int NO = 2;
    private static final int SELL = 1;

    private final long[] ids;
    private final Long2LongHashMap legs = new Long2LongHashMap(NONE);
    private int next;

    public OwnLegs(int capacity) {
        ids = new long[capacity];
    }

    public void remember(long orderId, Outcome outcome, OrderAction action) {
        if (ids[next] != 0) {
            legs.remove(ids[next]);
        }
        ids[next] = orderId;
        next = next + 1 == ids.length ? 0 : next + 1;
        legs.put(orderId, (outcome == Outcome.NO ? NO : 0) | (action == OrderAction.SELL ? SELL : 0));
    }

    /** Leg of an order's fill. @param bid whether the venue has the order on its bid side */
    Outcome outcome(long orderId, boolean bid) {
        long leg = legs.get(orderId);
        if (fits(leg, bid)) {
            return (leg & NO) != 0 ? Outcome.NO : Outcome.YES;
        }
        return bid ? Outcome.YES : Outcome.NO;
    }

    /** Action of an order's fill; a forgotten order bought: YES on the bid side, NO on the ask side. */
    OrderAction action(long orderId, boolean bid) {
        long leg = legs.get(orderId);
        return fits(leg, bid) && (leg & SELL) != 0 ? OrderAction.SELL : OrderAction.BUY;
    }

    /** Whether the order's leg lies on the side the venue says; buying YES and selling NO are bids. */
    private static boolean fits(long leg, boolean bid) {
        return leg != NONE && bid == ((leg & NO) != 0 == ((leg & SELL) != 0));
    }
}
