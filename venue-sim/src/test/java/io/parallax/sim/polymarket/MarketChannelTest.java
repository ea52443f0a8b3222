package io.parallax.sim.polymarket;

import static io.parallax.sim.polymarket.VenueFixture.CONDITION;
import static io.parallax.sim.polymarket.VenueFixture.NO;
import static io.parallax.sim.polymarket.VenueFixture.YES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TimeInForce;
import io.parallax.sim.polymarket.VenueFixture.SocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MarketChannelTest {
    @Test
    void shouldDumpBothBooksAsOneCompactArray() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            SocketClient client = venue.marketSocket(YES, NO);
            String dump = client.next();
            assertThat(dump)
                    .startsWith("[{\"market\":\"" + CONDITION + "\",\"asset_id\":\"" + YES + "\",\"timestamp\":\"")
                    .contains("\"bids\":[{\"price\":\"0.48\",\"size\":\"100\"},{\"price\":\"0.49\",\"size\":\"200\"}]")
                    .contains("\"asks\":[{\"price\":\"0.52\",\"size\":\"200\"},{\"price\":\"0.51\",\"size\":\"100\"}]")
                    .endsWith("\"tick_size\":\"0.01\",\"event_type\":\"book\",\"last_trade_price\":\"\"}]\n");
            FollowedBooks books = new FollowedBooks(YES);
            books.takeAll(List.of(dump));
            assertThat(books.hashesVerified()).isEqualTo(2);
        }
    }

    @Test
    void shouldSendOneLevelPerFrameWithTheHashAfterTheWholeEvent() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            SocketClient client = venue.marketSocket(YES, NO);
            List<String> frames = new ArrayList<>(List.of(client.next()));
            venue.onLoop(() -> venue.exchange.inOneEvent(venue.market, venue.nowNs.addAndGet(5_000_000), () -> {
                place(venue, Outcome.YES, "0.47", "30");
                place(venue, Outcome.YES, "0.46", "31");
                place(venue, Outcome.NO, "0.45", "32");
            }));
            List<String> changes = client.drain();
            assertThat(changes).hasSize(3);
            JsonNode last = VenueFixture.JSON.readTree(changes.get(2));
            JsonNode named = last.get("price_changes").get(0);
            JsonNode mirror = last.get("price_changes").get(1);
            assertThat(named.get("asset_id").asText()).isEqualTo(NO);
            assertThat(named.get("price").asText()).isEqualTo("0.45");
            assertThat(named.get("side").asText()).isEqualTo("BUY");
            assertThat(mirror.get("price").asText()).isEqualTo("0.55");
            assertThat(mirror.get("side").asText()).isEqualTo("SELL");
            for (String change : changes) {
                assertThat(change)
                        .contains(named.get("hash").asText(), mirror.get("hash").asText());
            }
            frames.addAll(changes);
            FollowedBooks books = new FollowedBooks(YES);
            books.takeAll(frames);
            assertThat(books.hashesVerified()).isEqualTo(4);
        }
    }

    @Test
    void shouldSendBothBooksAfterATradeAndThePrintLater() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            SocketClient client = venue.marketSocket(YES, NO);
            List<String> frames = new ArrayList<>(List.of(client.next()));
            venue.house(Outcome.NO, Action.BUY, "0.51", "120");
            frames.add(client.next());
            frames.add(client.next());
            frames.add(client.next());
            assertThat(frames.get(1)).startsWith("{\"market\":\"" + CONDITION + "\", \"asset_id\":\"" + NO);
            assertThat(frames.get(2)).startsWith("{\"market\":\"" + CONDITION + "\", \"asset_id\":\"" + YES);
            assertThat(frames.get(1)).doesNotContain("tick_size").doesNotContain("last_trade_price");
            JsonNode print = VenueFixture.JSON.readTree(frames.get(3));
            assertThat(print.get("event_type").asText()).isEqualTo("last_trade_price");
            assertThat(print.get("asset_id").asText()).isEqualTo(NO);
            assertThat(print.get("price").asText()).isEqualTo("0.51");
            assertThat(print.get("size").asText()).isEqualTo("120");
            assertThat(print.get("side").asText()).isEqualTo("BUY");
            FollowedBooks books = new FollowedBooks(YES);
            books.takeAll(frames);
            assertThat(books.hashesVerified()).isEqualTo(4);
            String snapshot = venue.marketSocket(YES).next();
            assertThat(snapshot).contains("\"last_trade_price\":\"0.490\"");
        }
    }

    @Test
    void shouldKeepEveryHashReproducibleUnderRandomFlow() throws Exception {
        long seed = 20_261_120L;
        Random random = new Random(seed);
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            SocketClient client = venue.marketSocket(YES, NO);
            FollowedBooks books = new FollowedBooks(YES);
            List<String> frames = new ArrayList<>(List.of(client.next()));
            List<Order> resting = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                if (random.nextInt(4) == 0 && !resting.isEmpty()) {
                    Order order = resting.remove(random.nextInt(resting.size()));
                    venue.onLoop(
                            () -> venue.exchange.cancel(order, CancelReason.USER, venue.nowNs.addAndGet(1_000_000)));
                } else {
                    long trades = venue.exchange.tradeCount();
                    resting.add(venue.house(
                            random.nextBoolean() ? Outcome.YES : Outcome.NO,
                            random.nextBoolean() ? Action.BUY : Action.SELL,
                            Micros.format(10_000L * (45 + random.nextInt(10))),
                            Micros.format(10_000L * (500 + random.nextInt(10_000)))));
                    if (venue.exchange.tradeCount() > trades) {
                        String frame = client.next();
                        while (!frame.contains("\"last_trade_price\"")) {
                            frames.add(frame);
                            frame = client.next();
                        }
                        frames.add(frame);
                    }
                }
            }
            frames.addAll(client.drain());
            books.takeAll(frames);
            assertThat(books.hashesVerified()).as("seed %d", seed).isGreaterThan(200);
        }
    }

    @Test
    void shouldRefineTheTickNearTheEndOfTheRange() throws Exception {
        try (VenueFixture venue = new VenueFixture()) {
            venue.house(Outcome.YES, Action.SELL, "0.99", "50");
            SocketClient client = venue.marketSocket(YES, NO);
            List<String> frames = new ArrayList<>(List.of(client.next()));
            venue.house(Outcome.YES, Action.BUY, "0.96", "50");
            frames.addAll(client.drain());
            assertThat(frames).hasSize(4);
            assertThat(frames.get(2))
                    .contains("\"asset_id\":\"" + YES + "\", \"old_tick_size\":\"0.01\", \"new_tick_size\":\"0.001\"");
            assertThat(frames.get(3)).contains(NO).contains("tick_size_change");
            venue.house(Outcome.YES, Action.BUY, "0.961", "50");
            frames.addAll(client.drain());
            new FollowedBooks(YES).takeAll(frames);
            assertThat(venue.get("/tick-size?token_id=" + NO).body()).isEqualTo("{\"minimum_tick_size\":0.001}");
        }
    }

    @Test
    void shouldFollowLaterSubscriptionsOnly() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            SocketClient client = venue.marketSocket(YES);
            client.next();
            client.send("{\"assets_ids\":[\"" + YES + "\"],\"operation\":\"subscribe\"}");
            client.expect("NO NEW ASSETS");
            client.send("{\"assets_ids\":[\"" + NO + "\"],\"operation\":\"subscribe\"}");
            assertThat(client.next()).startsWith("[{").contains(NO);
            client.send("{\"assets_ids\":[\"" + YES + "\",\"" + NO + "\"],\"operation\":\"unsubscribe\"}");
            assertThat(client.drain()).isEmpty();
            venue.house(Outcome.YES, Action.BUY, "0.40", "10");
            assertThat(client.drain()).isEmpty();
            client.send("nonsense");
            client.expect("INVALID OPERATION");
            client.send("{\"assets_ids\":[\"" + YES + "\"],\"operation\":\"subscribe\",\"initial_dump\":false,"
                    + "\"custom_feature_enabled\":true}");
            assertThat(client.drain()).isEmpty();
            venue.house(Outcome.YES, Action.BUY, "0.50", "10");
            List<String> frames = client.drain();
            assertThat(frames).hasSize(2);
            assertThat(frames.get(1))
                    .contains("\"best_bid\":\"0.5\", \"best_ask\":\"0.51\", \"spread\":\"0.01\"")
                    .contains("\"best_bid_ask\"");
        }
    }

    @Test
    void shouldTakeSubscriptionsOfManyTokensSentInSeveralFragments() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            String[] tokens = new String[500];
            java.util.Arrays.setAll(tokens, i -> YES + i);
            tokens[499] = NO;
            SocketClient client = venue.marketSocket(tokens);
            JsonNode dump = client.nextJson();
            assertThat(dump).hasSize(1);
            assertThat(dump.get(0).get("asset_id").asText()).isEqualTo(NO);
        }
    }

    @Test
    void shouldReplayRecordedFramesVerbatimToFollowersOfTheTokens() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
            venue.onLoop(() -> venue.server.onSubscribed(heard::add));
            SocketClient yes = venue.marketSocket(YES);
            SocketClient no = venue.marketSocket(NO);
            yes.next();
            no.next();
            venue.onLoop(() -> assertThat(heard).containsExactly(CONDITION, CONDITION));
            String odd = "{\"asset_id\" : \"" + YES + "\",\n \"event_type\":\"unheard-of\"}";
            venue.onLoop(() -> venue.server.sendRecorded(Set.of(YES), odd));
            assertThat(yes.drain()).containsExactly(odd);
            assertThat(no.drain()).isEmpty();
        }
    }

    @Test
    void shouldFallSilentAndDisconnectOnDemand() throws Exception {
        try (VenueFixture venue = new VenueFixture().withLadder()) {
            SocketClient client = venue.marketSocket(YES, NO);
            client.next();
            venue.onLoop(() -> venue.server.silenceMarketData(true));
            venue.house(Outcome.YES, Action.BUY, "0.40", "10");
            assertThat(client.drain()).isEmpty();
            venue.onLoop(venue.server::disconnectAll);
            client.expectClosed();
            venue.onLoop(() -> venue.server.silenceMarketData(false));
            assertThat(venue.marketSocket(YES).next()).contains("\"0.4\"");
        }
    }

    private static void place(VenueFixture venue, Outcome outcome, String price, String shares) {
        venue.exchange.submit(
                OrderRequest.of(
                        CONDITION,
                        venue.exchange.house(),
                        outcome,
                        Action.BUY,
                        Micros.parse(price),
                        Micros.parse(shares),
                        TimeInForce.GTC),
                venue.nowNs.get());
    }
}
