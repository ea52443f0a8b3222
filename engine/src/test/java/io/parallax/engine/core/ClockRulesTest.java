package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

/** A process that stood still believes no book; a clock set back opens nothing. */
class ClockRulesTest {
    private static final long SECOND = EventBytes.SECOND;
    private static final long MILLI = EventBytes.MILLI;

    private final EngineHarness engine = new EngineHarness();
    private final EventBytes event = engine.event;

    ClockRulesTest() {
        event.maxClockGapNs = SECOND;
        event.maxClockStepNs = 250 * MILLI;
        engine.apply(event.settings(engine.nowNs));
        engine.book(0, "0.48", "100", "0.50", "100");
        engine.book(1, "0.48", "100", "0.50", "100");
        engine.records.clear();
    }

    private void timer(long afterNs) {
        engine.at(afterNs).apply(event.timer(engine.nowNs));
    }

    @Test
    void shouldBelieveNoBookAfterAGapBetweenTimers() {
        timer(0);
        timer(SECOND);
        assertThat(engine.records).isEmpty();
        timer(2 * SECOND + 1);
        assertThat(engine.records).containsExactly("alert CLOCK_GAP");
        assertThat(engine.asked).containsExactly("POLYMARKET all resubscribe -1", "KALSHI all resubscribe -1");
        assertThat(engine.engine.slot(0).isLive()).isFalse();
        assertThat(engine.engine.slot(1).isLive()).isFalse();
        timer(2 * SECOND + 10 * MILLI);
        assertThat(engine.records).hasSize(1);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldSeeTheGapInWhateverEventComesFirst() {
        timer(0);
        engine.at(3 * SECOND).book(1, "0.52", "100", "0.54", "100"); // an edge against a book from before the gap
        assertThat(engine.records).containsExactly("alert CLOCK_GAP", "opportunity BOOK_NOT_LIVE");
        assertThat(engine.sent).isEmpty();
        timer(3 * SECOND + MILLI);
        assertThat(engine.records).as("told once").hasSize(2);
        engine.book(0, "0.48", "100", "0.50", "100");
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldNotTakeTheTimeBeforeTheFirstTimerForAGap() {
        timer(100 * SECOND);
        assertThat(engine.records).isEmpty();
        assertThat(engine.engine.slot(0).isLive()).isTrue();
    }

    @Test
    void shouldJudgeSilenceAnewAfterAGap() {
        event.maxSilenceAloneNs = 10 * SECOND;
        engine.apply(event.settings(engine.nowNs));
        engine.apply(event.feed(engine.nowNs, Venue.KALSHI, FeedState.CONNECTED, 1));
        timer(0);
        timer(60 * SECOND);
        assertThat(engine.records).containsExactly("alert CLOCK_GAP");
        for (long ms = 60_000; ms <= 70_000; ms += 500) {
            timer(ms * MILLI);
        }
        assertThat(engine.records).containsExactly("alert CLOCK_GAP");
        timer(70 * SECOND + MILLI);
        assertThat(engine.records).endsWith("alert LINE_SILENT");
    }

    @Test
    void shouldPauseOpeningWhenTheClockStepsBack() {
        timer(10 * SECOND);
        timer(10 * SECOND - 250 * MILLI);
        assertThat(engine.records).isEmpty();
        timer(5 * SECOND);
        timer(5 * SECOND + 10 * MILLI);
        assertThat(engine.records).containsExactly("alert CLOCK_STEP", "engine PAUSED");
        engine.disagree();
        assertThat(engine.sent).isEmpty();
        timer(10 * SECOND); // caught up
        engine.apply(event.control(engine.nowNs, ControlKind.RESUME));
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
        timer(2 * SECOND);
        assertThat(engine.records).endsWith("alert CLOCK_STEP", "engine PAUSED");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldJudgeNeitherWhereTheRulesAreOff() {
        event.maxClockGapNs = 0;
        event.maxClockStepNs = 0;
        engine.apply(event.settings(engine.nowNs));
        timer(0);
        timer(1_000 * SECOND);
        timer(0);
        assertThat(engine.records).isEmpty();
    }
}
