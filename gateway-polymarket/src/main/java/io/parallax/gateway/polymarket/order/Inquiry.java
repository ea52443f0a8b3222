package io.parallax.gateway.polymarket.order;

/** Asks the venue what became of an order and publishes the answer. Event loop only. */
@FunctionalInterface
public interface Inquiry {
    /** Asks, unless the order's end was published or it is being asked about already. */
    void ask(OrderTable.Entry order);
}
