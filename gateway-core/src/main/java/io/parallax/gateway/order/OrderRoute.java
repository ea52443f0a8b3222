package io.parallax.gateway.order;

/** How far an order goes. */
public enum OrderRoute {
    /** Nowhere: none is built. */
    NONE,
    /** It is built, signed and journaled, and what could send it is never made. */
    SHADOW,
    /** To the venue. */
    VENUE;

    /** The way of a gateway that either sends or does not build. */
    public static OrderRoute of(boolean sendOrders) {
        return sendOrders ? VENUE : NONE;
    }
}
