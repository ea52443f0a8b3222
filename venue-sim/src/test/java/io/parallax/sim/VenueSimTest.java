package io.parallax.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.SharedVectors;
import io.parallax.sim.flow.Capture;
import io.parallax.sim.kalshi.KalshiClient;
import io.parallax.sim.venue.Venue;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VenueSimTest {
    private static final String GAMES = "kalshi/samples/ws/prod_mlb_wnba_12_markets_20260807.jsonl";

    @Test
    void shouldServeGeneratedPairsAndTellTheTruth() {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(7))) {
            KalshiClient client = new KalshiClient(sim.kalshiPort());
            SimPair pair = sim.settings().pairs().get(0);
            String ticker = pair.kalshi().ticker();
            try (KalshiClient.Socket socket = client.socket()) {
                socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_ticker':'"
                        + ticker + "'}}");
                JsonNode snapshot = socket.next("orderbook_snapshot");
                assertThat(snapshot.at("/msg/yes_dollars_fp")).isNotEmpty();
                assertThat(socket.next("orderbook_delta").get("seq").asLong()).isEqualTo(2);
            }
            KalshiClient.Answer order = client.call("POST", "/portfolio/events/orders", order(ticker));

            assertThat(order.status()).isEqualTo(201);
            SimTruth truth = sim.truth();
            assertThat(truth.kalshi().netMicros(ticker)).isEqualTo(3 * Micros.ONE);
            assertThat(truth.kalshi().orderCount()).isEqualTo(1);
            assertThat(truth.kalshi().feesMicros()).isPositive();
            assertThat(truth.kalshi().cashMicros()).isLessThan(truth.kalshi().initialCashMicros());
            assertThat(truth.polymarket().fillCount()).isZero();

            sim.rejectNextOrder(Venue.KALSHI, "insufficient_balance");
            assertThat(client.call("POST", "/portfolio/events/orders", order(ticker))
                            .status())
                    .isEqualTo(400);
            sim.setMarketState(Venue.KALSHI, ticker, MarketState.CLOSED);
            assertThat(client.call("GET", "/markets/" + ticker, null)
                            .body()
                            .at("/market/status")
                            .asText())
                    .isEqualTo("closed");
            client.call("POST", "/portfolio/events/orders", order(ticker));
            assertThat(sim.truth().kalshi().orderCount()).isEqualTo(1);
            assertThat(sim.failure()).isNull();
        }
    }

    private static String order(String ticker) {
        return ("{'ticker':'" + ticker + "','side':'bid','price':'0.9900','count':'3.00',"
                        + "'time_in_force':'immediate_or_cancel','self_trade_prevention_type':'taker_at_cross'}")
                .replace('\'', '"');
    }

    @Test
    void shouldReplayARecordingToTheBooksThatAReferenceBuilds() throws IOException {
        Path file = SharedVectors.file(GAMES);
        SimSettings settings = SimSettings.defaults(7).withPairs(List.of()).withCaptures(List.of(file), 1_000_000_000L);
        try (VenueSim sim = VenueSim.start(settings);
                KalshiClient.Socket socket = new KalshiClient(sim.kalshiPort()).socket()) {
            String tickers = sim.kalshiListings().stream()
                    .map(listing -> "'" + listing.ticker() + "'")
                    .collect(Collectors.joining(","));
            socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':["
                    + tickers + "],'use_yes_price':false}}");
            Map<String, TreeMap<String, Long>> books = new HashMap<>();
            long frames = 12 + Capture.scan(file).frameCount();
            for (long seq = 1; seq <= frames; seq++) {
                JsonNode frame = socket.next();
                if (frame.get("type").asText().equals("subscribed")) {
                    frame = socket.next();
                }
                assertThat(frame.get("seq").asLong()).isEqualTo(seq);
                apply(frame, books);
            }

            assertThat(books).isEqualTo(reference(file));
            assertThat(sim.capturesDone()).isTrue();
            assertThat(sim.failure()).isNull();
        }
    }

    @Test
    void shouldReplayAPolymarketRecordingByteForByte() throws Exception {
        Path file = SharedVectors.file("polymarket/samples/ws_market_recording_2026_09_30.jsonl");
        SimSettings settings = SimSettings.defaults(7).withPairs(List.of()).withCaptures(List.of(file), 500_000_000L);
        List<String> recorded = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String payload =
                    new ObjectMapper().readTree(line).get("payloadUtf8").asText();
            if (!payload.equals("PONG")) {
                recorded.add(payload);
            }
        }
        LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (VenueSim sim = VenueSim.start(settings)) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(sim.polymarketMarketSocket(), new Collector(received))
                    .join();
            String token = sim.polymarketListings().get(0).yesTokenId();
            String other = sim.polymarketListings().get(0).noTokenId();
            socket.sendText("{\"assets_ids\":[\"" + token + "\",\"" + other + "\"],\"type\":\"market\"}", true)
                    .join();
            for (int i = 0; i < recorded.size(); i++) {
                assertThat(received.poll(10, TimeUnit.SECONDS)).as("frame " + i).isEqualTo(recorded.get(i));
            }
            assertThat(sim.failure()).isNull();
            socket.abort();
        }
    }

    private static final class Collector implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> received;
        private final StringBuilder text = new StringBuilder();

        Collector(LinkedBlockingQueue<String> received) {
            this.received = received;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private static Map<String, TreeMap<String, Long>> reference(Path file) throws IOException {
        Map<String, TreeMap<String, Long>> books = new HashMap<>();
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                apply(mapper.readTree(line).path("frame"), books);
            }
        }
        return books;
    }

    private static void apply(JsonNode frame, Map<String, TreeMap<String, Long>> books) {
        JsonNode msg = frame.path("msg");
        String type = frame.path("type").asText();
        if (type.equals("orderbook_snapshot")) {
            TreeMap<String, Long> book = new TreeMap<>();
            books.put(msg.get("market_ticker").asText(), book);
            for (String side : new String[] {"yes", "no"}) {
                for (JsonNode level : msg.path(side + "_dollars_fp")) {
                    book.put(
                            side + level.get(0).asText(),
                            Micros.parse(level.get(1).asText()));
                }
            }
        } else if (type.equals("orderbook_delta")) {
            TreeMap<String, Long> book = books.get(msg.get("market_ticker").asText());
            String key = msg.get("side").asText() + msg.get("price_dollars").asText();
            book.merge(key, Micros.parse(msg.get("delta_fp").asText()), Math::addExact);
            book.values().removeIf(qty -> qty == 0);
        }
    }
}
