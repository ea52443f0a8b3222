package io.parallax.engine.core;

import static io.parallax.engine.core.StrategyRig.HOUR;
import static io.parallax.engine.core.StrategyRig.KALSHI;
import static io.parallax.engine.core.StrategyRig.POLYMARKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The strategy threshold inside a real engine: each filter just inside and just outside, entries, exits, replay. */
class ThresholdStrategyTest {
    private static final long SECOND = EventBytes.SECOND;

    private static StrategyRig rig(String... parameters) {
        return new StrategyRig().with("threshold", parameters);
    }

    /** A market that would be bought: 0.93 to 0.95, last trade 0.94. */
    private static void tempt(StrategyRig rig, int id) {
        rig.trade(id, "0.94", "10");
        rig.book(id, "0.93", "0.95");
    }

    @Test
    void shouldBuyYesAtTheOfferWithinTheBand() {
        StrategyRig rig = rig();
        tempt(rig, KALSHI);
        assertThat(rig.lastIntent()).isEqualTo("BUY FIRED YES@2 0.95 20");
        assertThat(rig.engine.lastSent()).hasToString("ENTER BUY 20 YES@2 0.95");
    }

    @Test
    void shouldBuyNoByTheMirroredBook() {
        StrategyRig rig = rig();
        rig.trade(KALSHI, "0.06", "10");
        rig.book(KALSHI, "0.05", "0.07");
        assertThat(rig.engine.lastSent()).hasToString("ENTER BUY 20 NO@2 0.95");
    }

    @Test
    void shouldSpendNoMoreThanNotional() {
        StrategyRig rig = rig("quantity=1000", "notional=$38");
        tempt(rig, POLYMARKET);
        assertThat(rig.engine.lastSent()).hasToString("ENTER BUY 40 YES@3 0.95");
    }

    @Test
    void shouldBeRefusedAndGoOnWhenItsParametersAskForMoreThanAnyVenueHas() {
        StrategyRig rig = rig("quantity=100000000", "notional=$100000000");
        tempt(rig, KALSHI);
        assertThat(rig.engine.sent).isEmpty();
        assertThat(rig.refusals()).containsExactly("ENTER LIMIT_ORDER");
    }

