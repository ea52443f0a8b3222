package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and the general way are one decoder: whatever the bytes, events, counters and numbers are the same. */
class UsualFrameTest {
    private static final String[] TICKERS = {
        "KXA",
        "KXBTC15M-26MAY140045-45",
        "KXWTACHALLENGERMATCH-26JUN11JIMLEP-LEP",
        "KXMLBGAME-26AUG072140LADAZ-LAD",
        "KXMLBGAME-26AUG071840TORPHI-PHI",
        "KXBTC-26APR1817-B76125",
        "KXBTC-26APR1817-B76375"
    };

    private static final String MEANT = "{}[],:\"\\0123456789.-+eE yn";

    private static final Set<FeedCounter> WAYS = EnumSet.of(FeedCounter.USUAL_FRAMES, FeedCounter.UNUSUAL_FRAMES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod_kxbtc15m_first5000_20260514.jsonl",
                "prod_mlb_wnba_12_markets_20260807.jsonl",
                "prod_kxbtc_hourly_20260418.jsonl",
                "demo_tennis_use_yes_price_false.jsonl",
                "demo_tennis_use_yes_price_true.jsonl"
            })
    void shouldReadEveryRecordedBookTheShortWay(String recording) throws Exception {
        List<byte[]> frames = FeedRig.frames("samples/ws/" + recording);
        Set<String> tickers = new TreeSet<>();
        for (byte[] frame : frames) {
            JsonNode ticker = FeedRig.JSON.readTree(frame).at("/msg/market_ticker");
            if (ticker.isTextual()) {
                tickers.add(ticker.textValue());
            }
        }
        Pair pair = new Pair(recording.contains("true"), tickers.toArray(String[]::new));
        for (byte[] frame : frames) {
            pair.feed(frame);
        }
        pair.shouldAgree(recording);
        assertThat(pair.either.count(FeedCounter.USUAL_FRAMES)).isPositive();
        assertThat(pair.either.count(FeedCounter.UNUSUAL_FRAMES)).isZero();
        assertThat(pair.general.count(FeedCounter.USUAL_FRAMES)).isZero();
        // Two levels of all recordings hold a million contracts or more.
        assertThat(pair.either.feed.frames().oddQuantities())
                .as("quantities not in hundredths")
                .isEqualTo(recording.contains("mlb") ? 2 : 0);
    }

    @Test
    void shouldReadQuantitiesOfOneToSixDigitsInHundredths() {
        Pair pair = new Pair(false, "KXA");
        pair.feed(SNAPSHOT);
        pair.shouldAgree(SNAPSHOT);
        assertThat(pair.either.count(FeedCounter.USUAL_FRAMES)).isEqualTo(1);
        // 1234567.89, 20 and 12.5 are the ones that are not.
        assertThat(pair.either.feed.frames().oddQuantities()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldReadMutationsAlike(boolean yesPrices) throws Exception {
        long seed = 20_261_121L + (yesPrices ? 1 : 0);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> frames = seeds();
        Pair pair = new Pair(yesPrices);
        long usual = 0;
        for (int round = 0; round < 60_000; round++) {
            byte[] frame = frames.get(random.nextInt(frames.size()));
            byte[] mutated = random.nextInt(6) == 0 ? frame : mutate(frame, frames, random);
            pair.feed(mutated);
            if (round % 200 == 0) {
                pair.shouldAgree(
                        "seed " + seed + " round " + round + ": " + new String(mutated, StandardCharsets.ISO_8859_1));
                usual += pair.either.count(FeedCounter.USUAL_FRAMES);
                pair = new Pair(yesPrices); // sequence numbers of mutated frames would make all later ones old
            }
            pair.shouldAgree(seed, round, mutated);
        }
        assertThat(usual).isGreaterThan(5_000);
    }

    @Test
    void shouldReadFieldsInAnyOrderTheShortWay() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        List<String> fields = new ArrayList<>(List.of(
                "\"market_ticker\":\"KXA\"",
                "\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\"",
                "\"price_dollars\":\"0.4200\"",
                "\"delta_fp\":\"-12.50\"",
                "\"side\":\"no\"",
                "\"ts\":\"2026-05-14T04:38:12.1Z\"",
                "\"subaccount\":0",
                "\"client_order_id\":\"a-b\"",
                "\"post\":true",
                "\"ts_ms\":1778733492123"));
        for (int i = 0; i < 500; i++) {
            for (int j = fields.size() - 1; j > 0; j--) {
                java.util.Collections.swap(fields, j, random.nextInt(j + 1));
            }
            Pair pair = new Pair(false);
            pair.feed(
                    "{\"type\":\"orderbook_snapshot\",\"sid\":7,\"seq\":1,\"msg\":{\"no_dollars_fp\":[[\"0.4200\",\"20.00\"]],"
                            + "\"market_ticker\":\"KXA\"}}");
            pair.feed("{\"type\":\"orderbook_delta\",\"sid\":7,\"seq\":2,\"msg\":{" + String.join(",", fields)
                    + "},\"sending_ts_ms\":1795185000123}\n");
            pair.shouldAgree(seed, i, new byte[0]);
            assertThat(pair.either.count(FeedCounter.USUAL_FRAMES)).isEqualTo(2);
            assertThat(pair.either.ring.updates).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"yes\",\"side\":7",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":true,\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"delta_fp\":\"1.00\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.0000\",\"delta_fp\":\"1.00\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"1.0000\",\"delta_fp\":\"1.00\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200001\",\"delta_fp\":\"1.00\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"9999999999.00\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"-\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"ts_ms\":0000000000001",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"ts_ms\":17787334921234",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"x\":1.5",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"x\":\"\\u0041\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"s\\u0069de\":1",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"x\":01",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",\"x\":truth",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\",",
                "\"market_ticker\":\"KXSTRANGE\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"no\"",
                "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.4200\",\"delta_fp\":\"1.00\",\"side\":\"none\"",
            })
    void shouldLeaveWhatIsNotUsualToTheGeneralWay(String fields) {
        Pair pair = new Pair(false);
        pair.feed("{\"type\":\"orderbook_delta\",\"sid\":7,\"seq\":2,\"msg\":{" + fields
                + "},\"sending_ts_ms\":1795185000123}\n");
        pair.shouldAgree(fields);
        assertThat(pair.either.count(FeedCounter.UNUSUAL_FRAMES)).isEqualTo(1);
        assertThat(pair.either.count(FeedCounter.USUAL_FRAMES)).isZero();
    }

    /** Behind the frame there may be anything: a digit there must not be read as part of it. */
    @Test
    void shouldNotReadBeyondTheFrame() throws Exception {
        for (byte[] frame : seeds()) {
            for (int cut = frame.length; cut >= Math.max(1, frame.length - 80); cut--) {
                byte[] around = new byte[frame.length + 64];
                Arrays.fill(around, (byte) '0');
                System.arraycopy(frame, 0, around, 32, cut);
                Pair pair = new Pair(false);
                pair.either.rig(around, 32, cut);
                byte[] exact = Arrays.copyOf(frame, cut);
                pair.general.rig(exact, 0, cut);
                pair.shouldAgree(new String(exact, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static final String DELTA =
            "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":2,\"msg\":{\"market_ticker\":\"KXA\","
                    + "\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\",\"price_dollars\":\"0.4700\",\"delta_fp\":\"-312.05\","
                    + "\"side\":\"yes\",\"ts\":\"2026-06-11T06:31:29.957081Z\",\"ts_ms\":1781159489957},"
                    + "\"sending_ts_ms\":1795185000123}\n";

    private static final String SNAPSHOT = "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":123456789,\"msg\":{"
            + "\"market_ticker\":\"KXA\",\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\","
            + "\"yes_dollars_fp\":[[\"0.4700\",\"3.00\"],[\"0.4800\",\"966425.50\"],[\"0.4900\",\"0.00\"],[\"0.4910\",\"45.17\"]],"
            + "\"no_dollars_fp\":[[\"0.4700\",\"1234567.89\"],[\"0.4800\",\"0.50\"],[\"0.4900\",\"20\"],[\"0.5000\",\"12.5\"]]},"
            + "\"sending_ts_ms\":1795185000123}\n";

    private static final String TRADE = "{\"type\":\"trade\",\"sid\":1,\"seq\":2,\"msg\":{"
            + "\"trade_id\":\"0d3f2c11-9e55-4c44-8f6c-4b1df2f0aa41\",\"market_ticker\":\"KXA\",\"yes_price_dollars\":\"0.4200\","
            + "\"no_price_dollars\":\"0.5800\",\"count_fp\":\"12.34\",\"taker_side\":\"yes\",\"taker_book_side\":\"ask\","
            + "\"is_block_trade\":false,\"ts\":1778733492,\"ts_ms\":1778733492123},\"sending_ts_ms\":1778733492125}\n";

    /** Every byte in turn takes every value, goes, and stands twice: what the short way then takes, both ways take alike. */
    @ParameterizedTest
    @ValueSource(strings = {DELTA, SNAPSHOT, TRADE})
    void shouldReadAFrameWithAnyByteWrongAsTheGeneralWayDoes(String frame) {
        byte[] sound = frame.getBytes(StandardCharsets.US_ASCII);
        byte[] book = SNAPSHOT.replace("123456789", "1").getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < sound.length; at++) {
            for (int value = -2; value < 256; value++) {
                byte[] wrong;
                if (value >= 0) {
                    wrong = sound.clone();
                    wrong[at] = (byte) value;
                } else {
                    wrong = splice(sound, at, at + 1, value == -1 ? new byte[0] : new byte[] {sound[at], sound[at]});
                }
                Pair pair = new Pair(false, "KXA", "KXB", "KXAA");
                pair.feed(book);
                pair.feed(wrong);
                pair.shouldAgreeQuickly("byte " + at + " as " + value + " of " + frame);
            }
        }
    }

    /** Quantities of every length, and what is nearly one, in each of the places that read them. */
    @Test
    void shouldReadEveryQuantityAsTheGeneralWayDoes() {
        List<String> quantities = new ArrayList<>();
        for (int whole = 0; whole <= 10; whole++) {
            for (int places = -1; places <= 7; places++) {
                String fraction = places < 0 ? "" : "." + "9876543".substring(0, places);
                for (String digits : List.of("1234567890", "0000000000", "9999999999", "0123456789", "1000000000")) {
                    quantities.add(digits.substring(0, whole) + fraction);
                }
            }
        }
        quantities.addAll(List.of(
                "1.0/", "1.0:", "1:.00", "/.00", ":.00", "0.00", "1,00", "1>.00", "12345:.00", "1..0", "-1.00"));
        for (String qty : quantities) {
            for (String minus : List.of("", "-", "--", "+")) {
                for (String frame : List.of(
                        DELTA.replace("-312.05", minus + qty),
                        SNAPSHOT.replace("3.00", minus + qty),
                        SNAPSHOT.replace("45.17", minus + qty),
                        SNAPSHOT.replace("12.5", minus + qty),
                        SNAPSHOT.replace("12.5", minus + qty).replace(",\"sending_ts_ms\":1795185000123", ""))) {
                    Pair pair = new Pair(true, "KXA");
                    pair.feed(SNAPSHOT.replace("123456789", "1"));
                    pair.feed(frame);
                    pair.shouldAgreeQuickly(frame);
                }
            }
        }
    }

    @Test
    void shouldReadDeltasInTheVenuesOrderWithoutASearch() throws Exception {
        for (String recording : List.of(
                "prod_mlb_wnba_12_markets_20260807.jsonl",
                "prod_kxbtc_hourly_20260418.jsonl",
                "demo_tennis_use_yes_price_false.jsonl")) {
            Set<String> tickers = new TreeSet<>();
            List<byte[]> frames = FeedRig.frames("samples/ws/" + recording);
            for (byte[] frame : frames) {
                JsonNode ticker = FeedRig.JSON.readTree(frame).at("/msg/market_ticker");
                if (ticker.isTextual()) {
                    tickers.add(ticker.textValue());
                }
            }
            Half half = new Half(false, tickers.toArray(String[]::new));
            long ordered = 0;
            for (byte[] frame : frames) {
                long before = half.count(FeedCounter.DELTAS);
                half.rig(frame, 0, frame.length);
                if (half.count(FeedCounter.DELTAS) > before) {
                    assertThat(half.feed.frames().wasOrdered())
                            .as(new String(frame, StandardCharsets.US_ASCII))
                            .isTrue();
                    ordered++;
                }
            }
            assertThat(ordered).as(recording).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // as it is
                "-312.05|12.00",
                "-312.05|-0.01",
                "-312.05|999999.99",
                "\"yes\"|\"no\"",
                "29.957081Z|29.95Z",
                "29.957081Z|29.9Z",
                ",\"ts_ms\":1781159489957|",
                ",\"sending_ts_ms\":1795185000123|",
                "\n|",
                "\"seq\":2|\"seq\":12345678",
                "\"seq\":2|\"seq\":1234567890123"
            })
    void shouldTakeTheVenuesOrderInAllItsSpellings(String change) {
        String[] parts = change.split("\\|", -1);
        String frame = change.isEmpty() ? DELTA : DELTA.replace(parts[0], parts[1]);
        Pair pair = new Pair(false, "KXA");
        long sequence = Long.parseLong(frame.replaceAll(".*\"seq\":(\\d+),.*\n?", "$1"));
        pair.feed(SNAPSHOT.replace("123456789", Long.toString(sequence - 1)));
        pair.feed(frame);
        pair.shouldAgree(frame);
        assertThat(pair.either.feed.frames().wasOrdered()).isTrue();
        assertThat(pair.either.ring.updates).isEqualTo(1);
    }

    @Test
    void shouldReadSequenceNumbersAsTheyGrowAndShrink() {
        Pair pair = new Pair(false, "KXA");
        long usual = 0;
        for (String number : List.of(
                "1",
                "9",
                "10",
                "11",
                "99",
                "100",
                "7",
                "12345678",
                "123456789",
                "0",
                "1000000000000000",
                "9999999999999999")) {
            pair.feed(DELTA.replace("\"seq\":2", "\"seq\":" + number));
            pair.shouldAgree(number);
            assertThat(pair.either.count(FeedCounter.USUAL_FRAMES)).as(number).isEqualTo(++usual);
        }
        for (String number :
                List.of("01", "00", "1x", "", "-1", "10000000000000000", "123456789012345678", "01234567", "1.5")) {
            pair.feed(DELTA.replace("\"seq\":2", "\"seq\":" + number));
            pair.shouldAgree(number);
            assertThat(pair.either.count(FeedCounter.USUAL_FRAMES)).as(number).isEqualTo(usual);
        }
    }

    private static List<byte[]> seeds() throws Exception {
        List<byte[]> frames = new ArrayList<>();
        for (String text : List.of(
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"KXA\",\"market_id\":\"m\","
                        + "\"yes_dollars_fp\":[[\"0.4700\",\"3.00\"],[\"0.4800\",\"966425.50\"]],\"no_dollars_fp\":[[\"0.4800\",\"2\"]]}}\n",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"KXA\",\"yes_dollars_fp\":[],"
                        + "\"no_dollars_fp\":[[\"0.0010\",\"12345678.123456\"]]},\"sending_ts_ms\":1795185000123}",
                "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":2,\"msg\":{\"market_ticker\":\"KXA\",\"market_id\":\"7f83cad1\"}}\n",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":2,\"msg\":{\"market_ticker\":\"KXA\",\"market_id\":\"7f83cad1\","
                        + "\"price_dollars\":\"0.4700\",\"delta_fp\":\"-3.00\",\"side\":\"yes\",\"ts\":\"2026-06-11T06:31:29.957081Z\","
                        + "\"ts_ms\":1781159489957},\"sending_ts_ms\":1795185000123}\n",
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":3,\"msg\":{\"delta_fp\":\"0.32\",\"market_id\":\"7f83cad1\","
                        + "\"market_ticker\":\"KXA\",\"price_dollars\":\"0.62\",\"side\":\"no\",\"ts_ms\":1781159489957}}\n",
                "{\"type\":\"trade\",\"sid\":2,\"seq\":1,\"msg\":{\"trade_id\":\"x\",\"market_ticker\":\"KXA\","
                        + "\"yes_price_dollars\":\"0.4400\",\"no_price_dollars\":\"0.5600\",\"count_fp\":\"1.50\","
                        + "\"taker_outcome_side\":\"yes\",\"taker_book_side\":\"bid\",\"is_block_trade\":false,\"ts\":1795185000,"
                        + "\"ts_ms\":1795185000001,\"taker_side\":\"yes\"}}\n",
                "{\"type\":\"ticker\",\"sid\":2,\"msg\":{\"market_ticker\":\"KXA\"}}",
                "{\"type\":\"ok\",\"id\":3,\"sid\":1,\"seq\":4,\"msg\":{\"market_tickers\":[\"KXA\"]}}")) {
            frames.add(text.getBytes(StandardCharsets.US_ASCII));
        }
        frames.add(DELTA.getBytes(StandardCharsets.US_ASCII));
        frames.add(SNAPSHOT.getBytes(StandardCharsets.US_ASCII));
        frames.add(TRADE.getBytes(StandardCharsets.US_ASCII));
        for (String recording : List.of(
                "prod_kxbtc15m_first5000_20260514.jsonl",
                "prod_mlb_wnba_12_markets_20260807.jsonl",
                "prod_kxbtc_hourly_20260418.jsonl")) {
            List<byte[]> recorded = FeedRig.frames("samples/ws/" + recording);
            for (int i = 0; i < 30; i++) {
                frames.add(recorded.get(i));
            }
        }
        return frames;
    }

    /** A byte changed, inserted, removed, doubled or moved in from another frame; the end cut off; a digit for a digit. */
    private static byte[] mutate(byte[] frame, List<byte[]> others, SplittableRandom random) {
        byte[] bytes = frame;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(24));
            switch (random.nextInt(8)) {
                case 0 -> bytes = splice(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 ->
                    bytes = splice(bytes, at, at + 1, new byte[] {(byte) MEANT.charAt(random.nextInt(MEANT.length()))});
                case 2 -> bytes = splice(bytes, at, at, new byte[] {(byte) (' ' + random.nextInt(95))});
                case 3 -> bytes = splice(bytes, at, at + length, new byte[0]);
                case 4 -> bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                case 5 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 6 -> {
                    byte[] other = others.get(random.nextInt(others.size()));
                    int from = random.nextInt(other.length);
                    int to = Math.min(other.length, from + length);
                    bytes = splice(bytes, at, at + length, Arrays.copyOfRange(other, from, to));
                }
                default -> {
                    bytes = bytes.clone();
                    for (int j = 0; j < bytes.length; j++) {
                        if (bytes[j] >= '0' && bytes[j] <= '9' && random.nextInt(40) == 0) {
                            bytes[j] = (byte) ('0' + random.nextInt(10));
                        }
                    }
                }
            }
            if (bytes.length == 0) {
                return new byte[] {'{'};
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        byte[] spliced = new byte[from + with.length + bytes.length - to];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }

    /** Two feeds of one kind; one reads every frame by cursor. */
    private static final class Pair {
        private final Half either;
        private final Half general;

        Pair(boolean yesPrices, String... tickers) {
            either = new Half(yesPrices, tickers);
            general = new Half(yesPrices, tickers);
            general.feed.frames().readGenerally();
        }

        void feed(String frame) {
            feed(frame.getBytes(StandardCharsets.US_ASCII));
        }

        void feed(byte[] frame) {
            either.rig(frame, 0, frame.length);
            general.rig(frame, 0, frame.length);
        }

        void shouldAgree(long seed, int round, byte[] frame) {
            if (!either.ring.isSame(general.ring)) {
                shouldAgree("seed " + seed + " round " + round + ": " + new String(frame, StandardCharsets.ISO_8859_1));
            }
        }

        void shouldAgreeQuickly(String what) {
            boolean alike = either.ring.isSame(general.ring)
                    && either.sent.equals(general.sent)
                    && either.count(FeedCounter.FAULTY_FRAMES) == general.count(FeedCounter.FAULTY_FRAMES)
                    && either.feed.lastSequence(1) == general.feed.lastSequence(1);
            if (!alike) {
                shouldAgree(what);
                throw new AssertionError(what + ": the ways differ");
            }
        }

        void shouldAgree(String what) {
            assertThat(either.ring.events).as(what).isEqualTo(general.ring.events);
            assertThat(either.sent).as(what).isEqualTo(general.sent);
            for (FeedCounter counter : FeedCounter.values()) {
                if (!WAYS.contains(counter)) {
                    assertThat(either.count(counter)).as(what + " " + counter).isEqualTo(general.count(counter));
                }
            }
            assertThat(either.count(FeedCounter.USUAL_FRAMES) + either.count(FeedCounter.UNUSUAL_FRAMES))
                    .as(what)
                    .isEqualTo(general.count(FeedCounter.UNUSUAL_FRAMES));
            List<String> faults = new ArrayList<>();
            either.feed.faults().forEachMet((name, count) -> faults.add(name + count));
            general.feed.faults().forEachMet((name, count) -> faults.remove(name + count));
            assertThat(faults).as(what).isEmpty();
            for (int sid = 0; sid < SequenceTracker.MAX_SID; sid++) {
                if (either.feed.lastSequence(sid) != general.feed.lastSequence(sid)) {
                    throw new AssertionError(what + ": the number of sid " + sid + " differs");
                }
            }
        }
    }

    /** A feed, the bytes it published and the commands it sent. */
    private static final class Half implements LineControl, EpochClock {
        private final Bytes ring = new Bytes();
        private final List<String> sent = new ArrayList<>();
        private final MarketLine feed;
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        private long nanos;

        Half(boolean yesPrices, String... tickers) {
            List<Markets.Listing> listings = new ArrayList<>();
            for (String ticker : tickers.length == 0 ? TICKERS : tickers) {
                listings.add(new Markets.Listing(listings.size(), ticker));
            }
            feed = new MarketLine(
                    new Markets(listings), yesPrices, ring, new EventWriter(ring, Venue.KALSHI), null, this, this);
            feed.onConnected(1);
        }

        void rig(byte[] bytes, int offset, int length) {
            nanos += TimeUnit.SECONDS.toNanos(7); // faults far enough apart not to end the connection
            buffer.wrap(bytes);
            feed.onText(buffer, offset, length, 1, 2);
        }

        long count(FeedCounter counter) {
            return feed.counters().get(counter);
        }

        @Override
        public boolean send(String command) {
            return sent.add(command);
        }

        @Override
        public void reconnect() {
            sent.add("reconnect");
        }

        @Override
        public void after(long delayNs, Runnable task) {
            // Nothing is due later here.
        }

        @Override
        public long epochNanos() {
            return 3;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    /** Every event as its bytes. */
    private static final class Bytes implements EventPublisher {
        private final List<String> events = new ArrayList<>();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private long hash;
        private int updates;

        boolean isSame(Bytes other) {
            return events.size() == other.events.size() && hash == other.hash;
        }

        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            publish(event, offset, length, receivedNanos);
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            updates += header.wrap(event, offset).templateId() == BookUpdateDecoder.TEMPLATE_ID ? 1 : 0;
            byte[] bytes = new byte[length];
            event.getBytes(offset, bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            hash = hash * 31 + text.hashCode();
            events.add(text);
        }
    }
}
