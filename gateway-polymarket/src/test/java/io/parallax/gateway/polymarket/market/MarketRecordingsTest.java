package io.parallax.gateway.polymarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.Vectors;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketRecordingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws_market_recording_2026_09_30.jsonl",
                "ws_market_two_books_2024_12.jsonl",
                "ws_market_several_trades_2024_12.jsonl",
                "ws_market_recording_2024_12.jsonl",
                "ws_market_protocol_v2_recording.jsonl",
                "ws_rest_hash_recording_2025_10.jsonl",
                "synthetic_stream_a.jsonl"
            })
    void shouldEndEveryFrameOfARecordingOnTheBookJacksonBuilds(String file) throws JsonProcessingException {
        List<String> frames = payloads(file);
        List<PolymarketMarket> markets = marketsOf(frames);
        MarketRig rig = new MarketRig(markets);
        ReferenceBooks reference = new ReferenceBooks(markets);
        int compared = 0;
        for (String frame : frames) {
            rig.feed(frame);
            JsonNode tree = treeOrNull(frame);
            if (tree != null) {
                reference.apply(tree);
            }
            for (PolymarketMarket market : markets) {
                Recorder.Book book = rig.recorder.book(market.instrumentId());
                if (book.isWhole()) {
                    compared++;
                    assertThat(book.bids).as(file).isEqualTo(reference.bids.get(market.instrumentId()));
                    assertThat(book.asks).as(file).isEqualTo(reference.asks.get(market.instrumentId()));
                }
            }
        }
        assertThat(rig.faults.total()).isZero();
        assertThat(compared).isGreaterThanOrEqualTo(frames.size() / 2);
    }

    @Test
    void shouldFollowTheAnnotatedStreamToItsFinalBooks() throws JsonProcessingException {
        JsonNode expected = Vectors.sample("synthetic_stream_a.expected.json");
        List<String> frames = payloads("synthetic_stream_a.jsonl");
        JsonNode meta = expected.path("meta");
        PolymarketMarket market = new PolymarketMarket(
                3,
                meta.path("market").asText(),
                meta.path("yes").asText(),
                meta.path("no").asText());
        MarketRig rig = new MarketRig(List.of(market));
        Recorder.Book book = rig.recorder.book(3);
        int voids = 0;
        for (int i = 0; i < frames.size(); i++) {
            rig.feed(frames.get(i));
            JsonNode frame = expected.path("frames").path(i);
            if (!book.isWhole()) {
                voids++;
            } else if (frame.has("yesBid") && !isInsideBatch(frame)) {
                assertThat(best(book.bids)).as("bid after frame %d", i).isEqualTo(price(frame, "yesBid"));
                assertThat(best(book.asks)).as("ask after frame %d", i).isEqualTo(price(frame, "yesAsk"));
            }
        }
        assertThat(voids)
                .as("frames between the new grid and the next whole book")
                .isBetween(1, 60);
        for (String token : List.of(market.yesTokenId(), market.noTokenId())) {
            ReferenceBooks finals = new ReferenceBooks(List.of(market));
            JsonNode last = expected.path("finalBooks").path(token);
            ObjectNode whole = last.deepCopy();
            finals.apply(whole.put("asset_id", token));
            assertThat(book.bids).isEqualTo(finals.bids.get(3));
            assertThat(book.asks).isEqualTo(finals.asks.get(3));
        }
        JsonNode counts = expected.path("counts");
        assertThat(rig.counters.get(MarketCounter.PRICE_CHANGES))
                .isEqualTo(counts.path("price_change").asLong());
        assertThat(rig.counters.get(MarketCounter.TRADES))
                .isEqualTo(counts.path("last_trade_price").asLong());
        assertThat(rig.counters.get(MarketCounter.NEW_MARKETS))
                .isEqualTo(counts.path("new_market").asLong());
        assertThat(rig.counters.get(MarketCounter.PONGS))
                .isEqualTo(counts.path("pong").asLong());
        assertThat(rig.recorder.lines("TickSizeChanged 3 0.001")).hasSize(1);
    }

    private static boolean isInsideBatch(JsonNode frame) {
        return frame.path("batchSize").asInt(1) > 1
                && frame.path("batchIndex").asInt() < frame.path("batchSize").asInt() - 1;
    }

    @Test
    void shouldReplayTheRecordedLevelsOfTheBookVector() throws JsonProcessingException {
        JsonNode vector = Vectors.vectorFile("book_replay_2026_09_30.json");
        List<String> frames = payloads("ws_market_recording_2026_09_30.jsonl");
        MarketRig rig = MarketRig.one();
        Map<String, String> lastHash = new LinkedHashMap<>();
        int verified = 0;
        int next = 0;
        for (int i = 0; i < frames.size(); i++) {
            rig.feed(frames.get(i));
            JsonNode frame = vector.path("frames").path(next);
            if (frame.path("frame").asInt(-1) != i) {
                continue;
            }
            next++;
            for (JsonNode asset : frame.path("assets")) {
                String token = asset.path("asset_id").asText();
                String hash = BookHashes.of(
                        rig.recorder.book(7), token, frame.path("timestamp").asText(), token.equals(MarketRig.NO));
                assertThat(hash)
                        .as("frame %d", i)
                        .isEqualTo(asset.path("localHash").asText());
                lastHash.put(token, hash);
                if (asset.path("matches").asBoolean()) {
                    assertThat(hash).isEqualTo(asset.path("venueHash").asText());
                    verified++;
                }
            }
        }
        assertThat(next).isEqualTo(20);
        assertThat(verified).isGreaterThan(20);
    }

    @Test
    void shouldDecodeEveryCollectedFrameWithoutAFault() {
        Vectors.samples();
        String[] files = {
            "nt_ws_book.json",
            "nt_ws_last_trade_price.json",
            "nt_ws_price_change.json",
            "nt_ws_price_change_v2.json",
            "nt_ws_tick_size_change.json",
            "nt_fixture_ws_book_snapshot.json",
            "nt_fixture_ws_market_best_bid_ask_msg.json",
            "nt_fixture_ws_market_book_msg.json",
            "nt_fixture_ws_market_last_trade_msg.json",
            "nt_fixture_ws_market_new_market_msg.json",
            "nt_fixture_ws_market_price_change_msg.json",
            "nt_fixture_ws_market_resolved_msg.json",
            "nt_fixture_ws_market_tick_size_msg.json",
            "nt_fixture_ws_quotes.json",
            "nt_fixture_ws_tick_size_change.json",
            "nt_fixture_ws_last_trade.json",
            "ws_market_book_2024_11.json",
            "nt_http_book.json",
            "nt_fixture_clob_book_response.json"
        };
        for (String file : files) {
            JsonNode tree = Vectors.sample(file);
            List<PolymarketMarket> markets = marketsOf(List.of(tree.toString()));
            MarketRig rig = new MarketRig(markets);
            ReferenceBooks reference = new ReferenceBooks(markets);
            rig.feed(tree.toPrettyString());
            reference.apply(tree);
            assertThat(rig.faults.total()).as(file).isZero();
            for (PolymarketMarket market : markets) {
                Recorder.Book book = rig.recorder.book(market.instrumentId());
                if (book.isWhole()) {
                    assertThat(book.bids).as(file).isEqualTo(reference.bids.get(market.instrumentId()));
                    assertThat(book.asks).as(file).isEqualTo(reference.asks.get(market.instrumentId()));
                }
            }
        }
    }

    /** One market for each condition id met, its tokens in order of appearance, made up where only one is met. */
    private static List<PolymarketMarket> marketsOf(List<String> frames) {
        Map<String, List<String>> tokens = new LinkedHashMap<>();
        for (String frame : frames) {
            JsonNode tree = treeOrNull(frame);
            if (tree != null) {
                for (JsonNode message :
                        tree.isArray() ? tree : Vectors.JSON.createArrayNode().add(tree)) {
                    note(tokens, message.path("market"), message.path("asset_id"));
                    message.path("price_changes")
                            .forEach(change -> note(tokens, message.path("market"), change.path("asset_id")));
                }
            }
        }
        List<PolymarketMarket> markets = new ArrayList<>();
        tokens.forEach((condition, ids) -> {
            int id = markets.size();
            String second = ids.size() > 1 ? ids.get(1) : Integer.toString(1_000 + id);
            markets.add(new PolymarketMarket(id, condition, ids.get(0), second));
        });
        return markets;
    }

    private static void note(Map<String, List<String>> tokens, JsonNode market, JsonNode token) {
        if (market.asText().matches("0x[0-9a-f]{64}") && token.asText().matches("[1-9][0-9]*")) {
            List<String> known = tokens.computeIfAbsent(market.asText(), id -> new ArrayList<>());
            if (!known.contains(token.asText())) {
                known.add(token.asText());
            }
        }
    }

    private static List<String> payloads(String file) throws JsonProcessingException {
        List<String> payloads = new ArrayList<>();
        for (String line : Vectors.lines(file)) {
            JsonNode tree = Vectors.JSON.readTree(line);
            boolean wrapped = tree.has("payloadUtf8");
            if (!tree.path("direction").asText("recv").equals("recv")) {
                continue;
            }
            payloads.add(wrapped ? tree.path("payloadUtf8").asText() : line);
        }
        return payloads;
    }

    private static JsonNode treeOrNull(String frame) {
        try {
            return Vectors.JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Long best(TreeMap<Long, Long> side) {
        return side.isEmpty() ? null : side.firstKey();
    }

    private static Long price(JsonNode frame, String field) {
        String text = frame.path(field).asText("");
        return text.isEmpty() || text.equals("null") || text.equals("0") || text.equals("1")
                ? null
                : (Long) ReferenceBooks.micros(new BigDecimal(text));
    }
}
