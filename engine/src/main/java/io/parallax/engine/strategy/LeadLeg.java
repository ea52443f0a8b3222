package io.parallax.engine.strategy;

import io.parallax.engine.pair.Pair;

/**
 * The leg whose way back is reckoned with before an attempt is planned: the one whose filled quantity is uncertain, which the
 * plan sends first wherever certainty tells the legs apart.
 */
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