    @ParameterizedTest
    @CsvSource({
        "0.88, 0.89, 0.89, PRICE_BELOW_ENTRY",
        "0.89, 0.90, 0.89, FIRED",
        "0.96, 0.97, 0.96, FIRED",
        "0.97, 0.98, 0.97, PRICE_ABOVE_ENTRY",
        "0.11, 0.12, 0.11, PRICE_BELOW_ENTRY",
        "0.10, 0.12, 0.11, FIRED",
        "0.03, 0.05, 0.04, FIRED",
        "0.02, 0.03, 0.03, PRICE_ABOVE_ENTRY",
    })
    void shouldHoldEntriesToTheBand(String bid, String ask, String last, String reason) {
        StrategyRig rig = rig();
        rig.trade(KALSHI, last, "10");
        rig.book(KALSHI, bid, ask);
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"300000000000, FIRED", "300000000001, TRADE_TOO_OLD"})
    void shouldRefuseOldTrades(long ageNs, String reason) {
        StrategyRig rig = rig();
        rig.trade(KALSHI, "0.94", "10");
        rig.engine.at(ageNs);
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"300, FIRED", "301, TRADE_TOO_OLD"})
    void shouldCountAgeFromVenueTimeOfATradeToldLate(long ageSeconds, String reason) {
        StrategyRig rig = rig();
        rig.engine.event.venueTimeNs = EngineHarness.T0 - ageSeconds * SECOND;
        rig.trade(KALSHI, "0.94", "10");
        rig.engine.event.venueTimeNs = 0;
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @Test
    void shouldKeepTheLaterOfTwoTradesToldInTheWrongOrder() {
        StrategyRig rig = rig();
        rig.trade(KALSHI, "0.94", "10");
        rig.engine.event.venueTimeNs = EngineHarness.T0 - 400 * SECOND;
        rig.trade(KALSHI, "0.20", "0.01");
        rig.engine.event.venueTimeNs = 0;
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.lastReason()).isEqualTo("FIRED");
    }

    @Test
    void shouldRefuseWithoutAnyTrade() {
        StrategyRig rig = rig();
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.lastIntent()).isEqualTo("IGNORE NO_TRADE_SEEN @2");
    }

    @ParameterizedTest
    @CsvSource({"1, FIRED", "0.99, TRADE_TOO_SMALL"})
    void shouldRefuseSmallTrades(String qty, String reason) {
        StrategyRig rig = rig();
        rig.trade(KALSHI, "0.94", qty);
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "0.93, 0.95, 0.85, FIRED", // 0.10 from the ask, 0.09 from mid
        "0.93, 0.95, 0.84, TRADE_DIVERGES", // 0.11 from the ask
        "0.83, 0.95, 0.99, FIRED", // 0.10 from mid
        "0.81, 0.95, 0.99, TRADE_DIVERGES", // 0.11 from mid, 0.04 from the ask
        "0.05, 0.07, 0.15, FIRED", // the same for NO: own ask 0.95, last 0.85
        "0.05, 0.07, 0.16, TRADE_DIVERGES",
    })
    void shouldRefuseTradesFarFromTheBook(String bid, String ask, String last, String reason) {
        StrategyRig rig = rig();
        rig.trade(KALSHI, last, "10");
        rig.book(KALSHI, bid, ask);
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "3600000000000, FIRED",
        "3599999999999, CLOSING_SOON",
        "259200000000000, FIRED",
        "259200000000001, TOO_FAR_FROM_END",
        "0, RESOLUTION_UNKNOWN",
    })
    void shouldHoldEntriesToTheTimeLeft(long leftNs, String reason) {
        StrategyRig rig = rig();
        rig.market(4, Venue.KALSHI, "KXOTHER", "Sports", leftNs);
        tempt(rig, 4);
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "art, Party politics, FIRED",
        "art, 'Art, music', CATEGORY_EXCLUDED",
        "art, modern-art, CATEGORY_EXCLUDED",
        "art, ART, CATEGORY_EXCLUDED",
        "us election, 'Politics,US election', CATEGORY_EXCLUDED",
        "election, elections, FIRED",
        "'music, sports', Sports, CATEGORY_EXCLUDED",
    })
    void shouldExcludeCategoriesByWholeWords(String excluded, String category, String reason) {
        StrategyRig rig = rig("excludedCategories=" + excluded);
        rig.market(4, Venue.KALSHI, "KXOTHER", category, 10 * HOUR);
        tempt(rig, 4);
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"Sports, FIRED", "Esports, CATEGORY_EXCLUDED", "'', CATEGORY_EXCLUDED"})
    void shouldTakeOnlyCategoriesAskedFor(String category, String reason) {
        StrategyRig rig = rig("categories=sports,politics");
        rig.market(4, Venue.KALSHI, "KXOTHER", category, 10 * HOUR);
        tempt(rig, 4);
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"KXRAIN, BLOCKED", "kxrain, BLOCKED", "KXRAI, FIRED", "'KXSNOW, KXRAIN', BLOCKED"})
    void shouldNotBuyBlockedSymbols(String blocked, String reason) {
        StrategyRig rig = rig("blockedSymbols=" + blocked);
        tempt(rig, KALSHI);
        assertThat(rig.lastReason()).isEqualTo(reason);
    }

    @Test
    void shouldNotBuyAMarketThatIsDefinedTwice() {
        StrategyRig rig = rig();
        rig.market(4, Venue.KALSHI, "KXRAIN", "Weather", 10 * HOUR);
        tempt(rig, KALSHI);
        tempt(rig, 4);
        assertThat(rig.intents())
                .contains("IGNORE DUPLICATE_MARKET @2", "IGNORE DUPLICATE_MARKET @4")
                .noneMatch(intent -> intent.startsWith("BUY"));
    }

    @Test
    void shouldTakeOneNameAtTwoVenuesForTwoMarkets() {
        StrategyRig rig = rig();
        rig.market(4, Venue.POLYMARKET, "KXRAIN", "Weather", 10 * HOUR);
        tempt(rig, KALSHI);
        assertThat(rig.lastReason()).isEqualTo("FIRED");
    }

    @Test
    void shouldLeaveInstrumentsOfPairsAlone() {
        StrategyRig rig = rig();
        rig.trade(1, "0.94", "10");
        rig.book(1, "0.93", "0.95");
        assertThat(rig.lastIntent()).isEqualTo("IGNORE BLOCKED @1");
    }

    @Test
    void shouldIgnoreMarketsThatDoNotTrade() {
        StrategyRig rig = rig();
        rig.engine.apply(rig.engine.event.status(rig.engine.nowNs, KALSHI, MarketState.PAUSED));
        tempt(rig, KALSHI);
        assertThat(rig.lastReason()).isEqualTo("MARKET_NOT_ACTIVE");
    }

    /** Bought at 0.95, 20 contracts. */
    private static StrategyRig holding(String... parameters) {
        StrategyRig rig = rig(parameters);
        tempt(rig, KALSHI);
        rig.engine.at(SECOND);
        rig.fillLast("0.95");
        return rig;
    }

    @ParameterizedTest
    @CsvSource({
        "0.96, 0.98, 61, WATCH HOLDING @2",
        "0.97, 0.98, 61, SELL PROFIT_TARGET YES@2 0.97 20",
        "0.97, 0.98, 60, WATCH HELD_TOO_SHORT @2", // held for 59 s
        "0.86, 0.88, 61, WATCH HOLDING @2",
        "0.85, 0.88, 61, SELL STOP YES@2 0.85 20",
        "0.85, 0.88, 3, SELL STOP YES@2 0.85 20", // a stop does not wait
    })
    void shouldExitAtTargetAndStop(String bid, String ask, long afterSeconds, String intent) {
        StrategyRig rig = holding();
        rig.engine.at(afterSeconds * SECOND);
        rig.book(KALSHI, bid, ask);
        assertThat(rig.lastIntent()).isEqualTo(intent);
        assertThat(rig.engine.sent).hasSize(intent.startsWith("SELL") ? 2 : 1);
    }

    @Test
    void shouldExitNoByTheMirroredBook() {
        StrategyRig rig = rig();
        rig.trade(KALSHI, "0.06", "10");
        rig.book(KALSHI, "0.05", "0.07");
        rig.fillLast("0.95");
        rig.engine.at(100 * SECOND);
        rig.book(KALSHI, "0.02", "0.03");
        assertThat(rig.engine.lastSent()).hasToString("EXIT SELL 20 NO@2 0.97");
    }

    @Test
    void shouldTakeTheTargetWhenOnlyTimeHasPassed() {
        StrategyRig rig = holding("minHold=5s");
        rig.engine.at(3 * SECOND);
        rig.book(KALSHI, "0.98", "0.99");
        assertThat(rig.lastReason()).isEqualTo("HELD_TOO_SHORT");
        rig.engine.at(6 * SECOND);
        rig.book(0, "0.10", "0.20"); // another book
        rig.timer();
        assertThat(rig.engine.lastSent()).hasToString("EXIT SELL 20 YES@2 0.98");
    }

    @Test
    void shouldSellOnlyWhatWasFilled() {
        StrategyRig rig = rig();
        tempt(rig, KALSHI);
        EngineHarness.Sent order = rig.engine.lastSent();
        rig.fill(order, "7.5", "0.95");
        rig.engine.done(order, "7.5");
        rig.engine.at(100 * SECOND);
        rig.book(KALSHI, "0.98", "0.99");
        assertThat(rig.engine.lastSent()).hasToString("EXIT SELL 7.5 YES@2 0.98");
    }

    @Test
    void shouldRestAfterAnOrderThatBroughtNothing() {
        StrategyRig rig = rig();
        tempt(rig, KALSHI);
        rig.engine.rejected(rig.engine.lastSent());
        rig.engine.at(59 * SECOND);
        rig.book(KALSHI, "0.92", "0.95");
        assertThat(rig.lastReason()).isEqualTo("COOLING_DOWN");
        rig.engine.at(60 * SECOND);
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.engine.sent).hasSize(2);
    }

    @Test
    void shouldWaitForAnOrderInDoubt() {
        StrategyRig rig = rig("retryPause=0s");
        tempt(rig, KALSHI);
        EngineHarness.Sent order = rig.engine.lastSent();
        rig.engine.apply(rig.engine.event.unknown(rig.engine.nowNs, order.orderId()));
        rig.book(KALSHI, "0.92", "0.95");
        assertThat(rig.engine.sent).hasSize(1);
        assertThat(rig.engine.records).contains("alert ORDER_UNKNOWN").doesNotContain("alert PAIR_FROZEN");
        rig.fill(order, "20", "0.95");
        rig.engine.at(100 * SECOND);
        rig.book(KALSHI, "0.98", "0.99");
        assertThat(rig.engine.lastSent()).hasToString("EXIT SELL 20 YES@2 0.98");
    }

    @Test
    void shouldHoldWhatCameLateAndNotFreezeAnything() {
        StrategyRig rig = rig();
        tempt(rig, KALSHI);
        EngineHarness.Sent order = rig.engine.lastSent();
        rig.engine.done(order, "0");
        rig.fill(order, "20", "0.95");
        assertThat(rig.engine.records)
                .contains("alert LATE_FILL")
                .doesNotContain("alert PAIR_FROZEN", "alert UNHEDGED", "engine HALTED");
        rig.engine.at(100 * SECOND);
        rig.book(KALSHI, "0.80", "0.99");
        assertThat(rig.engine.lastSent()).hasToString("EXIT SELL 20 YES@2 0.8");
    }

    @Test
    void shouldCountLossOfAnExitAgainstTheDay() {
        StrategyRig rig = rig("quantity=100", "notional=$100", "stop=$0.50", "retryPause=0s");
        rig.engine.event.maxDailyLoss = "55";
        rig.limit("5000");
        tempt(rig, KALSHI);
        rig.fillLast("0.95");
        rig.engine.at(2 * SECOND);
        rig.trade(KALSHI, "0.40", "10");
        rig.book(KALSHI, "0.40", "0.45");
        rig.engine.apply(rig.engine.event.fill(
                rig.engine.nowNs,
                rig.engine.lastSent().orderId(),
                KALSHI,
                Venue.KALSHI,
                rig.engine.lastSent().outcome(),
                rig.engine.lastSent().action(),
                io.parallax.codecs.sbe.Settlement.CONFIRMED,
                999,
                400_000,
                rig.engine.lastSent().qty(),
                0)); // bought at 0.95
        rig.trade(KALSHI, "0.94", "10");
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.refusals()).endsWith("ENTER HALTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAUSE", "DRAIN"})
    void shouldExitAndNotEnterWhilePausedOrDraining(String kind) {
        StrategyRig rig = holding();
        rig.control(ControlKind.valueOf(kind));
        rig.engine.at(100 * SECOND);
        tempt(rig, POLYMARKET);
        assertThat(rig.refusals()).endsWith("ENTER NOT_RUNNING");
        rig.book(KALSHI, "0.98", "0.99");
        assertThat(rig.engine.lastSent()).hasToString("EXIT SELL 20 YES@2 0.98");
    }

    @Test
    void shouldSendNothingWhileHalted() {
        StrategyRig rig = holding();
        rig.control(ControlKind.HALT);
        rig.engine.at(100 * SECOND);
        rig.book(KALSHI, "0.98", "0.99");
        assertThat(rig.refusals()).endsWith("EXIT HALTED");
        assertThat(rig.engine.sent).hasSize(1);
    }

    @Test
    void shouldRecordAnIntentOnlyWhenItChanges() {
        StrategyRig rig = rig();
        rig.trade(KALSHI, "0.50", "10");
        for (int i = 0; i < 10; i++) {
            rig.book(KALSHI, "0.4" + i, "0.55");
        }
        assertThat(rig.intents()).containsExactly("WATCH BOOK_NOT_LIVE @2", "WATCH PRICE_BELOW_ENTRY @2");
    }

    @Test
    void shouldReplayTheSame() {
        StrategyRig rig = holding();
        rig.engine.at(100 * SECOND);
        rig.book(KALSHI, "0.98", "0.99");
        rig.fillLast("0.98");
        rig.engine.at(200 * SECOND);
        tempt(rig, KALSHI);
        rig.timer();
        assertThat(rig.engine.sent).hasSize(3);
        rig.engine.assertReplaysTheSame();
    }
}
