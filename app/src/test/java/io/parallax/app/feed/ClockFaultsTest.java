package io.parallax.app.feed;

import static io.parallax.engine.book.BookHealth.State.LIVE;
import static io.parallax.engine.book.BookHealth.State.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.sim.venue.Venue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows CL-01 and CL-03. */
@Timeout(180)
class ClockFaultsTest {
    /** CL-01: a clock that steps back pauses opening; engine time goes on, books stay. */
    @Test
    void shouldPauseOpeningWhenTheClockStepsBack() {
        Rig.Plan plan = Rig.Plan.of(1).withFeed(Rig.feedWithClock(1, 0, 250));
        try (Rig rig = Rig.start(plan)) {
            int mark = rig.watched().changeCount();
            rig.stepClock(-TimeUnit.SECONDS.toNanos(10));
            rig.await("the step is told", () -> rig.watched().alerts(AlertCode.CLOCK_STEP) > 0);
            int refused = rig.watched().reasons(ReasonCode.NOT_RUNNING);
            rig.expectNotJudged(Venue.KALSHI, 0);
            assertThat(rig.watched().reasons(ReasonCode.NOT_RUNNING)).isGreaterThan(refused);
            assertThat(rig.watched().changeCount()).isEqualTo(mark);
            rig.stepClock(0);
            rig.awaitAllLive();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** CL-03: after a time without readings no book is believed until its line has told it again. */
    @Test
    void shouldBelieveNoBookAfterStandingStill() {
        Rig.Plan plan = Rig.Plan.of(2).withFeed(Rig.feedWithClock(2, 2_000, 0));
        try (Rig rig = Rig.start(plan)) {
            int mark = rig.watched().changeCount();
            rig.pauseTimer(true);
            rig.await("the gap is told", () -> rig.watched().alerts(AlertCode.CLOCK_GAP) > 0);
            rig.pauseTimer(false);
            rig.awaitAllLive();
            rig.expectJudged(0);
            for (Venue venue : Venue.values()) {
                for (int pair = 0; pair < 2; pair++) {
                    for (int copy = 0; copy < 2; copy++) {
                        assertThat(rig.watched().since(mark, rig.instrument(venue, pair), copy))
                                .as(venue + " " + pair + " copy " + copy)
                                .startsWith(STALE)
                                .endsWith(LIVE);
                    }
                }
            }
            assertThat(rig.watched().violations()).isEmpty();
        }
    }
}
