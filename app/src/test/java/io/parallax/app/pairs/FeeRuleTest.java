package io.parallax.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.MarketFees;
import io.parallax.gateway.reference.ListedFees;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeRuleTest {
    private static final Instant FRESH = Instant.parse("2026-11-02T12:00:00Z");
    private static final Instant STALE = Instant.parse("2027-11-02T12:00:00Z");
    private static final FeeRule RULE = new FeeRule(FeeBook.shipped(), true);

    private static FeeRule.Fee kalshi(FeeRule rule, String series, String type, long multiplier, Instant at) {
        return rule.of(Venue.KALSHI, new ListedFees(MarketFees.kalshi(type, multiplier), false, series, null), at);
    }

    private static FeeRule.Fee polymarket(String category, String rate, String since) {
        MarketFees told = MarketFees.polymarket(Micros.parse(rate), 0, Micros.ONE);
        ListedFees listed = new ListedFees(told, false, category, since.isEmpty() ? null : Instant.parse(since));
        return RULE.of(Venue.POLYMARKET, listed, FRESH);
    }

    @ParameterizedTest
    @CsvSource({
        // series, fee type and multiplier told, taker rate, whether the table differs
        "KXMLBKS, quadratic, 500000, 35000, false",
        "KXMLBKS, quadratic, 1000000, 70000, true",
        "KXFED, quadratic, 1000000, 70000, true",
        "KXSOMETHING, quadratic, 1000000, 70000, false",
        "KXSOMETHING, quadratic, 0, 0, true",
    })
    void shouldTakeWhatTheVenueSaysAndTellWhereTheTableDiffers(
            String series, String type, long multiplier, long taker, boolean differs) {
        FeeRule.Fee fee = kalshi(RULE, series, type, multiplier, FRESH);
        assertThat(fee.kind()).isEqualTo(FeeKind.KALSHI_QUADRATIC);
        assertThat(fee.takerMicros()).isEqualTo(taker);
        assertThat(fee.difference().isEmpty()).as(fee.difference()).isEqualTo(!differs);
    }

    @Test
    void shouldSayWhatBothSayWhereTheyDiffer() {
        assertThat(kalshi(RULE, "KXMLBKS", "quadratic", Micros.ONE, FRESH).difference())
                .isEqualTo("the venue says 0.07 taker, 0 maker, fees/kalshi.yaml of KXMLBKS 0.035 taker, 0 maker;"
                        + " the venue's holds");
    }

    @ParameterizedTest
    @CsvSource({
        // category, rate told, created, whether the table differs
        "sports_fees_v3, 0.05, 2026-07-20T00:00:00Z, false",
        "sports_fees_v2, 0.03, 2026-06-01T00:00:00Z, false",
        "sports_fees_v3, 0.03, 2026-07-20T00:00:00Z, true",
        "crypto, 0.072, 2026-04-05T14:00:06Z, false",
        "crypto, 0.07, '', false",
        "cricket, 0.05, '', true",
        "'', 0.9, '', false",
    })
    void shouldHoldAPolymarketScheduleAgainstTheRowOfTheDayItWasCreated(
            String category, String rate, String since, boolean differs) {
        FeeRule.Fee fee = polymarket(category, rate, since);
        assertThat(fee.kind()).isEqualTo(FeeKind.POLYMARKET_V2);
        assertThat(fee.takerMicros()).isEqualTo(Micros.parse(rate));
        assertThat(fee.difference().isEmpty()).as(fee.difference()).isEqualTo(!differs);
    }

    @Test
    void shouldKnowAMarketWithoutAScheduleToBeFree() {
        assertThat(polymarket("geopolitics", "0", "").kind()).isEqualTo(FeeKind.NONE);
        assertThat(polymarket("geopolitics", "0", "").difference()).isEmpty();
    }

    @Test
    void shouldAskTheTableWhereTheVenueSaysNothingAndTheSeriesIsNamed() {
        FeeRule.Fee named = kalshi(RULE, "KXMLBKS", null, Micros.NULL, FRESH);
        assertThat(named.takerMicros()).isEqualTo(35_000);
        assertThat(kalshi(RULE, "KXSOMETHING", null, Micros.NULL, FRESH).kind()).isEqualTo(FeeKind.UNKNOWN);
        assertThat(kalshi(RULE, "KXMLBKS", null, Micros.NULL, STALE).kind()).isEqualTo(FeeKind.UNKNOWN);
        assertThat(kalshi(new FeeRule(FeeBook.shipped(), false), "KXMLBKS", null, Micros.NULL, STALE)
                        .kind())
                .isEqualTo(FeeKind.UNKNOWN);
    }

    @Test
    void shouldNotKnowAFeeThatIsHalfToldOrContradictsItself() {
        assertThat(kalshi(RULE, "KXMLBKS", "quadratic", Micros.NULL, FRESH).kind())
                .isEqualTo(FeeKind.UNKNOWN);
        assertThat(kalshi(RULE, "KXMLBKS", null, Micros.ONE, FRESH).kind()).isEqualTo(FeeKind.UNKNOWN);
        assertThat(kalshi(RULE, "KXMLBKS", "flat", Micros.ONE, FRESH).kind()).isEqualTo(FeeKind.UNKNOWN);
        ListedFees waived = new ListedFees(MarketFees.kalshi("quadratic", Micros.ONE), true, "KXMLBKS", null);
        assertThat(RULE.of(Venue.KALSHI, waived, FRESH).kind()).isEqualTo(FeeKind.UNKNOWN);
    }

    @Test
    void shouldNotReadAFeeTypeByATableThatIsTooOldWhereMoneyIsAtStake() {
        assertThat(kalshi(RULE, "KXMLBKS", "quadratic", Micros.ONE, STALE).kind())
                .isEqualTo(FeeKind.UNKNOWN);
        assertThat(kalshi(new FeeRule(FeeBook.shipped(), false), "KXMLBKS", "quadratic", Micros.ONE, STALE)
                        .kind())
                .isEqualTo(FeeKind.KALSHI_QUADRATIC);
    }
}
