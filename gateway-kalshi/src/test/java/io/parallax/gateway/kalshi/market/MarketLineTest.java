package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.ws.DisconnectReason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketLineTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FeedRig rig = new FeedRig(true, "KXA", "KXB");

    @BeforeEach
    void snapshots() {
        rig.feed(snapshot(1, "KXA", "[\"0.4000\",\"10.00\"]", "[\"0.4400\",\"7.00\"]"));
        rig.feed(snapshot(2, "KXB", "[\"0.2000\",\"10.00\"]", "[\"0.2500\",\"7.00\"]"));
        rig.ring.news.clear();
    }

    @Test
    void shouldSubscribeWithTheFlagSaid() {
        assertThat(rig.sent)
                .containsExactly(
                        "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\",\"trade\"],"
                                + "\"market_tickers\":[\"KXA\",\"KXB\"],\"use_yes_price\":true}}",
                        "{\"id\":2,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_lifecycle_v2\"]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_do | TRUNCATED",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\"}}} | TRAILING_BYTES",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\"}} | FIELD_MISSING",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":true,\"delta_fp\":\"1.00\",\"side\":\"yes\"}} | WRONG_TYPE",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"42\",\"delta_fp\":\"1.00\",\"side\":\"yes\"}} | PRICE_OUT_OF_RANGE",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"0.0000\",\"delta_fp\":\"1.00\",\"side\":\"yes\"}} | PRICE_OUT_OF_RANGE",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"1e-1\",\"delta_fp\":\"1.00\",\"side\":\"yes\"}} | NUMBER_MALFORMED",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"0.41\",\"delta_fp\":\"NaN\",\"side\":\"yes\"}} | NUMBER_MALFORMED",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"0.41\",\"delta_fp\":\"99999999999999999999\",\"side\":\"yes\"}} | NUMBER_OVERFLOW",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"0.41\",\"delta_fp\":\"9999999999\",\"side\":\"yes\"}} | QTY_OUT_OF_RANGE",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"price_dollars\":\"0.41\",\"delta_fp\":\"1.00\",\"side\":\"maybe\"}} | UNKNOWN_VALUE",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"market_ticker\":\"KXA\"}} | DUPLICATE_KEY",
                "{\"type\":\"orderbook_delta\",\"sid\":\"x\",\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\"}} | NUMBER_MALFORMED",
                "{\"type\":\"orderbook_delta\",\"sid\":99999,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\"}} | UNKNOWN_VALUE",
                "{\"type\":7,\"msg\":{\"market_ticker\":\"KXA\"}} | WRONG_TYPE",
                "{\"msg\":{\"market_ticker\":\"KXA\"}} | FIELD_MISSING",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"yes_dollars_fp\":[[\"0.1000\"]]}} | FIELD_MISSING",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"yes_dollars_fp\":[[\"0.1000\",\"1.00\",\"x\"]]}} | WRONG_TYPE",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"yes_dollars_fp\":[[\"0.1000\",\"-1.00\"]]}} | QTY_OUT_OF_RANGE",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\",\"yes_dollars_fp\":{}}} | WRONG_TYPE",
            })
    void shouldVoidTheBookOfABrokenFrame(String frame, String fault) {
        rig.feed(frame);
        assertThat(rig.ring.news).containsExactly("FAULT 0 " + fault);
        assertThat(rig.ring.book(0).live).isFalse();
        assertThat(rig.ring.book(1).live).isTrue();
        assertThat(rig.count(FeedCounter.FAULTY_FRAMES)).isEqualTo(1);
        assertThat(rig.feed.faults().total()).isEqualTo(1);
        assertThat(rig.sent.get(2))
                .isEqualTo("{\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[1],"
                        + "\"action\":\"get_snapshot\",\"market_tickers\":[\"KXA\"]}}");
        rig.feed(snapshot(4, "KXA", "[\"0.4100\",\"1.00\"]", ""));
        assertThat(rig.ring.book(0).live).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "garbage | SYNTAX",
                "`` | TRUNCATED",
                "[] | WRONG_TYPE",
                "{\"type\":\"error\",\"msg\":{\"code\":{}}} | WRONG_TYPE",
                "{\"type\":\"fill\"} | FIELD_MISSING",
            })
    void shouldOnlyCountABrokenFrameAboutNoBook(String frame, String fault) {
        rig.feed(frame);
        assertThat(rig.ring.news).isEmpty();
        assertThat(rig.count(FeedCounter.FAULTY_FRAMES)).isEqualTo(1);
        rig.feed.faults().forEachMet((name, count) -> assertThat(name).isEqualTo(fault));
        assertThat(rig.feed.faults().total()).isEqualTo(1);
    }

    @Test
    void shouldVoidEveryBookOfTheSidWhenAChangeNamesNoMarket() {
        rig.feed("{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"BUY\":\"KXA\"}}");
        assertThat(rig.ring.news).containsExactly("GAP -1");
        assertThat(rig.sent.get(2)).contains("get_snapshot").contains("KXA").contains("KXB");
        assertThat(rig.feed.faults().total()).isEqualTo(1);
    }

    @Test
    void shouldNotApplyAChangeWithoutANumber() {
        rig.feed("{\"type\":\"orderbook_delta\",\"sid\":1,\"msg\":{\"market_ticker\":\"KXA\","
                + "\"price_dollars\":\"0.4000\",\"delta_fp\":\"1.00\",\"side\":\"yes\"}}");
        assertThat(rig.ring.news).containsExactly("FAULT 0 FIELD_MISSING");
        assertThat(rig.ring.book(0).live).isFalse();
    }

    @Test
    void shouldTellThatItHearsDataButNotEveryFrame() {
        rig.ring.heard = 0;
        rig.pass(SECOND);
        rig.feed(delta(3, "KXA", "0.4000", "1.00", "yes"));
        rig.feed(delta(4, "KXA", "0.4000", "1.00", "yes"));
        assertThat(rig.ring.heard).isEqualTo(1);
        rig.feed.poll(rig.nanos + SECOND / 10);
        assertThat(rig.ring.heard).isEqualTo(1);
        rig.feed.poll(rig.nanos + SECOND / 4);
        assertThat(rig.ring.heard).as("the rest is told by and by").isEqualTo(2);
        rig.feed.poll(rig.nanos + SECOND);
        assertThat(rig.ring.heard).as("nothing came").isEqualTo(2);
        rig.feed("{\"type\":\"ok\",\"id\":4,\"msg\":[]}");
        rig.pass(SECOND);
        rig.feed.poll(rig.nanos + 2 * SECOND);
        assertThat(rig.ring.heard).as("an answer without a number is no data").isEqualTo(2);
        rig.feed("{\"type\":\"ok\",\"id\":5,\"sid\":1,\"seq\":5,\"msg\":{\"market_tickers\":[\"KXA\",\"KXB\"]}}");
        rig.pass(SECOND);
        rig.feed.poll(rig.nanos + 3 * SECOND);
        assertThat(rig.ring.heard)
                .as("what this line asked for is no data the other should have, too")
                .isEqualTo(2);
    }

    @Test
    void shouldCountUnknownKindsAndStrangeMarkets() {
        rig.feed("{\"type\":\"brand_new\",\"sid\":9,\"seq\":1,\"msg\":{\"market_ticker\":\"KXA\"}}");
        rig.feed("{\"type\":\"another\"}");
        rig.feed(delta(3, "KXOTHER", "0.4000", "1.00", "yes"));
        assertThat(rig.count(FeedCounter.UNKNOWN_TYPES)).isEqualTo(2);
        assertThat(rig.count(FeedCounter.OTHER_MARKETS)).isEqualTo(1);
        assertThat(rig.feed.faults().total()).isZero();
        assertThat(rig.ring.news).isEmpty();
    }

    @Test
    void shouldVoidEveryBookOfTheSidOnAGap() {
        rig.feed(delta(5, "KXA", "0.4000", "1.00", "yes"));
        rig.feed(delta(6, "KXB", "0.2000", "1.00", "yes"));
        assertThat(rig.ring.news).containsExactly("GAP -1");
        assertThat(rig.sent.subList(2, rig.sent.size()))
                .containsExactly("{\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[1],"
                        + "\"action\":\"get_snapshot\",\"market_tickers\":[\"KXA\",\"KXB\"]}}");
        assertThat(rig.ring.book(0).bids).containsEntry(400_000L, 10_000_000L);
        rig.feed(snapshot(7, "KXB", "[\"0.2000\",\"3.00\"]", ""));
        rig.feed(delta(8, "KXA", "0.4000", "1.00", "yes"));
        rig.feed(delta(9, "KXB", "0.2000", "1.00", "yes"));
        assertThat(rig.ring.book(0).live).isFalse();
        assertThat(rig.ring.book(1).bids).containsEntry(200_000L, 4_000_000L);
        assertThat(rig.count(FeedCounter.DELTAS_WAITING)).isEqualTo(3);
    }

    @Test
    void shouldDropRepeats() {
        rig.feed(delta(3, "KXA", "0.4000", "1.00", "yes"));
        rig.feed(delta(3, "KXA", "0.4000", "1.00", "yes"));
        rig.feed(delta(2, "KXA", "0.4000", "1.00", "yes"));
        assertThat(rig.ring.book(0).bids).containsEntry(400_000L, 11_000_000L);
        assertThat(rig.count(FeedCounter.OLD_SEQUENCES)).isEqualTo(2);
    }

    @Test
    void shouldKeepAskingForASnapshotThatDoesNotCome() {
        rig.feed(delta(5, "KXA", "0.4000", "1.00", "yes"));
        int asked = rig.sent.size();
        rig.pass(SECOND);
        assertThat(rig.sent).hasSize(asked);
        for (int i = 0; i < 3; i++) {
            rig.pass(5 * SECOND);
            assertThat(rig.sent).hasSize(asked + i + 1);
        }
        assertThat(rig.reconnects).isZero();
        rig.pass(5 * SECOND);
        assertThat(rig.reconnects).isEqualTo(1);
    }

    @Test
    void shouldNotGiveUpALiveLineForOneMarket() {
        rig.feed(delta(3, "KXA", "42", "1.00", "yes"));
        for (int i = 0; i < 20; i++) {
            rig.pass(5 * SECOND);
        }
        assertThat(rig.reconnects).isZero();
        assertThat(rig.count(FeedCounter.SNAPSHOT_REQUESTS)).isGreaterThan(10);
    }

    @Test
    void shouldSayTheHoleWhenTheRingRefuses() {
        rig.ring.full = true;
        rig.feed(delta(3, "KXA", "0.4000", "1.00", "yes"));
        rig.feed(delta(4, "KXB", "0.2000", "1.00", "yes"));
        assertThat(rig.ring.news).containsExactly("GAP -1");
        rig.ring.full = false;
        rig.feed(delta(5, "KXB", "0.2000", "1.00", "yes"));
        rig.pass(SECOND);
        assertThat(rig.sent.get(2)).contains("get_snapshot").contains("KXA").contains("KXB");
        rig.feed(snapshot(6, "KXA", "[\"0.4000\",\"3.00\"]", ""));
        rig.feed(delta(7, "KXA", "0.4000", "1.00", "yes"));
        assertThat(rig.ring.book(0).bids).containsEntry(400_000L, 4_000_000L);
        assertThat(rig.count(FeedCounter.REFUSALS)).isEqualTo(1);
    }

    @Test
    void shouldRebuildALineFullOfFaults() {
        for (int i = 0; i < 10; i++) {
            rig.feed("garbage");
        }
        assertThat(rig.reconnects).isZero();
        rig.feed("garbage");
        assertThat(rig.reconnects).isEqualTo(1);
    }

    @Test
    void shouldNotRebuildForOneMarketThatStaysUnreadable() {
        for (int i = 0; i < 20; i++) {
            rig.feed(
                    "{\"type\":\"orderbook_snapshot\",\"msg\":{\"market_ticker\":\"KXA\",\"yes_dollars_fp\":[[\"2\",\"1\"]]}}");
        }
        assertThat(rig.count(FeedCounter.FAULTY_FRAMES)).isEqualTo(20);
        assertThat(rig.reconnects).isZero();
    }

    @Test
    void shouldRebuildOnTerminalErrors() {
        rig.feed("{\"type\":\"error\",\"id\":1,\"msg\":{\"code\":8,\"msg\":\"Unknown channel name\"}}");
        assertThat(rig.reconnects).isZero();
        rig.feed("{\"type\":\"error\",\"sid\":1,\"msg\":{\"code\":25,\"msg\":\"buffer overflow\"}}");
        rig.feed("{\"type\":\"error\",\"sid\":1,\"msg\":{\"code\":10,\"msg\":\"channel error\"}}");
        assertThat(rig.reconnects).isEqualTo(2);
    }

    @Test
    void shouldNameTheMarketsOfACommandTheVenueFindsTooMuch() {
        List<String> told = new ArrayList<>();
        FeedRig crowded = new FeedRig(
                new LineOwner() {
                    @Override
                    public void onNewGrid(int line, int market) {}

                    @Override
                    public boolean isHeardOnMarkets(int line) {
                        return true;
                    }

                    @Override
                    public void onTooManyMarkets(int line, int[] refused) {
                        told.add(line + " " + Arrays.toString(refused));
                    }
                },
                "KXA",
                "KXB");
        crowded.feed("{\"type\":\"error\",\"id\":1,\"msg\":{\"code\":26,\"msg\":\"too many\"}}");
        crowded.feed("{\"type\":\"error\",\"id\":1,\"msg\":{\"code\":26,\"msg\":\"too many\"}}");
        crowded.feed("{\"type\":\"error\",\"msg\":{\"code\":26,\"msg\":\"too many\"}}");
        assertThat(told).containsExactly("0 [0, 1]");
        assertThat(crowded.reconnects).isZero();
        assertThat(crowded.count(FeedCounter.TOO_MANY_MARKETS)).isEqualTo(3);
    }

    @Test
    void shouldTellThatItWaitsForTheBudget() {
        rig.feed.onDisconnected(1, DisconnectReason.RESET);
        rig.feed.onThrottled(5 * SECOND);
        assertThat(rig.ring.news).containsExactly("DISCONNECTED -1", "THROTTLED -1");
    }

    @Test
    void shouldStartAnewWithEveryConnection() {
        rig.feed.onDisconnected(1, DisconnectReason.RESET);
        rig.feed.onConnected(2);
        assertThat(rig.ring.news).containsExactly("DISCONNECTED -1", "CONNECTED -1");
        assertThat(rig.sent.get(2)).contains("\"id\":1,").contains("orderbook_delta");
        rig.feed(delta(1, "KXA", "0.4000", "1.00", "yes"));
        assertThat(rig.ring.book(0).live).isFalse();
        rig.feed(snapshot(2, "KXA", "[\"0.4000\",\"3.00\"]", ""));
        assertThat(rig.ring.book(0).live).isTrue();
        assertThat(rig.count(FeedCounter.GAPS)).isZero();
    }

    @Test
    void shouldTellPausesResultsAndGrids() {
        rig.feed(lifecycle("\"event_type\":\"deactivated\",\"is_deactivated\":true"));
        rig.feed(lifecycle("\"event_type\":\"activated\",\"is_deactivated\":false"));
        rig.feed(lifecycle("\"event_type\":\"determined\",\"result\":\"yes\",\"determination_ts\":1"));
        rig.feed(lifecycle("\"event_type\":\"determined\",\"result\":\"scalar\",\"settlement_value\":\"0.3700\""));
        rig.feed(lifecycle("\"event_type\":\"close_date_updated\",\"close_ts\":1795185000"));
        assertThat(rig.ring.news)
                .containsExactly(
                        "market 0 PAUSED " + Long.MIN_VALUE,
                        "market 0 ACTIVE " + Long.MIN_VALUE,
                        "market 0 RESOLVED 1000000",
                        "market 0 RESOLVED 370000");
        rig.ring.news.clear();
        rig.feed(lifecycle("\"event_type\":\"price_level_structure_updated\",\"price_level_structure\":\"deci_cent\","
                + "\"price_ranges\":[{\"start\":\"0.0000\",\"end\":\"1.0000\",\"step\":\"0.0010\"}]"));
        assertThat(rig.ring.news).containsExactly("grid 0 1", "STALE 0");
        assertThat(rig.sent.get(2)).contains("get_snapshot").contains("KXA");
        rig.feed(lifecycle("\"event_type\":\"price_level_structure_updated\",\"price_ranges\":[{\"start\":\"1\"}]"));
        assertThat(rig.ring.news).contains("FAULT 0 PRICE_OUT_OF_RANGE");
    }

    @Test
    void shouldCountEveryLifecycleMessageByItsKind() {
        rig.feed(lifecycle(
                "\"event_type\":\"created\",\"open_ts\":1,\"close_ts\":2,\"additional_metadata\":{\"name\":\"n\","
                        + "\"custom_strike\":{\"a\":[1,2]},\"floor_strike\":1.5},\"price_level_structure\":\"linear_cent\","
                        + "\"price_ranges\":[{\"start\":\"0.0000\",\"end\":\"1.0000\",\"step\":\"0.0100\"}]"));
        rig.feed(lifecycle("\"event_type\":\"activated\",\"is_deactivated\":false"));
        rig.feed(lifecycle("\"event_type\":\"deactivated\",\"is_deactivated\":true"));
        rig.feed(lifecycle("\"event_type\":\"close_date_updated\",\"close_ts\":1795185000"));
        rig.feed(lifecycle("\"event_type\":\"determined\",\"result\":\"no\",\"determination_ts\":1"));
        rig.feed(lifecycle("\"event_type\":\"settled\",\"settled_ts\":1795185000"));
        rig.feed(lifecycle("\"event_type\":\"metadata_updated\",\"strike_type\":\"greater\",\"floor_strike\":3"));
        rig.feed(
                lifecycle(
                        "\"event_type\":\"price_level_structure_updated\",\"price_ranges\":[{\"start\":\"0.0000\","
                                + "\"end\":\"0.1000\",\"step\":\"0.0010\"},{\"start\":\"0.1000\",\"end\":\"1.0000\",\"step\":\"0.0100\"}]"));
        rig.feed(lifecycle("\"event_type\":\"renamed\""));
        rig.feed(lifecycle("\"event_type\":null"));
        assertThat(rig.ring.news)
                .containsSubsequence(
                        "market 0 ACTIVE " + Long.MIN_VALUE,
                        "market 0 PAUSED " + Long.MIN_VALUE,
                        "market 0 RESOLVED 0",
                        "market 0 RESOLVED " + Long.MIN_VALUE,
                        "grid 0 2");
        for (FeedCounter kind : List.of(
                FeedCounter.MARKETS_CREATED,
                FeedCounter.MARKETS_ACTIVATED,
                FeedCounter.MARKETS_DEACTIVATED,
                FeedCounter.CLOSE_DATES_UPDATED,
                FeedCounter.MARKETS_DETERMINED,
                FeedCounter.MARKETS_SETTLED,
                FeedCounter.METADATA_UPDATED,
                FeedCounter.GRIDS_UPDATED)) {
            assertThat(rig.count(kind)).as(kind.name()).isEqualTo(1);
        }
        assertThat(rig.count(FeedCounter.UNKNOWN_LIFECYCLES)).isEqualTo(2);
        assertThat(rig.count(FeedCounter.LIFECYCLES)).isEqualTo(10);
        assertThat(rig.feed.faults().total()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'event_type':'determined','result':'scalar','settlement_value':'1.5000' | PRICE_OUT_OF_RANGE",
                "'event_type':'determined','result':'scalar','settlement_value':'-0.1000' | PRICE_OUT_OF_RANGE",
                "'event_type':'price_level_structure_updated','price_ranges':[] | FIELD_MISSING",
                "'event_type':'price_level_structure_updated','price_ranges':[{'start':'0','end':'2','step':'1'}] | PRICE_OUT_OF_RANGE",
                "'event_type':'price_level_structure_updated','price_ranges':[{'start':'0','end':'1'}] | PRICE_OUT_OF_RANGE",
                "'event_type':'price_level_structure_updated','price_ranges':[{'start':'0','end':'1','step':'1'},"
                        + "{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},"
                        + "{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},"
                        + "{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},"
                        + "{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},"
                        + "{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},{'start':'0','end':'1','step':'1'},"
                        + "{'start':'0','end':'1','step':'1'}] | ARRAY_TOO_LONG",
            },
            quoteCharacter = '`')
    void shouldFaultALifecycleMessageThatCannotBeTrusted(String fields, String fault) {
        rig.feed(lifecycle(fields.replace('\'', '"')));
        assertThat(rig.ring.news).contains("FAULT 0 " + fault).noneMatch(line -> line.startsWith("market"));
    }

    @Test
    void shouldCountEveryOtherPublicMessageByItsName() {
        String market = "\"market_ticker\":\"KXA\"";
        rig.feed("{\"type\":\"ticker\",\"sid\":4,\"msg\":{" + market
                + ",\"price_dollars\":\"0.6600\",\"dollar_volume\":2,"
                + "\"ts\":1,\"ts_ms\":1795185000000,\"time\":\"2026-05-14T04:38:13.06829Z\"}}");
        rig.feed(
                "{\"type\":\"event_lifecycle\",\"sid\":3,\"msg\":{\"event_ticker\":\"KX\",\"exchange_index\":0,"
                        + "\"title\":\"caf\u00e9 \\u00e9\",\"subtitle\":\"\",\"collateral_return_type\":\"MECNET\",\"strike_date\":1}}");
        rig.feed("{\"type\":\"event_fee_update\",\"sid\":3,\"msg\":{\"event_ticker\":\"KX\",\"fee_type_override\":null,"
                + "\"fee_multiplier_override\":null}}");
        rig.feed("{\"type\":\"ok\",\"id\":4,\"sid\":1,\"seq\":3,\"msg\":{\"market_tickers\":[\"KXA\",\"KXB\"]}}");
        rig.feed("{\"type\":\"ok\",\"id\":5,\"msg\":[{\"channel\":\"trade\",\"sid\":2}]}");
        rig.feed("{\"type\":\"ok\",\"id\":6,\"sid\":1,\"seq\":4}");
        rig.feed("{\"id\":1,\"type\":\"subscribed\",\"msg\":{\"channel\":\"ticker\",\"sid\":4}}");
        rig.feed(
                "{\"type\":\"error\",\"id\":1,\"msg\":{\"code\":8,\"msg\":\"Unknown channel name\",\"market_tickers\":[]}}");
        rig.feed("{\"type\":\"rfq_created\",\"sid\":9,\"seq\":1,\"msg\":{" + market + "}}");
        for (FeedCounter name : List.of(
                FeedCounter.TICKERS,
                FeedCounter.EVENT_LIFECYCLES,
                FeedCounter.FEE_UPDATES,
                FeedCounter.SUBSCRIBED,
                FeedCounter.ERRORS,
                FeedCounter.UNKNOWN_TYPES)) {
            assertThat(rig.count(name)).as(name.name()).isEqualTo(1);
        }
        assertThat(rig.count(FeedCounter.OKS)).isEqualTo(3);
        assertThat(rig.count(FeedCounter.GAPS)).isZero();
        assertThat(rig.feed.faults().total()).isZero();
    }

    @Test
    void shouldFindTheMarketOfABrokenFrameBehindAnyWhiteSpace() {
        rig.feed(
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\"\r\n:\t\"KXB\",\"price_do");
        assertThat(rig.ring.news).contains("FAULT 1 TRUNCATED");
    }

    @Test
    void shouldTakeAnAbsentSideForAnEmptyOne() {
        rig.feed("{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":3,\"msg\":{\"market_ticker\":\"KXA\","
                + "\"no_dollars_fp\":[[\"0.4400\",\"0.32\"]]}}");
        assertThat(rig.ring.book(0).bids).isEmpty();
        assertThat(rig.ring.book(0).asks).containsExactly(java.util.Map.entry(440_000L, 320_000L));
        rig.feed("{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":4,\"msg\":{\"market_ticker\":\"KXA\"}}");
        assertThat(rig.ring.book(0).asks).isEmpty();
        assertThat(rig.ring.book(0).live).isTrue();
    }

    @Test
    void shouldTellPrintsInYesTermsButNotBlocks() {
        String trade = "{\"type\":\"trade\",\"sid\":2,\"seq\":%d,\"msg\":{\"trade_id\":\"x\",\"market_ticker\":\"KXA\","
                + "\"yes_price_dollars\":\"0.4400\",\"count_fp\":\"1.50\",\"taker_book_side\":\"%s\","
                + "\"is_block_trade\":%b,\"ts_ms\":1795185000001}}";
        rig.feed(String.format(trade, 1, "bid", false));
        rig.feed(String.format(trade, 2, "ask", false));
        rig.feed(String.format(trade, 3, "ask", true));
        assertThat(rig.ring.news).containsExactly("trade 0 BUY 440000 1500000", "trade 0 SELL 440000 1500000");
        assertThat(rig.count(FeedCounter.BLOCK_TRADES)).isEqualTo(1);
    }

    @Test
    void shouldAskAgainOnTheEnginesWishAndGoOnMeanwhile() {
        rig.feed.resubscribe(1);
        assertThat(rig.sent.get(2)).contains("get_snapshot").contains("KXB").doesNotContain("KXA");
        rig.feed(delta(3, "KXB", "0.2000", "1.00", "yes"));
        assertThat(rig.ring.book(1).bids).containsEntry(200_000L, 11_000_000L);
        rig.feed.resubscribe(-1);
        assertThat(rig.sent).as("all in one command").hasSize(4);
        assertThat(rig.sent.get(3)).contains("get_snapshot").contains("KXA").contains("KXB");
    }

    @Test
    void shouldGoOnAskingOnTheEnginesWishUntilTheSnapshotComes() {
        rig.feed.resubscribe(1);
        assertThat(rig.sent).hasSize(3);
        rig.pass(6 * SECOND);
        assertThat(rig.sent).hasSize(4);
        assertThat(rig.sent.get(3)).contains("get_snapshot").contains("KXB").doesNotContain("KXA");
        rig.feed(snapshot(3, "KXB", "[\"0.2000\",\"10.00\"]", "[\"0.2500\",\"7.00\"]"));
        rig.pass(20 * SECOND);
        assertThat(rig.sent).hasSize(4);
    }

    @Test
    void shouldEndWithoutThrowingOnMutatedFrames() throws Exception {
        List<byte[]> frames = FeedRig.frames("samples/ws/prod_mlb_wnba_12_markets_20260807.jsonl");
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        FeedRig mutated = new FeedRig(false, "KXMLBGAME-26AUG072140LADAZ-LAD", "KXMLBGAME-26AUG071840TORPHI-PHI");
        mutated.ring.full = true; // books of broken frames are not compared here
        for (int round = 0; round < 20_000; round++) {
            byte[] frame = frames.get(random.nextInt(frames.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            try {
                mutated.feed(random.nextBoolean() ? frame : Arrays.copyOf(frame, frame.length / 2));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
        assertThat(mutated.feed.faults().total()).isGreaterThan(10_000);
    }

    @Test
    void shouldNotAllocateForSnapshotsAndDeltas() throws Exception {
        List<byte[]> frames = FeedRig.frames("samples/ws/prod_kxbtc15m_first5000_20260514.jsonl");
        Discard discard = new Discard();
        MarketLine feed = new MarketLine(
                new Markets(List.of(new Markets.Listing(0, "KXBTC15M-26MAY140045-45"))),
                false,
                discard,
                new EventWriter(discard, io.parallax.codecs.sbe.Venue.KALSHI),
                null,
                rig,
                rig);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        long least = Long.MAX_VALUE;
        for (int round = 1; round <= 5; round++) {
            feed.onConnected(round);
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < frames.size(); i++) {
                byte[] frame = frames.get(i);
                buffer.wrap(frame);
                feed.onText(buffer, 0, frame.length, 1, 2);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
        assertThat(discard.events).isGreaterThan(5 * 4_900);
        assertThat(feed.faults().total()).isEqualTo(0);
        long before = threads.getThreadAllocatedBytes(thread);
        byte[] control = new byte[1024];
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isGreaterThanOrEqualTo(control.length);
    }

    @Test
    void shouldRefuseStrangeTickers() {
        assertThatThrownBy(() -> new FeedRig(true, "KX\"A")).hasMessageContaining("ticker");
        assertThat(DecodeFault.NONE).isZero();
    }

    private static String snapshot(int seq, String ticker, String yes, String no) {
        return "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":" + seq + ",\"msg\":{\"market_ticker\":\"" + ticker
                + "\",\"yes_dollars_fp\":[" + yes + "],\"no_dollars_fp\":[" + no + "]}}\n";
    }

    private static String delta(int seq, String ticker, String price, String change, String side) {
        return "{\"msg\":{\"delta_fp\":\"" + change + "\",\"side\":\"" + side + "\",\"ts_ms\":1795185000002,"
                + "\"market_ticker\":\"" + ticker + "\",\"price_dollars\":\"" + price + "\"},\"seq\":" + seq
                + ",\"sid\":1,\"sending_ts_ms\":1795185000003,\"type\":\"orderbook_delta\"}";
    }

    private static String lifecycle(String fields) {
        return "{\"type\":\"market_lifecycle_v2\",\"sid\":3,\"msg\":{\"market_ticker\":\"KXA\",\"exchange_index\":0,"
                + fields + "}}";
    }

    private static final class Discard implements io.parallax.engine.port.EventPublisher {
        private long events;

        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            events++;
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            events++;
        }
    }
}
