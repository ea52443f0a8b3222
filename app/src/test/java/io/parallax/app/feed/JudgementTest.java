package io.parallax.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.sim.venue.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Row MD-18: an edge too good to be true is told as such and never taken, however small the edge asked for. */
@Timeout(180)
class JudgementTest {
    @Test
    void shouldNotTakeAnEdgeTooGoodToBeTrue() {
        try (Rig rig = Rig.start(Rig.Plan.of(2).withEdges(100, 200))) {
            rig.await("it is told", () -> rig.watched().reasons(ReasonCode.EDGE_IMPLAUSIBLE) > 0);
            // Both venues send each book anew, twice; nothing may be taken back here, so a person is left to decide.
            rig.await("it was held against two snapshots of each book", () -> {
                rig.bait(Venue.KALSHI, 0);
                rig.bait(Venue.POLYMARKET, 0);
                return rig.watched().reasons(ReasonCode.PAIR_FROZEN) > 0;
            });
            assertThat(rig.watched().reasons(ReasonCode.CONFIRMING)).isPositive();
            assertThat(rig.watched().reasons(ReasonCode.FIRED)).isZero();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }
}
