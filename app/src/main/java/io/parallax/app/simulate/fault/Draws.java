package io.parallax.app.simulate.fault;

import io.parallax.codecs.sbe.Venue;
import java.util.SplittableRandom;

/** Draws that every kind needs. */
final class Draws {
    static final long MILLI_NS = 1_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    private Draws() {}

    static Venue venue(SplittableRandom random) {
        return random.nextBoolean() ? Venue.KALSHI : Venue.POLYMARKET;
    }

    static long between(SplittableRandom random, long fromNs, long toNs) {
        return fromNs + random.nextLong(toNs - fromNs + 1);
    }

    static long seconds(SplittableRandom random, int from, int to) {
        return between(random, from * SECOND_NS, to * SECOND_NS);
    }
}
