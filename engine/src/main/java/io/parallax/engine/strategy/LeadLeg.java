package io.parallax.engine.strategy;

import io.parallax.engine.pair.Pair;

/** Which leg of a pair is bought first: one whose filled quantity is uncertain, so that the exact ones hedge it. */
public final class LeadLeg {
    private LeadLeg() {}

    /** @return place of the first leg without an exact quantity; 0 when every one has */
    public static int of(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (!pair.leg(leg).hasExactQty()) {
                return leg;
            }
        }
        return 0;
    }
}
