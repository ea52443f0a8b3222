package io.parallax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningSettingsTest {
    private static final SigningLimits LIMITS = new SigningLimits(970_000, 10_000, 500, 100, 100);

    @Test
    void shouldTakeWhatIsWithinItsBounds() {
        assertThat(new SigningSettings(LIMITS, 0, 1).limits()).isEqualTo(LIMITS);
        assertThat(new SigningSettings(LIMITS, 4_096, 65_536).noncePairs()).isEqualTo(4_096);
        assertThat(SigningSettings.unlimited().noncePairs())
                .as("the pool is opt-in")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10000, 500, 100, 100, maxBuyPrice=0",
        "1000000, 10000, 500, 100, 100, maxBuyPrice=1000000",
        "970000, 0, 500, 100, 100, minSellPrice=0",
        "970000, 1000000, 500, 100, 100, minSellPrice=1000000",
        "970000, 10000, 0, 100, 100, maxQty=0",
        "970000, 10000, 500, -1, 100, maxNotional=-1",
        "970000, 10000, 500, 100, 99, maxNotionalPerMinute=99"
    })
    void shouldNameTheLimitThatIsNone(long maxBuy, long minSell, long qty, long notional, long perMinute, String name) {
        assertThatThrownBy(() -> new SigningLimits(maxBuy, minSell, qty, notional, perMinute))
                .hasMessageContaining("signing." + name)
                .hasMessageContaining("must be");
    }

    @Test
    void shouldBoundThePoolAndTheKeptOrders() {
        assertThatThrownBy(() -> new SigningSettings(LIMITS, -1, 1)).hasMessageContaining("signing.noncePairs=-1");
        assertThatThrownBy(() -> new SigningSettings(LIMITS, 4_097, 1)).hasMessageContaining("4097");
        assertThatThrownBy(() -> new SigningSettings(LIMITS, 0, 0)).hasMessageContaining("signing.keptOrders=0");
    }
}
