package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.Venue;

/**
 * Everything drawn, as a function of seed, venue, order and purpose: no draw depends on another one, so one order meets the
 * same luck at every level and in every run. Pure.
 */
final class Draws {
    /** What a draw is for. */
    enum Purpose {
        FATE,
        TO_VENUE,
        ANSWER,
        NEWS,
        CANCEL,
        QUERY,
        SETTLE,
        SETTLEMENT,
        BALANCE
    }

    private static final long ONE = 1_000_000L;

    /** Quantiles of a lognormal with median 1 and sigma 0.5, in thousandths, at (i + 1/2) / 32. */
    private static final int[] QUANTILES = {
        341, 433, 492, 541, 583, 623, 660, 696, 731, 766, 800, 835, 870, 906, 943, 981, 1020, 1061, 1104, 1149, 1197,
        1249, 1306, 1368, 1437, 1515, 1605, 1714, 1850, 2032, 2312, 2936
    };

    private final long seed;

    Draws(long seed, Venue venue) {
        this.seed = mix(seed * 3 + venue.value());
    }

    /** Uniform in 0 to 999,999. */
    long share(long orderId, Purpose purpose) {
        return Math.floorMod(bits(orderId, purpose, 0), ONE);
    }

    /** A delay with this median; grows with it for the same order, purpose and turn. */
    long delayNs(long medianNs, long orderId, Purpose purpose, long turn) {
        int at = (int) (bits(orderId, purpose, turn) & QUANTILES.length - 1);
        return Math.multiplyExact(medianNs, QUANTILES[at]) / 1_000;
    }

    /** An id nobody draws twice by chance. */
    long id(long orderId, long turn) {
        return bits(orderId, Purpose.NEWS, -1 - turn);
    }

    private long bits(long orderId, Purpose purpose, long turn) {
        return mix(mix(mix(seed + orderId) + purpose.ordinal()) + turn);
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
