package io.parallax.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.sim.LineFaults;
import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PolymarketFaultsTest {
    private final VenueSim sim =
            VenueSim.start(SimSettings.defaults(1).withPairs(List.of()).withFeed(SimFeed.DEFAULT.withQuietPairs(2)));
    private final LineFaults lines = sim.lines(Venue.POLYMARKET);
    private final PolymarketListing a = sim.polymarketListings().get(0);
    private final PolymarketListing b = sim.polymarketListings().get(1);

    @AfterEach
    void stop() {
        sim.close();
    }

    private RawClient follower() {
        RawClient client = subscriber();
        assertThat(client.next()).startsWith("[{").endsWith("]\n");
        return client;
    }

    private RawClient subscriber() {
        return RawClient.polymarket(sim)
                .send("{'assets_ids':['" + a.yesTokenId() + "','" + b.yesTokenId() + "'],'type':'market'}");
    }

    private void change(PolymarketListing market, int contracts) {
        sim.books().setLevel(Venue.POLYMARKET, market.conditionId(), BookSide.BID, "0.40", Integer.toString(contracts));
    }

    private static List<String> sizes(List<String> frames) {
        return frames.stream()
                .map(frame -> RawClient.json(frame).at("/price_changes/0/size").asText())
                .toList();
    }

    @Test
    void shouldLoseRepeatSwapAndHoldFrames() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.drop(1).ofMarket(b.conditionId()));
            change(a, 1);
            change(b, 2);
            change(b, 3);
            assertThat(sizes(client.drainPolymarket())).containsExactly("1", "3");
            lines.begin(0, Fault.duplicate(1));
            change(a, 4);
            assertThat(sizes(client.drainPolymarket())).containsExactly("4", "4");
            lines.begin(0, Fault.reorder());
            change(a, 5);
            change(a, 6);
            assertThat(sizes(client.drainPolymarket())).containsExactly("6", "5");
            lines.begin(0, Fault.delay(Duration.ofMinutes(10)));
            change(a, 7);
            assertThat(client.drainPolymarket()).isEmpty();
            lines.cure(0);
            assertThat(sizes(client.drainPolymarket())).containsExactly("7");
        }
    }

    @Test
    void shouldStallWhileKeepAlivesAreAnsweredAndGoDeadWithoutThem() {
        try (RawClient client = follower();
                RawClient other = follower()) {
            lines.begin(0, Fault.stall());
            change(a, 1);
            assertThat(client.drainPolymarket()).isEmpty();
            lines.begin(0, Fault.halfOpen());
            client.send("PING");
            other.drainPolymarket();
            assertThat(client.isQuiet()).isTrue();
            assertThat(lines.openCount()).isEqualTo(2);
        }
    }

    @Test
    void shouldWithholdOrDelayTheDump() {
        lines.beginNext(Fault.withholdSnapshots(1), 1);
        try (RawClient client = subscriber()) {
            Await.until("the dump is withheld", () -> lines.hitCount(Fault.Kind.WITHHOLD) == 1);
            change(a, 1);
            assertThat(sizes(client.drainPolymarket().subList(0, 1))).containsExactly("1");
        }
        Await.until("the slot is free", () -> lines.openCount() == 0);
        lines.beginNext(Fault.lateSnapshots(Duration.ofMillis(100), 1), 1);
        try (RawClient client = subscriber()) {
            client.drainPolymarket();
            change(a, 2);
            assertThat(client.next()).contains("price_change");
            assertThat(client.until("\"event_type\":\"book\"")).allMatch(frame -> frame.contains("\"best_bid"));
        }
    }

    @Test
    void shouldDamageFramesAndEndConnections() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.hostile(1));
            change(a, 1);
            assertThat(client.nextJson().at("/price_changes/0/price").asText()).isEqualTo(BadText.NUMBERS.get(0));
            lines.begin(0, Fault.truncate(1));
            change(a, 2);
            assertThat(client.next()).doesNotEndWith("}");
            lines.begin(0, Fault.unknownType());
            assertThat(client.nextJson().get("event_type").asText()).isEqualTo("market_rumour");
            lines.begin(0, Fault.close(1001));
            assertThat(client.next()).isEqualTo(RawClient.CLOSED + "1001>");
        }
        lines.answerNext(Handshake.refuse(403), 1);
        assertThatThrownBy(this::subscriber).hasRootCauseMessage("Unexpected HTTP response status code 403");
        follower().close();
    }

    @Test
    void shouldSendConsistentWrongTimes() {
        try (RawClient client = follower()) {
            sim.sendWrongTimes(Venue.POLYMARKET, WrongTime.FUTURE);
            change(a, 1);
            long sentMs = client.nextJson().get("timestamp").asLong();
            assertThat(sentMs).isGreaterThan(System.currentTimeMillis() + 3_000_000L);
        }
    }

    @Test
    void shouldTellNewAndResolvedMarketsAndTicksOfOneTokenOrBoth() {
        try (RawClient client = follower()) {
            client.send("{'assets_ids':['" + a.yesTokenId()
                            + "'],'operation':'subscribe','custom_feature_enabled':true}")
                    .until("NO NEW ASSETS");
            sim.polymarketNews().newMarket(b.conditionId());
            assertThat(client.nextJson().get("event_type").asText()).isEqualTo("new_market");
            sim.polymarketNews().resolved(a.conditionId(), Outcome.NO);
            assertThat(client.nextJson().get("winning_asset_id").asText()).isEqualTo(a.noTokenId());
            sim.polymarketNews().tickChanged(a.conditionId(), 1_000, false);
            assertThat(client.nextJson().get("asset_id").asText()).isEqualTo(a.yesTokenId());
            assertThat(client.drainPolymarket()).isEmpty();
        }
    }
}
