package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.TimeInForce;

/** The venue's order types. */
enum OrderKind {
    /** Rests until cancelled. */
    GTC,
    /** Rests until a time; the venue drops it 60 s before the time it is told. */
    GTD,
    /** All at once or nothing. */
    FOK,
    /** What there is at once, the rest is dropped. */
    FAK;

    static OrderKind of(TimeInForce timeInForce, long expiryNs) {
        return switch (timeInForce) {
            case FOK -> FOK;
            case IOC -> FAK;
            case GTC -> expiryNs == 0 ? GTC : GTD;
            default -> throw new IllegalArgumentException("time in force " + timeInForce);
        };
    }

    boolean isImmediate() {
        return this == FOK || this == FAK;
    }
}
