package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.gateway.event.EventWriter;

/**
 * What the private socket and the list of fills tell of our orders, beside the answers to our own calls. Whichever comes
 * first is published, the other then changes nothing. Event loop only.
 */
public final class OrderNews {
    private final long sessionId;
    private final OrderTable orders;
    private final OrderInquiry inquiry;
    private final EventWriter events;

    /** State words of a {@code user_order}. */
    public enum State {
        RESTING,
        CANCELED,
        EXECUTED
    }

    public OrderNews(long sessionId, OrderTable orders, OrderInquiry inquiry, EventWriter events) {
        this.sessionId = sessionId;
        this.orders = orders;
        this.inquiry = inquiry;
        this.events = events;
    }

    /**
     * The venue's state of an order; the caller has stamped the events. An end is believed only when its numbers agree: an
     * ended order has nothing remaining, an executed one has filled whole. A message from the middle of the execution ends
     * nothing.
     *
     * @param filledMicros the venue's total
     * @return false when the order is none of this session's
     */
    public boolean onState(long orderId, String venueOrderId, State state, long filledMicros, long remainingMicros) {
        OrderTable.Entry order = orders.find(orderId);
        if (order == null) {
            return false;
        }
        if (!venueOrderId.isEmpty()) {
            order.venueOrderId = venueOrderId;
        }
        if (state == State.RESTING) {
            // An immediate order rests only between two messages of its own execution.
            if (!order.immediate && order.accept()) {
                events.accepted(orderId, order.venueOrderId);
            }
        } else if (remainingMicros == 0) {
            if (state == State.EXECUTED && filledMicros < order.qtyMicros) {
                inquiry.ask(order);
            } else if (order.end()) {
                events.done(orderId, order.reason(filledMicros), filledMicros);
            }
        }
        return true;
    }

    /**
     * Whose an order is that rests at the venue.
     *
     * @param clientOrderId what the venue has it as
     * @return its id when it is ours and has no end, the id's negative when its end was told, 0 when it is none of this session's
     */
    public long restingId(String clientOrderId) {
        long orderId = OrderIds.parseClientOrderId(sessionId, clientOrderId);
        if (orderId == 0) {
            return 0;
        }
        OrderTable.Entry order = orders.find(orderId);
        return order == null || order.isDone() ? -orderId : orderId;
    }

    /** Our id of an order by the venue's, 0 when none of ours has it. Walks the table. */
    public long orderIdOf(String venueOrderId) {
        return orders.orderIdOf(venueOrderId);
    }

    /** Whether an order without an end has no venue id yet: a fill under a strange id may be its. */
    public boolean hasUnnamed() {
        return orders.hasUnnamed();
    }

    /** Whether an order has no published end yet. */
    public boolean hasLive() {
        return orders.hasLive();
    }

    /** Private messages may have been missed: asks about every order without an end. */
    public void askAboutAll() {
        orders.forEachLive(inquiry::ask);
    }
}
