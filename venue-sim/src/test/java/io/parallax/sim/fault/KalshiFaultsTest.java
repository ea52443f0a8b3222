package io.parallax.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.LineFaults;
import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.QuietPairs;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.script.FaultScript;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KalshiFaultsTest {
    private static final String A = QuietPairs.ticker(1);
    private static final String B = QuietPairs.ticker(2);

    private final VenueSim sim =
            VenueSim.start(SimSettings.defaults(1).withPairs(List.of()).withFeed(SimFeed.DEFAULT.withQuietPairs(2)));
    private final LineFaults lines = sim.lines(Venue.KALSHI);

    @AfterEach
    void stop() {
        sim.close();
    }

    private RawClient follower() {
        RawClient client = RawClient.kalshi(sim);
        client.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':['" + A + "','"
                + B + "'],'use_yes_price':false}}");
        client.drainKalshi();
        return client;
    }

    private void change(String market, int contracts) {
        sim.books().setLevel(Venue.KALSHI, market, BookSide.BID, "0.40", Integer.toString(contracts));
    }

    private static List<Long> seqs(List<String> frames) {
        return frames.stream()
                .map(frame -> RawClient.json(frame).get("seq").asLong())
                .toList();
    }

    @Test
    void shouldLoseFramesThatTookTheirNumbers() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.drop(2).ofMarket(B));
            change(A, 1);
            change(B, 2);
            change(B, 3);
            change(A, 4);
            assertThat(seqs(client.drainKalshi())).containsExactly(3L, 6L);
            assertThat(lines.hitCount(Fault.Kind.DROP)).isEqualTo(2);
        }
    }

    @Test
    void shouldStallOneMarketWithoutATraceInTheNumbersAndOneLineOnly() {
        try (RawClient first = follower();
                RawClient second = follower()) {
            lines.begin(0, Fault.stall().ofMarket(B));
            change(B, 1);
            change(A, 2);
            List<String> seen = first.drainKalshi();
            assertThat(seqs(seen)).containsExactly(3L);
            assertThat(seen.get(0)).contains(A);
            assertThat(seqs(second.drainKalshi())).containsExactly(3L, 4L);

            lines.begin(0, Fault.stall());
            change(A, 3);
            assertThat(first.drainKalshi()).isEmpty();
            lines.cure(0);
            change(B, 4);
            assertThat(seqs(first.drainKalshi())).containsExactly(4L);
        }
    }

    @Test
    void shouldRepeatAndSwapFrames() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.duplicate(1));
            change(A, 1);
            change(A, 2);
            assertThat(seqs(client.drainKalshi())).containsExactly(3L, 3L, 4L);
            lines.begin(0, Fault.reorder());
            change(A, 3);
            change(A, 4);
            change(A, 5);
            assertThat(seqs(client.drainKalshi())).containsExactly(6L, 5L, 7L);
        }
    }

    @Test
    void shouldHoldFramesInTheirOrder() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.delay(Duration.ofMinutes(10)));
            change(A, 1);
            change(A, 2);
            assertThat(client.drainKalshi()).isEmpty();
            lines.cure(0);
            assertThat(seqs(client.drainKalshi())).containsExactly(3L, 4L);

            lines.begin(0, Fault.delay(Duration.ofMillis(5)));
            change(A, 3);
            change(A, 4);
            assertThat(seqs(List.of(client.next(), client.next()))).containsExactly(5L, 6L);
        }
    }

    @Test
    void shouldDamageFrames() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.truncate(1));
            change(A, 1);
            assertThat(client.next())
                    .startsWith("{\"type\":\"orderbook_delta\"")
                    .doesNotContain("sending_ts_ms");
            lines.begin(0, Fault.hostile(BadText.NUMBERS.size()));
            for (String number : BadText.NUMBERS) {
                change(A, 10 + number.length() + BadText.NUMBERS.indexOf(number) * 100);
                assertThat(client.nextJson().at("/msg/price_dollars").asText()).isEqualTo(number);
            }
            lines.begin(0, Fault.wrongTimes(WrongTime.SECONDS, 1));
            change(A, 7);
            assertThat(client.nextJson().at("/msg/ts_ms").asLong()).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void shouldSayWhatNobodyUnderstands() {
        try (RawClient client = follower()) {
            for (String garbage : BadText.GARBAGE) {
                lines.begin(0, Fault.garbage());
                assertThat(client.next()).isEqualTo(garbage);
            }
            lines.begin(0, Fault.unknownType());
            assertThat(client.nextJson().get("type").asText()).isEqualTo("orderbook_rumour");
            lines.begin(0, Fault.giant());
            assertThat(client.nextJson().toString()).hasSizeGreaterThan(1 << 20);
        }
    }

    @Test
    void shouldBeginMessagesThatNeverEnd() {
        try (RawClient fragments = follower();
                RawClient drip = follower()) {
            lines.begin(0, Fault.fragments());
            lines.begin(1, Fault.drip());
            Await.until("a mebibyte of fragments", () -> fragments.fragmentBytes() > 1 << 20);
            change(A, 1);
            Await.until("some bytes", () -> drip.fragmentBytes() > 1);
            assertThat(fragments.isQuiet()).isTrue();
            assertThat(drip.isQuiet()).isTrue();
        }
    }

    @Test
    void shouldGoDeadWithoutAnEnd() {
        try (RawClient client = follower();
                RawClient other = follower()) {
            lines.begin(0, Fault.halfOpen());
            client.send("{'id':7,'cmd':'list_subscriptions'}");
            change(A, 1);
            assertThat(seqs(other.drainKalshi())).containsExactly(3L);
            assertThat(client.isQuiet()).isTrue();
            assertThat(lines.openCount()).isEqualTo(2);
            lines.cure(0);
            change(A, 2);
            assertThat(client.nextJson().get("type").asText()).isEqualTo("orderbook_delta");
        }
    }

    @Test
    void shouldEndConnectionsByCloseFrameOrResetAndReuseTheirSlots() {
        try (RawClient first = follower();
                RawClient second = follower()) {
            lines.begin(0, Fault.close(1012));
            assertThat(first.next()).isEqualTo(RawClient.CLOSED + "1012>");
            lines.begin(1, Fault.reset());
            assertThat(second.next()).startsWith("<");
            Await.until("both gone", () -> lines.openCount() == 0);
        }
        try (RawClient again = follower()) {
            lines.begin(0, Fault.unknownType());
            assertThat(again.next()).contains("rumour");
            assertThat(lines.acceptedCount()).isEqualTo(3);
        }
    }

    @Test
    void shouldWithholdOrDelaySnapshotsOfConnectionsToCome() {
        lines.beginNext(Fault.withholdSnapshots(1), 1);
        try (RawClient client = RawClient.kalshi(sim)) {
            client.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':['" + A
                    + "']}}");
            assertThat(client.drainKalshi()).hasSize(1).first().asString().contains("subscribed");
            client.send("{'id':2,'cmd':'update_subscription','params':{'sid':1,'action':'get_snapshot',"
                    + "'market_tickers':['" + A + "']}}");
            JsonNode snapshot = client.nextJson();
            assertThat(snapshot.get("type").asText()).isEqualTo("orderbook_snapshot");
            assertThat(snapshot.get("seq").asLong()).isEqualTo(1);
        }
        Await.until("the slot is free", () -> lines.openCount() == 0);
        lines.beginNext(Fault.lateSnapshots(Duration.ofMillis(50), 1), 1);
        try (RawClient client = RawClient.kalshi(sim)) {
            client.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':['" + A
                    + "']}}");
            assertThat(client.next()).contains("subscribed");
            change(A, 3);
            assertThat(client.nextJson().get("type").asText()).isEqualTo("orderbook_delta");
            JsonNode snapshot = client.nextJson();
            assertThat(snapshot.get("type").asText()).isEqualTo("orderbook_snapshot");
            assertThat(snapshot.get("seq").asLong()).isEqualTo(2);
        }
    }

    @Test
    void shouldTurnClientsAwayForATime() {
        lines.answerNext(Handshake.refuse(429), 1);
        assertThatThrownBy(() -> RawClient.kalshi(sim))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("Unexpected HTTP response status code 429");
        lines.answerAll(Handshake.RESET); // all, because the JDK's client tries again after a reset
        assertThatThrownBy(() -> RawClient.kalshi(sim)).isInstanceOf(CompletionException.class);
        lines.answerAll(Handshake.refuse(403));
        assertThatThrownBy(() -> RawClient.kalshi(sim)).hasRootCauseMessage("Unexpected HTTP response status code 403");
        assertThat(lines.refusedCount()).isGreaterThanOrEqualTo(3);
        lines.stopListening();
        lines.cureAll();
        assertThatThrownBy(() -> RawClient.kalshi(sim)).isInstanceOf(CompletionException.class);
        lines.listenAgain();
        try (RawClient client = follower()) {
            change(A, 1);
            assertThat(seqs(client.drainKalshi())).containsExactly(3L);
        }
    }

    @Test
    void shouldEndTheSubscriptionWithTheVenuesError() {
        try (RawClient client = follower()) {
            lines.begin(0, Fault.subscriptionError(25));
            JsonNode error = client.nextJson();
            assertThat(error.at("/msg/code").asInt()).isEqualTo(25);
            assertThat(error.get("sid").asInt()).isEqualTo(1);
            change(A, 1);
            assertThat(client.drainKalshi()).isEmpty();
        }
    }

    @Test
    void shouldNameConnectionsByTheMarketsTheyFollow() {
        try (RawClient other = RawClient.kalshi(sim);
                RawClient client = follower()) {
            lines.beginFollower(B, 0, Fault.unknownType());
            assertThat(client.next()).contains("rumour");
            assertThat(other.isQuiet()).isTrue();
            assertThatThrownBy(() -> lines.beginFollower(B, 1, Fault.unknownType()))
                    .hasMessageContaining("follower 1 of " + B);
        }
    }

    @Test
    void shouldPlayAScript() {
        FaultScript script = new FaultScript()
                .at(Venue.KALSHI)
                .line(0)
                .begin(Fault.unknownType())
                .after(Duration.ofMillis(20))
                .everyLine()
                .begin(Fault.garbage())
                .cure();
        try (RawClient client = follower()) {
            sim.play(script);
            assertThat(client.next()).contains("rumour");
            assertThat(client.next()).isEqualTo(BadText.GARBAGE.get(0));
        }
    }
}
