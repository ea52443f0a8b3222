package io.parallax.gateway.polymarket.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Settlement;
import org.junit.jupiter.api.Test;

final class ToldFillsTest {
    private final ToldFills told = new ToldFills(2);
    private final UserSink.Part part = new UserSink.Part();

    @Test
    void shouldTellEachStateOfATradeOnce() {
        assertThat(isNews(1, 0, Settlement.PROVISIONAL, 5)).isTrue();
        assertThat(isNews(1, 0, Settlement.PROVISIONAL, 5))
                .as("mined, or told by a page")
                .isFalse();
        assertThat(isNews(1, 0, Settlement.CONFIRMED, 5)).isTrue();
        assertThat(isNews(1, 0, Settlement.CONFIRMED, 5)).isFalse();
        assertThat(isNews(1, 0, Settlement.PROVISIONAL, 5)).as("an old page").isFalse();
        assertThat(isNews(1, 0, Settlement.FAILED, 5))
                .as("taken back after all")
                .isTrue();
    }

    @Test
    void shouldAlwaysTellWhatContradictsAndWhatIsAnotherPart() {
        assertThat(isNews(1, 0, Settlement.CONFIRMED, 5)).isTrue();
        assertThat(isNews(1, 0, Settlement.PROVISIONAL, 6))
                .as("another quantity")
                .isTrue();
        assertThat(isNews(1, 1, Settlement.CONFIRMED, 5)).as("another part").isTrue();
    }

    @Test
    void shouldForgetTheOldestAndThenTellItAgain() {
        assertThat(isNews(1, 0, Settlement.CONFIRMED, 5)).isTrue();
        assertThat(isNews(2, 0, Settlement.CONFIRMED, 5)).isTrue();
        assertThat(isNews(3, 0, Settlement.CONFIRMED, 5)).isTrue();
        assertThat(isNews(3, 0, Settlement.CONFIRMED, 5)).isFalse();
        assertThat(isNews(1, 0, Settlement.CONFIRMED, 5)).isTrue();
    }

    private boolean isNews(long trade, int index, Settlement settlement, long qty) {
        part.trade(trade, 7, settlement, 0);
        part.set(null, 0, false, false, index, 500_000, qty);
        return told.isNews(part);
    }
}
