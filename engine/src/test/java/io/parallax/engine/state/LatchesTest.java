package io.parallax.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

class LatchesTest {
    private final Latches latches = new Latches();

    private long add(long id, LatchScope scope, Venue venue, int pairId, LatchCause cause) {
        return latches.add(id, scope, venue, pairId, cause);
    }

    @Test
    void shouldNameEveryLatchApart() {
        assertThat(add(7, LatchScope.ENGINE, Venue.NULL_VAL, -1, LatchCause.OPERATOR))
                .isEqualTo(7);
        assertThat(add(7, LatchScope.ENGINE, Venue.NULL_VAL, -1, LatchCause.LOSS_LIMIT))
                .isEqualTo(8);
        assertThat(add(7, LatchScope.VENUE, Venue.KALSHI, -1, LatchCause.OPERATOR))
                .isEqualTo(9);
        assertThat(add(6, LatchScope.PAIR, Venue.NULL_VAL, 3, LatchCause.OPERATOR))
                .isEqualTo(6);
    }

    @Test
    void shouldTellScopesApart() {
        add(1, LatchScope.VENUE, Venue.KALSHI, -1, LatchCause.VENUE_GUARD);
        add(2, LatchScope.PAIR, Venue.NULL_VAL, 3, LatchCause.OPERATOR);
        assertThat(latches.any(LatchScope.ENGINE, Venue.NULL_VAL, -1)).isFalse();
        assertThat(latches.any(LatchScope.VENUE, Venue.POLYMARKET, -1)).isFalse();
        assertThat(latches.any(LatchScope.VENUE, Venue.KALSHI, -1)).isTrue();
        assertThat(latches.any(LatchScope.PAIR, Venue.NULL_VAL, 4)).isFalse();
        assertThat(latches.stands(LatchScope.PAIR, Venue.NULL_VAL, 3, LatchCause.OPERATOR))
                .isTrue();
        assertThat(latches.remove(LatchScope.VENUE, Venue.KALSHI, -1)).isEqualTo(1);
        assertThat(latches.size()).isEqualTo(1);
        assertThat(latches.remove(LatchScope.PAIR, Venue.NULL_VAL, 3)).isEqualTo(2);
    }

    @Test
    void shouldKeepRoomForEveryLatchOfTheEngine() {
        int pair = 0;
        while (latches.hasRoom(LatchScope.PAIR)) {
            add(1, LatchScope.PAIR, Venue.NULL_VAL, pair++, LatchCause.OPERATOR);
        }
        for (LatchCause cause : LatchCause.values()) {
            assertThat(latches.hasRoom(LatchScope.ENGINE)).isTrue();
            add(1, LatchScope.ENGINE, Venue.NULL_VAL, -1, cause);
        }
        assertThat(latches.size()).isEqualTo(Latches.CAPACITY);
    }
}
