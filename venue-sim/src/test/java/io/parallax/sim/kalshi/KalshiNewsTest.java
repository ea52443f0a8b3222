package io.parallax.sim.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.QuietPairs;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.venue.Venue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KalshiNewsTest {
    private static final String A = QuietPairs.ticker(1);

    private final VenueSim sim = VenueSim.start(SimSettings.defaults(1)
            .withPairs(List.of())
            .withFeed(SimFeed.DEFAULT.withQuietPairs(3).withKalshi(new SocketRules(50, 20, 2, 20, true))));
    private final KalshiClient.Socket socket = new KalshiClient(sim.kalshiPort()).socket();

    @AfterEach
    void stop() {
        socket.close();
        sim.close();
    }

    private void subscribe(String channel, String... tickers) {
        socket.send("{'id':1,'cmd':'subscribe','params':{'channels':['" + channel + "']"
                + (tickers.length == 0 ? "" : ",'market_tickers':['" + String.join("','", tickers) + "']") + "}}");
    }

    @Test
    void shouldTellTheLifeOfAMarketWithNumbers() {
        subscribe("market_lifecycle_v2");
        socket.next("subscribed");
        KalshiNews news = sim.kalshiNews();
        news.created(A);
        news.closeDateUpdated(A, 1_900_000_000_000_000_000L);
        news.metadataUpdated(A, "Other");
        news.gridUpdated(A, "deci_cent", List.of(TickBand.whole(1_000)));
        news.determined(A, "scalar", 370_000);
        news.settled(A);
        news.eventCreated(A);
        news.feeOverride(A, "quadratic", 0.5);
        news.feeOverride(A, null, null);

        expect(1, "market_lifecycle_v2", "created");
        assertThat(expect(2, "market_lifecycle_v2", "close_date_updated")
                        .get("close_ts")
                        .asLong())
                .isEqualTo(1_900_000_000L);
        expect(3, "market_lifecycle_v2", "metadata_updated");
        assertThat(expect(4, "market_lifecycle_v2", "price_level_structure_updated")
                        .at("/price_ranges/0/step")
                        .asText())
                .isEqualTo("0.0010");
        assertThat(expect(5, "market_lifecycle_v2", "determined")
                        .get("settlement_value")
                        .asText())
                .isEqualTo("0.3700");
        expect(6, "market_lifecycle_v2", "settled");
        expect(7, "event_lifecycle", "");
        assertThat(expect(8, "event_fee_update", "")
                        .get("fee_multiplier_override")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(expect(9, "event_fee_update", "").get("fee_type_override").isNull())
                .isTrue();
        assertThat(new KalshiClient(sim.kalshiPort())
                        .call("GET", "/markets/" + A, null)
                        .body()
                        .at("/market/price_level_structure")
                        .asText())
                .isEqualTo("deci_cent");
    }

    private JsonNode expect(long seq, String type, String eventType) {
        JsonNode frame = socket.next();
        assertThat(frame.get("type").asText()).isEqualTo(type);
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
        assertThat(frame.at("/msg/event_type").asText()).isEqualTo(eventType);
        return frame.get("msg");
    }

    @Test
    void shouldEmptyTheBookOnCloseAndSendAnEmptySnapshotUnasked() {
        subscribe("orderbook_delta", A);
        socket.next("orderbook_snapshot");
        sim.setMarketState(Venue.KALSHI, A, MarketState.CLOSED);
        for (int i = 0; i < 12; i++) {
            assertThat(socket.next("orderbook_delta").at("/msg/delta_fp").asText())
                    .startsWith("-");
        }
        JsonNode snapshot = socket.next("orderbook_snapshot");
        assertThat(snapshot.get("seq").asLong()).isEqualTo(14);
        assertThat(snapshot.get("msg").has("yes_dollars_fp")).isFalse();
        assertThat(snapshot.get("msg").has("no_dollars_fp")).isFalse();
    }

    @Test
    void shouldTellPausesAndCancelWhatRestsAtTheirEnd() {
        subscribe("market_lifecycle_v2");
        subscribe("orderbook_delta", A);
        socket.next("orderbook_snapshot");
        sim.setMarketState(Venue.KALSHI, A, MarketState.PAUSED);
        assertThat(socket.next("market_lifecycle_v2").at("/msg/event_type").asText())
                .isEqualTo("deactivated");
        sim.setMarketState(Venue.KALSHI, A, MarketState.OPEN);
        socket.next("orderbook_delta");
        assertThat(socket.next("market_lifecycle_v2").at("/msg/is_deactivated").asBoolean())
                .isFalse();
        assertThat(sim.books().of(Venue.KALSHI, A).bids()).isEmpty();
    }

    @Test
    void shouldRefuseTooManyMarketsAndTooManyCommands() {
        subscribe("orderbook_delta", A, QuietPairs.ticker(2), QuietPairs.ticker(3));
        assertThat(socket.next().at("/msg/code").asInt()).isEqualTo(26);
        subscribe("orderbook_delta", A, QuietPairs.ticker(2));
        socket.next("subscribed");
        socket.send("{'id':2,'cmd':'update_subscription','params':{'sid':1,'action':'add_markets','market_tickers':['"
                + QuietPairs.ticker(3) + "']}}");
        assertThat(socket.next("error").at("/msg/code").asInt()).isEqualTo(26);
        for (int i = 0; i < 100; i++) {
            socket.send("{'id':" + (10 + i) + ",'cmd':'list_subscriptions'}");
        }
        assertThat(socket.next("error").at("/msg/code").asInt()).isEqualTo(27);
    }
}
