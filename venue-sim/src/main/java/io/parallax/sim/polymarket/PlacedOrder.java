package io.parallax.sim.polymarket;

import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderStatus;
import java.util.ArrayList;
import java.util.List;

/** An order as this venue remembers it: what was sent, and what the exchange made of it. Written by the event loop. */
final class PlacedOrder {
    private static final long NS_PER_MS = 1_000_000L;

    static final String LIVE = "LIVE";
    static final String MATCHED = "MATCHED";
    static final String CANCELED = "CANCELED";
    static final String DELAYED = "DELAYED";

    private final String id;
    private final OrderEnvelope envelope;
    private final PolymarketAccount account;
    private final ListedMarket market;
    private final long priceMicros;
    private final long createdMs;
    private final List<String> tradeIds = new ArrayList<>();
    private Order order;
    private boolean delayed;

    /**
     * @param id EIP-712 digest
     * @param priceMicros limit of the order's own token
     */
    PlacedOrder(
            String id,
            OrderEnvelope envelope,
            PolymarketAccount account,
            ListedMarket market,
            long priceMicros,
            long createdMs) {
        this.id = id;
        this.envelope = envelope;
        this.account = account;
        this.market = market;
        this.priceMicros = priceMicros;
        this.createdMs = createdMs;
    }

    String id() {
        return id;
    }

    OrderEnvelope envelope() {
        return envelope;
    }

    PolymarketAccount account() {
        return account;
    }

    ListedMarket market() {
        return market;
    }

    String tokenId() {
        return envelope.order().tokenId().toString();
    }

    String outcomeName() {
        return market.token(market.leg(tokenId())).name();
    }

    long priceMicros() {
        return priceMicros;
    }

    long createdMs() {
        return createdMs;
    }

    /** Ids of the trades this order took part in. */
    List<String> tradeIds() {
        return tradeIds;
    }

    /** The order at the exchange; null for one that was killed instead of accepted. */
    Order order() {
        return order;
    }

    void accepted(Order atExchange) {
        order = atExchange;
    }

    boolean isDelayed() {
        return delayed;
    }

    /** Accepted, but matched only after the market's delay. */
    void delayed(boolean waits) {
        delayed = waits;
    }

    /** Whether a list of open orders shows it that was read at this time: now, or before it went away. */
    boolean showsOpen(long atMs) {
        if (createdMs > atMs) {
            return false;
        }
        return isOpen()
                || delayed
                || order != null && order.createdNs() < order.updatedNs() && order.updatedNs() / NS_PER_MS > atMs;
    }

    /** Its status in a list of open orders. */
    String openStatus() {
        return delayed ? DELAYED : LIVE;
    }

    /** Whether it rests in the book. */
    boolean isOpen() {
        return order != null && order.isResting();
    }

    long matchedMicros() {
        return order == null ? 0 : order.filledMicros();
    }

    /** Status in the venue's words. */
    String status() {
        if (delayed) {
            return DELAYED;
        }
        if (order == null || order.status() == OrderStatus.CANCELLED) {
            return CANCELED;
        }
        return order.status() == OrderStatus.LIVE ? LIVE : MATCHED;
    }
}
