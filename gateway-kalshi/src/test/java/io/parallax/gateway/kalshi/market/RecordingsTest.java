package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingsTest {
    private static final String MARGIN = "samples/ws/demo_margin_private_lifecycle.jsonl";

    static Stream<JsonNode> recordings() throws IOException {
        return elements("vectors/orderbook_recordings.json", "recordings");
    }

    static Stream<JsonNode> cases() throws IOException {
        return elements("vectors/orderbook.json", "cases");
    }

    private static Stream<JsonNode> elements(String file, String list) throws IOException {
        JsonNode all = FeedRig.JSON.readTree(FeedRig.shared(file).toFile()).get(list);
        List<JsonNode> found = new ArrayList<>();
        all.forEach(found::add);
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void shouldEndWithTheRecordedBooks(JsonNode recording) throws IOException {
        String[] tickers = tickers(recording);
        boolean yesPrices = recording.get("useYesPrice").asBoolean();
        FeedRig rig = new FeedRig(yesPrices, tickers);
        Reference reference = new Reference(yesPrices);
        Map<String, JsonNode> checkpoints = new HashMap<>();
        for (JsonNode checkpoint : recording.get("checkpoints")) {
            checkpoints.put(checkpoint.get("afterSid") + "/" + checkpoint.get("afterSeq"), checkpoint);
        }
        int checked = 0;
        for (byte[] frame : FeedRig.frames(recording.get("recording").asText())) {
            rig.feed(frame);
            JsonNode tree = FeedRig.JSON.readTree(frame);
            reference.apply(tree);
            JsonNode checkpoint = checkpoints.get(tree.get("sid") + "/" + tree.get("seq"));
            if (checkpoint != null) {
                compare(rig, tickers, checkpoint.get("books"), true);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(checkpoints.size());
        compare(rig, tickers, recording.get("final").get("books"), true);
        for (int i = 0; i < tickers.length; i++) {
            assertThat(rig.ring.book(i).bids).as(tickers[i]).isEqualTo(reference.bids(tickers[i]));
            assertThat(rig.ring.book(i).asks).as(tickers[i]).isEqualTo(reference.asks(tickers[i]));
        }
        assertThat(rig.feed.faults().total()).isZero();
        assertThat(rig.count(FeedCounter.GAPS)).isZero();
        compareCounts(rig, recording.get("frameCounts"));
        compareSequences(rig, recording.get("final"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldFollowTheBookVectors(JsonNode vector) throws IOException {
        String[] tickers = tickers(vector);
        FeedRig rig = new FeedRig(vector.get("useYesPrice").asBoolean(), tickers);
        List<String> gaps = new ArrayList<>();
        int index = 0;
        for (JsonNode frame : vector.get("frames")) {
            long before = rig.count(FeedCounter.GAPS);
            long expected =
                    frame.has("seq") ? rig.feed.lastSequence(frame.get("sid").asInt()) + 1 : 0;
            rig.feed(FeedRig.JSON.writeValueAsBytes(frame));
            if (rig.count(FeedCounter.GAPS) > before) {
                gaps.add(index + " " + frame.get("sid") + " " + expected + " " + frame.get("seq"));
            }
            index++;
        }
        JsonNode expect = vector.get("expect");
        List<String> expectedGaps = new ArrayList<>();
        expect.get("gaps")
                .forEach(g -> expectedGaps.add(
                        g.get("frame") + " " + g.get("sid") + " " + g.get("expected") + " " + g.get("got")));
        assertThat(gaps).isEqualTo(expectedGaps);
        compare(rig, tickers, expect.get("books"), false);
        compareSequences(rig, expect);
        assertThat(rig.feed.faults().total()).isZero();
    }

    @Test
    void shouldCountEveryPrivateFrameOfTheMarginProduct() throws IOException {
        FeedRig rig = new FeedRig(true, "KXBTCPERP1");
        List<byte[]> frames = FeedRig.frames(MARGIN);
        frames.forEach(rig::feed);
        long counted = rig.count(FeedCounter.SUBSCRIBED)
                + rig.count(FeedCounter.USER_ORDERS)
                + rig.count(FeedCounter.FILLS)
                + rig.count(FeedCounter.ORDER_GROUPS);
        assertThat(counted).isEqualTo(frames.size());
        assertThat(rig.count(FeedCounter.UNKNOWN_TYPES)).isZero();
    }

    private static String[] tickers(JsonNode vector) {
        JsonNode books = vector.has("final")
                ? vector.get("final").get("books")
                : vector.get("expect").get("books");
        TreeSet<String> names = new TreeSet<>();
        books.fieldNames().forEachRemaining(names::add);
        return names.toArray(String[]::new);
    }

    private static void compare(FeedRig rig, String[] tickers, JsonNode books, boolean live) {
        for (int i = 0; i < tickers.length; i++) {
            JsonNode expected = books.get(tickers[i]);
            if (expected == null) {
                continue;
            }
            TestBooks.TestBook book = rig.ring.book(i);
            assertThat(book.bids).hasSize(expected.get("yesLevels").asInt());
            assertThat(book.asks).hasSize(expected.get("noLevels").asInt());
            assertThat(best(book.bids.isEmpty() ? null : book.bids.lastEntry()))
                    .isEqualTo(best(expected.get("bestYesBid")));
            assertThat(best(book.asks.isEmpty() ? null : book.asks.firstEntry()))
                    .isEqualTo(best(expected.get("bestYesAsk")));
            assertThat(book.sha256())
                    .as(tickers[i])
                    .isEqualTo(expected.get("sha256").asText());
            assertThat(book.live)
                    .as(tickers[i])
                    .isEqualTo(live || !expected.get("stale").asBoolean());
        }
    }

    private static String best(Map.Entry<Long, Long> level) {
        return level == null ? "none" : level.getKey() + " " + level.getValue();
    }

    private static String best(JsonNode level) {
        return level == null || level.isNull()
                ? "none"
                : Micros.parse(level.get(0).asText()) + " "
                        + Micros.parse(level.get(1).asText());
    }

    private static void compareCounts(FeedRig rig, JsonNode counts) {
        assertThat(rig.count(FeedCounter.SNAPSHOTS))
                .isEqualTo(counts.path("orderbook_snapshot").asLong());
        assertThat(rig.count(FeedCounter.DELTAS))
                .isEqualTo(counts.path("orderbook_delta").asLong());
        assertThat(rig.count(FeedCounter.SUBSCRIBED))
                .isEqualTo(counts.path("subscribed").asLong());
        assertThat(rig.count(FeedCounter.OKS)).isEqualTo(counts.path("ok").asLong());
        assertThat(rig.count(FeedCounter.ERRORS)).isEqualTo(counts.path("error").asLong());
        assertThat(rig.count(FeedCounter.TICKERS))
                .isEqualTo(counts.path("ticker").asLong());
    }

    private static void compareSequences(FeedRig rig, JsonNode expected) {
        JsonNode last = expected.get("lastSeqBySid");
        last.fieldNames().forEachRemaining(sid -> assertThat(rig.feed.lastSequence(Integer.parseInt(sid)))
                .isEqualTo(last.get(sid).asLong()));
    }

    /** The same books by a tree of nodes and decimals. */
    private static final class Reference {
        private final boolean yesPrices;
        private final Map<String, TreeMap<Long, Long>> bids = new HashMap<>();
        private final Map<String, TreeMap<Long, Long>> asks = new HashMap<>();

        Reference(boolean yesPrices) {
            this.yesPrices = yesPrices;
        }

        TreeMap<Long, Long> bids(String ticker) {
            return bids.computeIfAbsent(ticker, t -> new TreeMap<>());
        }

        TreeMap<Long, Long> asks(String ticker) {
            return asks.computeIfAbsent(ticker, t -> new TreeMap<>());
        }

        void apply(JsonNode frame) {
            JsonNode msg = frame.path("msg");
            String ticker = msg.path("market_ticker").asText();
            switch (frame.get("type").asText()) {
                case "orderbook_snapshot" -> {
                    bids(ticker).clear();
                    asks(ticker).clear();
                    msg.path("yes_dollars_fp").forEach(l -> bids(ticker).put(micros(l.get(0)), micros(l.get(1))));
                    msg.path("no_dollars_fp").forEach(l -> asks(ticker).put(ask(l.get(0)), micros(l.get(1))));
                }
                case "orderbook_delta" -> {
                    boolean yes = "yes".equals(msg.get("side").asText());
                    TreeMap<Long, Long> side = yes ? bids(ticker) : asks(ticker);
                    long price = yes ? micros(msg.get("price_dollars")) : ask(msg.get("price_dollars"));
                    if (side.merge(price, micros(msg.get("delta_fp")), Long::sum) == 0) {
                        side.remove(price);
                    }
                }
                default -> assertThat(ticker).isNotNull();
            }
        }

        private long ask(JsonNode price) {
            return yesPrices ? micros(price) : Micros.ONE - micros(price);
        }

        private static long micros(JsonNode decimal) {
            return Micros.parse(decimal.asText());
        }
    }
}
