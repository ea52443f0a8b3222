package io.parallax.engine.execution;

/** What the choice of style and order knows of one leg; written anew for each attempt. */
final class LegFacts {
    /** The venue fills exactly the quantity asked for, at most. */
    boolean exactQty;
    /** Offered within the limit now, as a multiple of what is needed, in micros: 2,000,000 = twice. */
    long coverMicros;
    /** Distance of prices around the limit. */
    long tickMicros;
    /** What the venue takes to answer an order. */
    long answerNs;
    /** Share of the venue's last orders that brought nothing, in micros. */
    long failShareMicros;
    /** Enough orders were answered for the two figures before to mean something. */
    boolean measured;
}
