package io.parallax.gateway.polymarket.market;

import static io.parallax.gateway.polymarket.market.MarketRig.MARKET;
import static io.parallax.gateway.polymarket.market.MarketRig.NO;
import static io.parallax.gateway.polymarket.market.MarketRig.YES;
import static io.parallax.gateway.polymarket.market.MarketRig.book;
import static io.parallax.gateway.polymarket.market.MarketRig.changes;
import static io.parallax.gateway.polymarket.market.MarketRig.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarketDecoderTest {
    private static final String BOOK = book(YES, "0.48:10 0.49:20", "0.52:5 0.51:7");

    private final MarketRig rig = MarketRig.one();
    private final Recorder.Book book = rig.recorder.book(7);

    @Test
    void shouldReadABookOfEitherTokenInTermsOfTheFirst() {
        rig.feed(BOOK);
        assertThat(book.toString()).isEqualTo("{490000=20000000, 480000=10000000} | {510000=7000000, 520000=5000000}");

        rig.feed(book(NO, "0.30:3", "0.60:4"));
        assertThat(book.toString()).isEqualTo("{400000=4000000} | {700000=3000000}");
    }

    @Test
    void shouldUseTheFirstTokenWhenAFrameHoldsBoth() {
        rig.feed("[" + BOOK + "," + book(NO, "0.30:3", "0.60:4") + "]\n");
        assertThat(book.bids).containsEntry(490_000L, 20_000_000L);
        assertThat(rig.counters.get(MarketCounter.BOOKS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.MIRROR_BOOKS)).isEqualTo(1);

        rig.feed(changes(entry(NO, "0.51", "9", "SELL"), entry(YES, "0.49", "8", "BUY")));
        assertThat(book.bids).containsEntry(490_000L, 8_000_000L);
        assertThat(rig.counters.get(MarketCounter.MIRROR_LEVELS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.LEVELS)).isEqualTo(1);
    }

    @Test
    void shouldMirrorTheSecondTokenWhenItStandsAlone() {
        rig.feed(BOOK);
        rig.feed(changes(entry(NO, "0.51", "9", "sell"), entry(NO, "0.49", "0", "Buy")));
        assertThat(book.bids).containsEntry(490_000L, 9_000_000L);
        assertThat(book.asks).doesNotContainKey(510_000L);
    }

    @Test
    void shouldApplyAChangeOfTheSecondTokenThatTheFirstDoesNotMirror() {
        rig.feed(BOOK);
        rig.feed(changes(entry(YES, "0.49", "1", "BUY"), entry(NO, "0.55", "2", "SELL")));
        assertThat(book.bids).containsEntry(490_000L, 1_000_000L).containsEntry(450_000L, 2_000_000L);
    }

    @Test
    void shouldReadTheRetiredShapesOfAChange() {
        rig.feed(BOOK);
        rig.feed("{\"asset_id\":\"" + YES + "\",\"event_type\":\"price_change\",\"price\":\"0.47\",\"side\":\"BUY\","
                + "\"size\":\"3\",\"market\":\"" + MARKET + "\"}");
        rig.feed("{\"changes\":[{\"price\":\"0.53\",\"side\":\"BUY\",\"size\":\"4\"}],\"asset_id\":\"" + NO
                + "\",\"market\":\"" + MARKET + "\",\"event_type\":\"price_change\",\"timestamp\":1757000000000}");
        assertThat(book.bids).containsEntry(470_000L, 3_000_000L);
        assertThat(book.asks).containsEntry(470_000L, 4_000_000L);
        assertThat(rig.faults.total()).isZero();
    }

    @Test
    void shouldReadPrintsInTermsOfTheFirstToken() {
        rig.feed(trade(YES, "0.51", "20", "BUY"));
        rig.feed(trade(NO, "0.3", "1.5", "BUY"));
        rig.feed(trade(NO, "0.3", "", "SELL"));
        assertThat(rig.recorder.lines("Trade")).containsExactly("Trade 7 BUY 20 @ 0.51", "Trade 7 SELL 1.5 @ 0.7");
        assertThat(rig.counters.get(MarketCounter.EMPTY_TRADES)).isEqualTo(1);
    }

    @Test
    void shouldVoidTheBookOnANewGridOnceForBothTokens() {
        rig.feed(BOOK);
        rig.feed(tick(NO, "0.001"));
        rig.feed(tick(YES, "0.001"));
        assertThat(rig.recorder.lines("TickSizeChanged")).containsExactly("TickSizeChanged 7 0.001");
        assertThat(rig.publisher.takeWanting()).isTrue();
        assertThat(book.isWhole()).isFalse();

        rig.feed(changes(entry(YES, "0.481", "1", "BUY")));
        rig.feed(book(YES, "0.482:3", ""));
        assertThat(book.toString()).isEqualTo("{482000=3000000} | {}");
        assertThat(rig.markets.tickMicros(0)).isEqualTo(1_000);
    }

    @Test
    void shouldTakeTheGridOfASnapshot() {
        rig.feed(BOOK.replace("\"timestamp\"", "\"tick_size\":\"0.001\", \"timestamp\"")
                .replace("0.48", "0.481"));
        assertThat(rig.recorder.lines("TickSizeChanged")).hasSize(1);
        assertThat(book.bids).containsKey(481_000L);
        assertThat(rig.publisher.isAwaiting(0)).isFalse();
    }

    @Test
    void shouldSayWhoWonOfAMarketItFollows() {
        rig.feed("{\"event_type\":\"market_resolved\",\"market\":\"" + MARKET + "\",\"assets_ids\":[\"" + YES
                + "\"],\"winning_asset_id\":\"" + NO + "\"}");
        rig.feed("{\"event_type\":\"market_resolved\",\"market\":\"0x12\",\"winning_asset_id\":\"5\"}");
        assertThat(rig.recorder.lines("MarketStatus")).containsExactly("MarketStatus 7 RESOLVED 0 not final");
        assertThat(rig.counters.get(MarketCounter.RESOLUTIONS)).isEqualTo(2);
    }

    @Test
    void shouldCountWhatIsNotAboutOurBooks() {
        rig.feed("PONG");
        rig.feed("NO NEW ASSETS\n");
        rig.feed("INVALID OPERATION");
        rig.feed("");
        rig.feed("{\"event_type\":\"best_bid_ask\",\"best_bid\":\"\",\"asset_id\":\"" + YES + "\"}");
        rig.feed("{\"event_type\":\"something_new\",\"price\":{\"a\":1},\"market\":\"" + MARKET + "\"}");
        rig.feed("{}");
        rig.feed(book("12", "0.5:1", "").replace(MARKET, "0x" + "00".repeat(32)));
        rig.feed("{\"event_type\":\"price_change\",\"price_changes\":[" + entry("12", "0.5", "1", "BUY") + "]}");
        assertThat(rig.faults.total()).isZero();
        assertThat(rig.counters.get(MarketCounter.PONGS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.NO_NEW_ASSETS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.INVALID_OPERATIONS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.OTHER_TEXTS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.BEST_BID_ASKS)).isEqualTo(1);
        assertThat(rig.counters.get(MarketCounter.UNKNOWN_TYPES)).isEqualTo(2);
        assertThat(rig.counters.get(MarketCounter.UNKNOWN_TOKENS)).isEqualTo(2);
        assertThat(rig.recorder.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                // what stands in a good change of a known market; what it becomes; the fault
                "\"0.49\";\"1.2\";PRICE_OUT_OF_RANGE",
                "\"0.49\";\"0\";PRICE_OUT_OF_RANGE",
                "\"0.49\";\"1\";PRICE_OUT_OF_RANGE",
                "\"0.49\";\"-0.1\";PRICE_OUT_OF_RANGE",
                "\"0.49\";\"0.495\";PRICE_OFF_GRID",
                "\"0.49\";\"0.4900001\";NUMBER_TOO_FINE",
                "\"0.49\";\"4e-1\";NUMBER_MALFORMED",
                "\"0.49\";\"NaN\";NUMBER_MALFORMED",
                "\"0.49\";\"99999999999999999999\";NUMBER_OVERFLOW",
                "\"0.49\";\"\";FIELD_MISSING",
                "\"0.49\";null;FIELD_MISSING",
                "\"0.49\";[1];WRONG_TYPE",
                "\"0.49\";true;WRONG_TYPE",
                "\"20\";\"-20\";QTY_OUT_OF_RANGE",
                "\"20\";\"1000000001\";QTY_OUT_OF_RANGE",
                "\"BUY\";\"HOLD\";UNKNOWN_VALUE",
                "\"BUY\";7;UNKNOWN_VALUE",
                "\"side\";\"sides\";UNKNOWN_VALUE",
                "\"size\";\"price\";DUPLICATE_KEY",
                "\"size\";\"si\\u007ae\";KEY_ESCAPED",
                "\"hash\":\"00\";\"hash\":00;SYNTAX",
                "}], ;}], x;SYNTAX",
                "}], ;}}, ;SYNTAX",
                "}], ; ;TRUNCATED"
            })
    void shouldFaultTheBookOfABadChange(String good, String bad, String fault) {
        rig.feed(BOOK);
        String frame = changes(entry(YES, "0.49", "20", "BUY"));
        String broken =
                fault.equals("TRUNCATED") ? frame.substring(0, frame.indexOf("}], ")) : frame.replace(good, bad);
        assertThat(broken).isNotEqualTo(frame);
        rig.feed(broken);
        int code = code(fault);
        assertThat(rig.recorder.lines("FeedStatus")).containsExactly("FeedStatus FAULT 7 epoch 1 fault " + code);
        assertThat(rig.faults.get(code)).isEqualTo(1);
        assertThat(book.isWhole()).isFalse();
        assertThat(rig.publisher.isAwaiting(0)).isTrue();
        assertThat(rig.publisher.takeWanting()).isTrue();
    }

    @Test
    void shouldFaultTheBookOfABadSnapshotAndKeepTheOthers() {
        Map<String, Integer> bad = Map.of(
                BOOK.replace("\"bids\"", "\"bets\""),
                DecodeFault.FIELD_MISSING,
                BOOK.replace("0.48", "0.485"),
                DecodeFault.PRICE_OFF_GRID,
                BOOK.replace("\"asset_id\":\"" + YES, "\"asset_id\":\"99"),
                DecodeFault.UNKNOWN_INSTRUMENT,
                BOOK.replace("\"asset_id\"", "\"asset\""),
                DecodeFault.FIELD_MISSING,
                BOOK + "]",
                DecodeFault.TRAILING_BYTES,
                BOOK.replace("\"timestamp\"", "\"tick_size\":\"0.03\", \"timestamp\""),
                DecodeFault.UNKNOWN_VALUE);
        bad.forEach((frame, code) -> {
            MarketRig fresh = MarketRig.one();
            fresh.feed(BOOK);
            fresh.feed(frame);
            assertThat(fresh.recorder.lines("FeedStatus"))
                    .as(frame)
                    .containsExactly("FeedStatus FAULT 7 epoch 1 fault " + code);
            assertThat(fresh.recorder.book(7).isWhole()).isFalse();
        });
    }

    @Test
    void shouldFaultEveryBookThatABadFrameNames() {
        String other = "0x" + "cd".repeat(32);
        MarketRig two = new MarketRig(
                List.of(new PolymarketMarket(7, MARKET, YES, NO), new PolymarketMarket(8, other, "21", "22")));
        two.feed(BOOK);
        two.feed(book("21", "0.3:1", "0.4:1").replace(MARKET, other));
        two.feed("{\"price_changes\":[" + entry(YES, "0.49", "1", "BUY") + "," + entry("22", "0.49", "-1", "BUY")
                + "],\"event_type\":\"price_change\"}");
        int code = DecodeFault.QTY_OUT_OF_RANGE;
        assertThat(two.recorder.lines("FeedStatus"))
                .containsExactly(
                        "FeedStatus FAULT 7 epoch 1 fault " + code, "FeedStatus FAULT 8 epoch 1 fault " + code);
    }

    @Test
    void shouldFaultEveryBookNamedBehindTheByteThatCannotBeRead() {
        String other = "0x" + "cd".repeat(32);
        String second = book("21", "0.3:1", "0.4:1").replace(MARKET, other);
        List<PolymarketMarket> both =
                List.of(new PolymarketMarket(7, MARKET, YES, NO), new PolymarketMarket(8, other, "21", "22"));
        String seven = "FeedStatus FAULT 7 epoch 1 fault " + DecodeFault.SYNTAX;
        String eight = "FeedStatus FAULT 8 epoch 1 fault " + DecodeFault.SYNTAX;
        Map<String, List<String>> frames = Map.of(
                "[" + BOOK.replace("\"bids\":[", "\"bids\":[,") + "," + second + "]",
                List.of(seven, eight),
                "[" + BOOK + " " + second + "]",
                List.of(eight),
                "[" + BOOK + "," + second.replace("\"bids\":[", "\"bids\":[,") + "]",
                List.of(eight),
                "{\"price_changes\":[" + entry(YES, "0.49", "1", "BUY").replace("\"hash\":", "\"hash\"") + ","
                        + entry("22", "0.5", "1", "BUY") + "],\"event_type\":\"price_change\"}",
                List.of(seven, eight));
        frames.forEach((frame, expected) -> {
            MarketRig two = new MarketRig(both);
            two.feed(frame);
            assertThat(two.recorder.lines("FeedStatus")).as(frame).containsExactlyElementsOf(expected);
        });
        MarketRig two = new MarketRig(both);
        two.feed(BOOK + second);
        assertThat(two.recorder.lines("FeedStatus"))
                .containsExactly("FeedStatus FAULT 8 epoch 1 fault " + DecodeFault.TRAILING_BYTES);
    }

    @Test
    void shouldFaultFromTheFirstMessageThatCannotBeReadWhenTheArrayIsCutOffToo() {
        String other = "0x" + "cd".repeat(32);
        String twice = "{\"asks\":[{\"price\":\"0.3\",\"price\":\"0.4\"}],\"event_type\":\"price_change\",\"market\":\""
                + other + "\"}";
        MarketRig two = new MarketRig(
                List.of(new PolymarketMarket(7, MARKET, YES, NO), new PolymarketMarket(8, other, "21", "22")));
        two.feed("[" + BOOK + "," + twice);
        assertThat(two.recorder.lines("FeedStatus"))
                .containsExactly("FeedStatus FAULT 8 epoch 1 fault " + DecodeFault.DUPLICATE_KEY);
        assertThat(two.recorder.book(7).isWhole()).isTrue();

        two.feed("[" + BOOK);
        assertThat(two.recorder.lines("FeedStatus"))
                .last()
                .isEqualTo("FeedStatus FAULT 7 epoch 1 fault " + DecodeFault.TRUNCATED);
        assertThat(two.recorder.book(7).isWhole()).isFalse();
    }

    @Test
    void shouldNotFaultABookForOddValuesInAMessageItDoesNotRead() {
        rig.feed(BOOK);
        for (String odd : List.of(
                "\"price\":\"exactly8\"",
                "\"price\":1e5",
                "\"timestamp\":\"soon\"",
                "\"timestamp\":[1]",
                "\"asset_id\":7",
                "\"bids\":5",
                "\"price_changes\":[3]",
                "\"tick_size\":\"0.0000001\"",
                "\"side\":{}",
                "\"hash\":0")) {
            rig.feed("{\"event_type\":\"market_hiccup\",\"market\":\"" + MARKET + "\"," + odd + "}");
            rig.feed("{\"event_type\":\"best_bid_ask\",\"market\":\"" + MARKET + "\"," + odd + "}");
        }
        assertThat(rig.faults.total()).isZero();
        assertThat(rig.counters.get(MarketCounter.UNKNOWN_TYPES)).isEqualTo(10);
        assertThat(book.isWhole()).isTrue();
    }

    @Test
    void shouldFaultAMessageThatSaysTheSameThingUnderTwoNames() {
        rig.feed(BOOK);
        String frame = changes(entry(YES, "0.49", "20", "BUY"));
        rig.feed(frame.replace("\"timestamp\"", "\"changes\":[], \"timestamp\""));
        rig.feed(tick(YES, "0.001").replace("\"timestamp\"", "\"tick_size\":\"0.01\", \"timestamp\""));
        assertThat(rig.faults.get(DecodeFault.DUPLICATE_KEY)).isEqualTo(2);
        assertThat(rig.recorder.lines("TickSizeChanged")).isEmpty();
    }

    @Test
    void shouldTakeNullSidesForAMissingOnesAndNullChangesForNone() {
        rig.feed(BOOK);
        rig.feed("{\"market\":\"" + MARKET
                + "\", \"price_changes\":null, \"event_type\":\"price_change\", \"asset_id\":\"" + YES
                + "\", \"price\":\"0.47\", \"size\":\"3\", \"side\":\"BUY\"}");
        assertThat(book.bids).containsEntry(470_000L, 3_000_000L);
        rig.feed(BOOK.replaceAll("\"bids\":\\[[^]]*]", "\"bids\":null"));
        assertThat(rig.faults.get(DecodeFault.FIELD_MISSING)).isEqualTo(1);
        assertThat(book.isWhole()).isFalse();
    }

    @Test
    void shouldRefuseAMessageAboutMoreMarketsThanAnyoneSends() {
        List<PolymarketMarket> many = new java.util.ArrayList<>();
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            String condition = String.format("0x%064x", i + 1);
            many.add(new PolymarketMarket(
                    i, condition, Integer.toString(1_000 + 2 * i), Integer.toString(1_001 + 2 * i)));
            entries.append(i == 0 ? "" : ",").append(entry(Integer.toString(1_000 + 2 * i), "0.5", "1", "BUY"));
        }
        MarketRig wide = new MarketRig(many);
        wide.feed("{\"event_type\":\"price_change\",\"price_changes\":[" + entries + "]}");
        assertThat(wide.faults.get(DecodeFault.ARRAY_TOO_LONG)).isEqualTo(17);
        assertThat(wide.counters.get(MarketCounter.PRICE_CHANGES)).isZero();
    }

    @Test
    void shouldFaultTheLineWhenNobodyKnowsWhoseMessageItWas() {
        rig.feed(BOOK);
        rig.feed("{\"event_type\":\"price_change\", oops");
        assertThat(rig.recorder.lines("FeedStatus"))
                .containsExactly("FeedStatus FAULT -1 epoch 1 fault " + DecodeFault.SYNTAX);
        assertThat(rig.publisher.takeWanting()).isTrue();
        assertThat(rig.publisher.takeWanting()).isFalse();
        assertThat(book.isWhole()).isFalse();
    }

    @Test
    void shouldGapTheLineWhenTheRingIsFullAndComeBackByASnapshot() {
        rig.feed(BOOK);
        rig.recorder.full(true);
        rig.feed(changes(entry(YES, "0.49", "1", "BUY")));
        rig.feed(changes(entry(YES, "0.49", "2", "BUY")));
        assertThat(rig.recorder.lines("FeedStatus")).containsExactly("FeedStatus GAP -1 epoch 1 fault 0");
        rig.recorder.full(false);
        assertThat(rig.publisher.isRefused()).isTrue();
        rig.publisher.rearm();
        assertThat(rig.publisher.takeWanting()).isTrue();
        rig.feed(changes(entry(YES, "0.49", "3", "BUY")));
        assertThat(book.isWhole()).isFalse();
        rig.feed(BOOK);
        assertThat(book.isWhole()).isTrue();
    }

    @Test
    void shouldSendALargeBookInChunks() {
        StringBuilder bids = new StringBuilder();
        rig.markets.tickMicros(0, 1_000);
        for (int i = 1; i < 700; i++) {
            bids.append(i == 1 ? "" : " ")
                    .append("0.")
                    .append(String.format("%03d", i))
                    .append(":1");
        }
        rig.feed(book(YES, bids.toString(), "0.9:1"));
        assertThat(book.isWhole()).isTrue();
        assertThat(book.bids).hasSize(699);
        assertThat(rig.recorder.marketData()).isGreaterThan(5);
    }

    @Test
    void shouldEndOnEveryMutationOfAFrameWithoutThrowing() {
        long seed = 20261120;
        Random random = new Random(seed);
        byte[][] frames = {
            bytes(BOOK),
            bytes(changes(entry(YES, "0.49", "20", "BUY"), entry(NO, "0.51", "20", "SELL"))),
            bytes(trade(YES, "0.5", "1", "BUY")),
            bytes(tick(YES, "0.01"))
        };
        for (int round = 0; round < 40_000; round++) {
            byte[] frame = frames[random.nextInt(frames.length)].clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                frame[random.nextInt(frame.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "{}[]\",:\\-0e.tn ".charAt(random.nextInt(15));
            }
            byte[] cut = random.nextInt(3) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
            try {
                rig.feed(cut);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " round " + round + ": " + new String(cut, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(rig.faults.total()).isGreaterThan(1_000);
    }

    @Test
    void shouldNotAllocateWhileDecodingBooksAndChanges() {
        MarketTableRig quiet = new MarketTableRig();
        UnsafeBuffer[] frames = {
            new UnsafeBuffer(bytes(BOOK)),
            new UnsafeBuffer(bytes("[" + BOOK + "," + book(NO, "0.48:5", "0.52:10") + "]\n")),
            new UnsafeBuffer(bytes(changes(entry(YES, "0.49", "20", "BUY"), entry(NO, "0.51", "20", "SELL")))),
            new UnsafeBuffer(bytes(changes(entry(NO, "0.51", "20", "SELL")))),
            new UnsafeBuffer(bytes(trade(NO, "0.3", "1.5", "BUY")))
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        quiet.run(frames, 2_000);
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        quiet.run(frames, 2_000);
        long after = threads.getThreadAllocatedBytes(thread);
        byte[] control = new byte[4096];
        long withControl = threads.getThreadAllocatedBytes(thread);

        assertThat(after - before).isZero();
        assertThat(withControl - after).isGreaterThanOrEqualTo(control.length);
        assertThat(quiet.published).isGreaterThan(10_000);
    }

    /** Decoder and publisher over a publisher that only counts. */
    private static final class MarketTableRig implements EventPublisher {
        private final MarketRig rig = MarketRig.one();
        private final MarketPublisher publisher = new MarketPublisher(rig.markets, this, 0);
        private final MarketDecoder decoder =
                new MarketDecoder(rig.markets, publisher, new Counters<>(MarketCounter.class), new FaultCounters());
        private long published;

        void run(UnsafeBuffer[] frames, int rounds) {
            for (int round = 0; round < rounds; round++) {
                for (UnsafeBuffer frame : frames) {
                    publisher.received(round, round);
                    decoder.decode(frame, 0, frame.capacity());
                }
            }
        }

        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            published++;
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            published++;
        }
    }

    private static int code(String name) {
        for (int code = 0; code > -DecodeFault.COUNT; code--) {
            if (DecodeFault.name(code).equals(name)) {
                return code;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static String trade(String token, String price, String size, String side) {
        return "{\"market\":\"" + MARKET + "\", \"asset_id\":\"" + token + "\", \"price\":\"" + price
                + "\", \"size\":\"" + size + "\", \"fee_rate_bps\":\"0\", \"side\":\"" + side
                + "\", \"timestamp\":\"1790767298674\", \"event_type\":\"last_trade_price\"}";
    }

    private static String tick(String token, String size) {
        return "{\"market\":\"" + MARKET + "\", \"asset_id\":\"" + token + "\", \"new_tick_size\":\"" + size
                + "\", \"timestamp\":\"1790767298674\", \"event_type\":\"tick_size_change\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
