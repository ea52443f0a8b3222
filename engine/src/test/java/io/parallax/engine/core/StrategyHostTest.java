package io.parallax.engine.core;

import static io.parallax.engine.core.StrategyRig.KALSHI;
import static io.parallax.engine.core.StrategyRig.POLYMARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.AllocationMeter;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.strategy.api.StrategyCatalog;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the host lets through, whatever a strategy asks for. */
class StrategyHostTest {
    private static final long SECOND = EventBytes.SECOND;

    private static StrategyRig greedy(String quantity) {
        return new StrategyRig().with("greedy", "quantity=" + quantity);
    }

    /** Books that a greedy strategy may buy from, and calls enough for it to try every limit. */
    private static void bait(StrategyRig rig, int id) {
        for (int i = 0; i < 30; i++) {
            rig.book(id, "0." + (30 + i), "0.70");
        }
    }

    @Test
    void shouldFindStrategiesByName() {
        assertThat(StrategyCatalog.names()).containsExactly("arbitrage", "greedy", "threshold");
        assertThat(StrategyCatalog.find("greedy")).isInstanceOf(GreedyProvider.class);
        assertThat(StrategyCatalog.find("nobody")).isNull();
    }

    @Test
    void shouldLetAStrategyOfAnotherJarTrade() {
        StrategyRig rig = greedy("10");
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).isNotEmpty().allMatch(order -> order.purpose() == Purpose.ENTER);
    }

    @Test
    void shouldSayWhatIsWrongWithAListing() {
        assertThatThrownBy(() -> new StrategyRig().with("nobody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("threshold");
        assertThatThrownBy(() -> new StrategyRig().with("threshold", "stop=$7", "stopp=$1"))
                .hasMessageContaining("stop=$7: must be from $0.000001 to $1")
                .hasMessageContaining("stopp: unknown parameter");
        assertThatThrownBy(() -> new StrategyRig().with("threshold", "minPrice=$0.98"))
                .hasMessageContaining("minPrice: must not exceed maxPrice");
    }

    @Test
    void shouldTakePairsUnlessArbitrageIsListedDisabled() {
        StrategyRig rig = new StrategyRig();
        rig.engine.apply(rig.engine.event.strategy(rig.engine.nowNs, 0, "arbitrage", false, ""));
        rig.engine.disagree();
        assertThat(rig.engine.sent).isEmpty();
        assertThat(rig.engine.records).noneMatch(record -> record.startsWith("opportunity"));
        rig.engine.apply(rig.engine.event.strategy(rig.engine.nowNs, 0, "arbitrage", true, ""));
        rig.engine.disagree();
        assertThat(rig.engine.sent).hasSize(1).allMatch(order -> order.purpose() == Purpose.OPEN);
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldLetNobodyButArbitrageTakePairs() {
        StrategyRig rig = greedy("10");
        rig.engine.apply(rig.engine.event.strategy(rig.engine.nowNs, 1, "arbitrage", false, ""));
        rig.engine.disagree();
        rig.engine.disagree();
        assertThat(rig.engine.sent).noneMatch(order -> order.purpose() == Purpose.OPEN);
    }

    @Test
    void shouldHedgeAPairBesideAStrategyThatTradesAlone() {
        StrategyRig rig = greedy("10");
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).hasSize(1);
        rig.engine.disagree();
        EngineHarness.Sent leg = rig.engine.lastSent();
        assertThat(leg.purpose()).isEqualTo(Purpose.OPEN);
        rig.fillLast("0.4");
        assertThat(rig.engine.lastSent().purpose()).isEqualTo(Purpose.HEDGE);
        rig.fillLast("0.5");
        assertThat(rig.engine.records).contains("attempt HEDGED").doesNotContain("alert UNHEDGED");
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotCallADisabledStrategyAndStartItByAListing() {
        StrategyRig rig = new StrategyRig();
        rig.engine.apply(rig.engine.event.strategy(rig.engine.nowNs, 0, "greedy", false, ""));
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).isEmpty();
        rig.engine.apply(rig.engine.event.strategy(rig.engine.nowNs, 0, "greedy", true, ""));
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).isNotEmpty();
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldSendNothingBeforeStartNorWhilePausedDrainingOrHalted() {
        for (ControlKind kind : List.of(ControlKind.PAUSE, ControlKind.DRAIN, ControlKind.HALT)) {
            StrategyRig rig = new StrategyRig();
            rig.control(kind);
            rig.with("greedy");
            bait(rig, KALSHI);
            assertThat(rig.engine.sent).as(kind.name()).isEmpty();
            assertThat(rig.refusals())
                    .as(kind.name())
                    .contains(kind == ControlKind.HALT ? "ENTER HALTED" : "ENTER NOT_RUNNING");
            rig.engine.assertReplaysTheSame();
        }
    }

    @Test
    void shouldNotTouchInstrumentsOfPairs() {
        StrategyRig rig = greedy("10");
        bait(rig, 0);
        bait(rig, 1);
        assertThat(rig.engine.sent).isEmpty();
        assertThat(rig.refusals()).contains("ENTER BLOCKED", "EXIT BLOCKED");
    }

    @Test
    void shouldKeepAPairClosedWhoseLegAStrategyTrades() {
        StrategyRig rig = greedy("10");
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).isNotEmpty();
        rig.engine.apply(rig.engine.event.pair(rig.engine.nowNs, 1, POLYMARKET, KALSHI, Verdict.SAME));
        assertThat(rig.engine.records).contains("alert PAIR_FROZEN");
        rig.engine.apply(rig.engine.event.pairEnabled(rig.engine.nowNs, 1));
        rig.book(POLYMARKET, "0.38", "0.40");
        rig.book(KALSHI, "0.50", "0.52");
        assertThat(rig.engine.records).contains("opportunity PAIR_FROZEN").doesNotContain("opportunity FIRED");
        assertThat(rig.engine.sent).allMatch(order -> order.purpose() == Purpose.ENTER);
    }

    @Test
    void shouldGiveAnInstrumentToOneStrategy() {
        StrategyRig rig = new StrategyRig().with("greedy").with("threshold", "retryPause=0s");
        bait(rig, KALSHI);
        rig.engine.sent.forEach(rig.engine::rejected);
        int before = rig.engine.sent.size();
        rig.control(ControlKind.PAUSE); // the owner asks in vain
        rig.trade(KALSHI, "0.94", "10");
        rig.control(ControlKind.RESUME);
        rig.engine.apply(rig.engine.event.strategy(rig.engine.nowNs, 0, "greedy", false, ""));
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.engine.sent).hasSize(before);
        assertThat(rig.refusals()).endsWith("ENTER BLOCKED");
    }

    @Test
    void shouldKeepOneOrderOfAnInstrumentUnderWay() {
        StrategyRig rig = greedy("10");
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).hasSize(1);
        assertThat(rig.refusals()).contains("ENTER ATTEMPT_IN_FLIGHT");
    }

    @Test
    void shouldHoldOneOutcomeOfAnInstrument() {
        StrategyRig rig = greedy("10");
        bait(rig, KALSHI);
        EngineHarness.Sent first = rig.fillLast("0.5");
        bait(rig, KALSHI);
        assertThat(rig.refusals()).contains("ENTER HELD_ALREADY");
        assertThat(rig.engine.sent)
                .filteredOn(order -> order.purpose() == Purpose.ENTER)
                .allMatch(order -> order.outcome() == first.outcome());
    }

    @Test
    void shouldWaitForFillsThatAnEndedSaleOwes() {
        StrategyRig rig = greedy("10");
        bait(rig, KALSHI);
        rig.fillLast("0.5");
        while (rig.engine.lastSent().purpose() != Purpose.EXIT) {
            rig.engine.rejected(rig.engine.lastSent());
            bait(rig, KALSHI);
        }
        EngineHarness.Sent exit = rig.engine.lastSent();
        rig.engine.done(exit, "10"); // the total is told, its fills are not
        int before = rig.engine.sent.size();
        bait(rig, KALSHI);
        assertThat(rig.engine.sent).hasSize(before);
        rig.fill(exit, "10", Micros.format(exit.price()));
        bait(rig, KALSHI);
        assertThat(rig.engine.lastSent().purpose()).isEqualTo(Purpose.ENTER);
    }

    @Test
    void shouldRefuseByTheFirstLimitInTheWay() {
        assertLimit("1000", "ENTER LIMIT_ORDER", "100000"); // $500 an order
        assertLimit("150", "ENTER LIMIT_DIRECTIONAL", "20"); // at 0.50 a contract and more
        assertLimit("1", "ENTER LIMIT_DIRECTIONAL", "0.000001");
        assertLimit("0.5", "ENTER SIZE_BELOW_MIN", "100");
        assertLimit("0", "ENTER SIZE_BELOW_MIN", "100");
    }

    private static void assertLimit(String quantity, String refusal, String directional) {
        StrategyRig rig = new StrategyRig();
        rig.limit(directional);
        rig.with("greedy", "quantity=" + quantity);
        bait(rig, KALSHI);
        assertThat(rig.refusals()).as(quantity + " within " + directional).contains(refusal);
    }

    @Test
    void shouldNotBuyOnABookThatIsStaleOrUnknown() {
        StrategyRig rig = greedy("10");
        rig.trade(KALSHI, "0.5", "10");
        rig.trade(KALSHI, "0.5", "10");
        rig.trade(KALSHI, "0.5", "10");
        rig.trade(KALSHI, "0.5", "10");
        assertThat(rig.refusals()).contains("ENTER BOOK_NOT_LIVE");
        rig.engine.apply(rig.engine.event.feed(rig.engine.nowNs, Venue.KALSHI, FeedState.CONNECTED, 1));
        rig.control(ControlKind.PAUSE);
        rig.book(KALSHI, "0.40", "0.60");
        rig.control(ControlKind.RESUME);
        rig.engine.at(3 * SECOND);
        for (int i = 0; i < 20; i++) {
            rig.timer();
        }
        assertThat(rig.refusals()).contains("ENTER BOOK_STALE");
        rig.engine.at(3_601 * SECOND);
        bait(rig, KALSHI);
        assertThat(rig.refusals()).contains("ENTER FEE_TOO_OLD");
        assertThat(rig.engine.sent).isEmpty();
    }

    @Test
    void shouldNotSellInMarketsItDoesNotOwn() {
        StrategyRig rig = greedy("10");
        for (int i = 0; i < 10; i++) {
            rig.timer();
        }
        assertThat(rig.refusals()).contains("EXIT BLOCKED").doesNotContain("EXIT SIZE_BELOW_MIN");
    }

    /** Threshold called on every book change and timer, in the state where it finds most to look at. */
    @Test
    void shouldNotAllocateWhileStrategiesLookAtBooks() {
        StrategyRig rig = new StrategyRig()
                .with("threshold", "excludedCategories=art,music,crypto", "categories=weather", "maxPrice=$0.94");
        rig.trade(KALSHI, "0.94", "10");
        rig.book(KALSHI, "0.93", "0.95");
        assertThat(rig.lastReason()).isEqualTo("PRICE_ABOVE_ENTRY");
        CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
        EventBytes level = new EventBytes().level(rig.engine.nowNs, KALSHI, BookSide.BID, 930_000, 0);
        EventBytes timer = new EventBytes().timer(rig.engine.nowNs);
        EventBytes trade = new EventBytes().trade(rig.engine.nowNs, KALSHI, "0.94", "10");
        long[] sequence = {100_000};
        long bytes = AllocationMeter.bytes(20_000, () -> {
            level.buffer().putLong(level.length() - 8, 10_000_000L + (sequence[0] & 1) * 1_000_000L);
            for (int i = 0; i < 3; i++) {
                EventBytes event = i == 0 ? level : i == 1 ? timer : trade;
                out.clear();
                rig.engine.engine.onEvent(sequence[0]++, event.buffer(), 0, event.length(), out);
            }
        });
        assertThat(bytes).isZero();
    }
}
