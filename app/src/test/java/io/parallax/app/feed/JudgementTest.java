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
            int told = rig.watched().reasons(ReasonCode.EDGE_IMPLAUSIBLE);
            rig.bait(Venue.KALSHI, 0);
            rig.bait(Venue.POLYMARKET, 0);
            rig.await("it is told", () -> rig.watched().reasons(ReasonCode.EDGE_IMPLAUSIBLE) > told);
            assertThat(rig.watched().reasons(ReasonCode.FIRED)).isZero();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }
}
