package io.parallax.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

/** What is measured of a venue's answers. */
class VenueRecordTest {
    private final VenueRecord record = new VenueRecord();

    @Test
    void shouldFollowTheAnswerTimeByEighths() {
        record.answered(Venue.KALSHI, 800, 0);
        assertThat(record.answerNs(Venue.KALSHI)).isEqualTo(800);
        record.answered(Venue.KALSHI, 1_600, 0);
        assertThat(record.answerNs(Venue.KALSHI)).isEqualTo(900);
        assertThat(record.answerNs(Venue.POLYMARKET)).isZero();
    }

    @Test
    void shouldTellTheShareOfTheLastOrdersThatBroughtNothing() {
        assertThat(record.failShareMicros(Venue.KALSHI)).isZero();
        record.ended(Venue.KALSHI, false);
        record.ended(Venue.KALSHI, true);
        record.ended(Venue.KALSHI, true);
        assertThat(record.failShareMicros(Venue.KALSHI)).isEqualTo(333_334);
        for (int i = 0; i < VenueRecord.KEPT; i++) {
            record.ended(Venue.KALSHI, true);
        }
        assertThat(record.failShareMicros(Venue.KALSHI)).isZero();
    }

    @Test
    void shouldMeanNothingBeforeEnoughOrders() {
        for (int i = 0; i < VenueRecord.ENOUGH; i++) {
            assertThat(record.isMeasured(Venue.KALSHI)).isFalse();
            record.answered(Venue.KALSHI, 1, 0);
            record.ended(Venue.KALSHI, true);
        }
        assertThat(record.isMeasured(Venue.KALSHI)).isTrue();
        assertThat(record.isMeasured(Venue.POLYMARKET)).isFalse();
    }
}
