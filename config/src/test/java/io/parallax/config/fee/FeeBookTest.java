package io.parallax.config.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeBookTest {
    private static final FeeBook BOOK = FeeBook.shipped();

    @ParameterizedTest
    @CsvSource({
        // category, market created, taker, exponent, maker rebate
        "crypto, 2026-10-07, 0.07, 1, 0.2",
        "crypto, 2026-04-01, 0.072, 1, 0",
        "sports, 2026-10-07, 0.05, 1, 0.15",
        "sports, 2026-07-10, 0.05, 1, 0.15",
        "sports, 2026-07-09, 0.03, 1, 0.25",
        "sports, 2026-02-10, 0.0175, 1, 0",
        "sports_fees_v2, 2026-10-07, 0.03, 1, 0.25",
        "sports_fees_v3, 2026-10-07, 0.05, 1, 0.15",
        "nfl, 2026-10-15, 0.03, 1, 0.15",
        "college_football, 2026-10-31, 0.03, 1, 0.15",
        "nfl, 2026-11-01, 0.05, 1, 0.15",
        "nfl, 2026-09-30, 0.05, 1, 0.15",
        "finance, 2026-10-07, 0.04, 1, 0.25",
        "politics, 2026-10-07, 0.04, 1, 0.25",
        "mentions, 2026-10-07, 0.04, 1, 0.25",
        "tech, 2026-10-07, 0.04, 1, 0.25",
        "economics, 2026-10-07, 0.05, 1, 0.25",
        "culture, 2026-10-07, 0.05, 1, 0.25",
        "weather, 2026-10-07, 0.05, 1, 0.25",
        "other, 2026-10-07, 0.05, 1, 0.25",
        "crypto_15_min, 2026-01-05, 0.25, 2, 0",
        "economics, 2026-03-30, 0.03, 0.5, 0",
        "weather, 2026-03-30, 0.025, 0.5, 0",
        "mentions, 2026-03-30, 0.25, 2, 0",
        "other, 2026-03-30, 0.2, 2, 0",
    })
    void shouldKnowEveryScheduleOfPolymarket(String category, String day, String rate, String exponent, String rebate) {
        FeeTerms terms = known(Venue.POLYMARKET, category, MarketFees.NONE, day);
        assertThat(terms.kind()).isEqualTo(FeeKind.POLYMARKET_V2);
        assertThat(terms.takerRateMicros()).isEqualTo(Micros.parse(rate));
        assertThat(terms.makerRateMicros()).isZero();
        assertThat(terms.exponentMicros()).isEqualTo(Micros.parse(exponent));
        assertThat(terms.schedule().makerRebateMicros()).isEqualTo(Micros.parse(rebate));
    }

    @ParameterizedTest
    @CsvSource({"geopolitics, 2026-10-07", "zero_fees, 2026-10-07", "politics, 2026-01-01", "sports, 2025-01-01"})
    void shouldKnowWhatIsFree(String category, String day) {
        assertThat(known(Venue.POLYMARKET, category, MarketFees.NONE, day).kind())
                .isEqualTo(FeeKind.NONE);
    }

    @Test
    void shouldNotTakeAnUnknownRateOfPolymarketForNone() {
        assertThat(reason(Venue.POLYMARKET, "crypto", MarketFees.NONE, "2026-03-15"))
                .contains("crypto_march", "from 2026-03-06 to 2026-03-30", "no published formula");
        assertThat(reason(Venue.POLYMARKET, "cricket", MarketFees.NONE, "2026-10-07"))
                .contains("category cricket", "known are college_football, crypto, ", "weather");
        assertThat(reason(Venue.POLYMARKET, null, MarketFees.NONE, "2026-10-07"))
                .contains("neither category nor rate told");
    }

    @ParameterizedTest
    @CsvSource({
        // series, day, taker, maker, multiplier
        "KXBTC15M, 2026-10-15, 0.07, 0, 1",
        "KXFED, 2026-10-15, 0.07, 0.0175, 1",
        "KXNFLGAME, 2026-10-15, 0.07, 0.0175, 1",
        "KXMLBKS, 2026-10-15, 0.035, 0, 0.5",
        "KXMLBGAME, 2026-10-15, 0.035, 0.0175, 0.5",
        "KXBTCY, 2026-10-15, 0, 0, 0",
        "KXGDPYEAR, 2026-10-15, 0, 0, 0",
        "KXMVECROSSCATEGORY, 2026-10-15, 0.07, 0.035, 1",
        "KXMVECROSSCATEGORY, 2026-08-01, 0.07, 0, 1",
        "KXINXY, 2026-07-02, 0.035, 0.0175, 0.5",
        "KXINXY, 2026-07-03, 0.07, 0.0175, 1",
        "KXINX, 2026-07-02, 0.035, 0, 0.5",
        "KXINX, 2026-07-03, 0.07, 0, 1",
    })
    void shouldKnowEverySeriesOfKalshi(String series, String day, String taker, String maker, String multiplier) {
        FeeTerms terms = known(Venue.KALSHI, series, MarketFees.NONE, day);
        assertThat(terms.kind()).isEqualTo(FeeKind.KALSHI_QUADRATIC);
        assertThat(terms.takerRateMicros()).isEqualTo(Micros.parse(taker));
        assertThat(terms.makerRateMicros()).isEqualTo(Micros.parse(maker));
        assertThat(terms.multiplierMicros()).isEqualTo(Micros.parse(multiplier));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-05, CENT, 10000, 10000",
        "2026-05-27, CENT, 10000, 10000",
        "2026-05-28, CENTICENT, 100, 10000",
        "2026-08-18, CENTICENT, 100, 10000",
        "2026-08-31, MICRO, 100, 10000",
        "2026-10-15, MICRO, 100, 10000",
    })
    void shouldRoundAsKalshiDidThatDay(String day, FeeRounding rule, long direct, long broker) {
        RoundingRow row = known(Venue.KALSHI, "KXFED", MarketFees.NONE, day).rounding();
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.directPrecisionMicros()).isEqualTo(direct);
        assertThat(row.brokerPrecisionMicros()).isEqualTo(broker);
    }

    @Test
    void shouldTakeSharesFromBuyersUntilTheSecondProtocol() {
        assertThat(known(Venue.POLYMARKET, "crypto", MarketFees.NONE, "2026-04-27")
                        .rounding()
                        .collection())
                .isEqualTo(FeeCollection.SHARES_ON_BUY);
        assertThat(known(Venue.POLYMARKET, "crypto", MarketFees.NONE, "2026-04-28")
                        .rounding()
                        .collection())
                .isEqualTo(FeeCollection.CASH);
    }

    @Test
    void shouldLetTheMarketWinOverTheTable() {
        FeeTerms sports = known(Venue.POLYMARKET, "sports", MarketFees.polymarket(30_000, 0, Micros.ONE), "2026-10-07");
        assertThat(sports.takerRateMicros()).isEqualTo(30_000);
        FeeTerms game = known(
                Venue.KALSHI, "KXMLBGAME", MarketFees.kalshi("quadratic_with_maker_fees", Micros.ONE), "2026-10-15");
        assertThat(game.takerRateMicros()).isEqualTo(70_000);
        assertThat(game.series()).isNull();
        FeeTerms strange =
                known(Venue.POLYMARKET, "cricket", MarketFees.polymarket(10_000, 0, Micros.ONE), "2026-10-07");
        assertThat(strange.takerRateMicros()).isEqualTo(10_000);
    }

    @Test
    void shouldNotTurnMultiplierZeroIntoADefault() {
        FeeTerms free = known(Venue.KALSHI, "KXFED", MarketFees.kalshi("quadratic", 0), "2026-10-15");
        assertThat(free.takerRateMicros()).isZero();
        assertThat(free.kind()).isEqualTo(FeeKind.KALSHI_QUADRATIC); // the rounding remains
        assertThat(BOOK.kalshiNow("quadratic", 0).orElseThrow().takerMicros()).isZero();
        assertThat(BOOK.kalshiNow("quadratic", Micros.NULL)).isEmpty();
    }

    @Test
    void shouldNotKnowATypeWithoutAFormula() {
        assertThat(reason(Venue.KALSHI, null, MarketFees.kalshi("flat", Micros.ONE), "2026-10-15"))
                .contains("flat", "no published formula");
        assertThat(reason(Venue.KALSHI, null, MarketFees.kalshi("cubic", Micros.ONE), "2026-10-15"))
                .contains("fee type cubic", "known are flat, margin_market_maker_program_fees, quadratic");
        assertThat(reason(Venue.KALSHI, "KXFED", MarketFees.NONE, "2026-01-31"))
                .contains("no rounding rule on 2026-01-31", "from 2026-02-05");
        assertThat(reason(
                        Venue.KALSHI,
                        null,
                        MarketFees.kalshi("quadratic_with_combo_maker_fees", Micros.ONE),
                        "2026-06-01"))
                .contains("it has quadratic_with_combo_maker_fees from 2026-08-18");
        assertThat(BOOK.kalshiNow("flat", Micros.ONE)).isEmpty();
        assertThat(BOOK.kalshiNow("cubic", Micros.ONE)).isEmpty();
    }

    @Test
    void shouldNotTradeOnATableThatIsTooOld() {
        FeeAnswer fresh = BOOK.resolve(Venue.KALSHI, "KXFED", MarketFees.NONE, at("2027-01-13"));
        FeeAnswer old = BOOK.resolve(Venue.KALSHI, "KXFED", MarketFees.NONE, at("2027-01-14"));
        assertThat(fresh.isTradable()).isTrue();
        assertThat(old.isTradable()).isFalse();
        assertThat(BOOK.resolve(Venue.POLYMARKET, "crypto", MarketFees.NONE, at("2027-01-14"))
                        .isTradable())
                .isFalse();
        assertThat(BOOK.resolve(
                                Venue.POLYMARKET,
                                "crypto",
                                MarketFees.polymarket(70_000, 0, Micros.ONE),
                                at("2027-01-14"))
                        .isTradable())
                .isTrue(); // the market itself says it
    }

    private static FeeTerms known(Venue venue, String name, MarketFees market, String day) {
        return ((FeeAnswer.Known) BOOK.resolve(venue, name, market, at(day))).terms();
    }

    private static String reason(Venue venue, String name, MarketFees market, String day) {
        return ((FeeAnswer.Unknown) BOOK.resolve(venue, name, market, at(day))).reason();
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
