package io.parallax.gateway.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.CancelAllEncoder;
import io.parallax.codecs.sbe.CancelOrderEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.QueryOrderEncoder;
import io.parallax.codecs.sbe.ReconnectLineEncoder;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.ResubscribeEncoder;
import io.parallax.codecs.sbe.SignAheadEncoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.FeedSettings;
import io.parallax.config.HttpMode;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.PolymarketTier;
import io.parallax.config.Secret;
import io.parallax.config.SigningLimits;
import io.parallax.config.SigningSettings;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.market.MarketCounter;
import io.parallax.gateway.polymarket.order.OrderCounter;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.polymarket.signing.ClobOrder;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.polymarket.signing.RequestMac;
import io.parallax.gateway.polymarket.signing.VectorOrders;
import io.parallax.gateway.polymarket.signing.Words;
import io.parallax.gateway.ws.FrameTap;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolymarketGatewayTest {
    // Throw-away: the well-known first development account of Ethereum tool kits; the login is that of the vectors.
    private static final String KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    private static final String WALLET = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    private static final String API_KEY = "8f7c2a10-0000-4000-8000-00000000beef";
    private static final String SECRET = "V_iLs_vY9lXiVa99muYXbngPjOk_W9WYuLTn9KvQSa8=";
    private static final String MARKET = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";
    private static final String YES = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
    private static final String NO = "40113202025193181740822500498877260546965498642740503547096491847887927548587";
    private static final int INSTRUMENT = 5;
    private static final long SESSION = 0x1234_5678L;
    private static final long LONG_AGO_NS = 1_790_766_966_316_000_000L;
    private static final String SNAPSHOT = "[{\"market\":\"" + MARKET + "\",\"asset_id\":\"" + YES
            + "\",\"timestamp\":\"1790767298640\",\"bids\":[{\"price\":\"0.49\",\"size\":\"20\"}],\"asks\":[{\"price\":"
            + "\"0.51\",\"size\":\"7\"}],\"tick_size\":\"0.01\",\"event_type\":\"book\"}]\n";

    private final Recorder recorder = new Recorder();
    private final TradingGate gate = new TradingGate();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long signedNs = SubmitOrderEncoder.signedNsNullValue();
    private long commandNs = LONG_AGO_NS;
    private FakeVenue venue;
    private GatewayLoops loops;
    private FeedSettings feed = feed(1, 100);
    private PolymarketGateway gateway;

    @BeforeEach
    void start() throws InterruptedException {
        venue = new FakeVenue();
        loops = new GatewayLoops("test", 1, false);
        venue.answer(
                "GET /clob-markets/" + MARKET,
                200,
                "{\"c\":\"" + MARKET + "\",\"t\":[{\"t\":\"" + YES + "\",\"o\":\"Up\"},{\"t\":\"" + NO
                        + "\",\"o\":\"Down\"}],\"mts\":0.01,\"mos\":5,\"nr\":false,\"ao\":true,\"v\":\"v1\"}");
        gateway = gateway(true, API_KEY);
        gateway.defineInstruments();
        gateway.start();
        gate.open();
        venue.market().next();
        venue.user().next();
        recorder.clear();
    }

    @AfterEach
    void stop() {
        gateway.close();
        loops.close();
        venue.close();
    }

    private static FeedSettings feed(int lines, int markets) {
        return new FeedSettings(lines, markets, 500, 0, 0, 0, 0, 0, 600, 1_000_000, 20_000_000_000L, false, true);
    }

    private PolymarketGateway gateway(boolean sendOrders, String apiKey) {
        return gateway(sendOrders, apiKey, SigningSettings.unlimited());
    }

    private PolymarketGateway gateway(boolean sendOrders, String apiKey, SigningSettings signing) {
        return new PolymarketGateway(
                settings(apiKey),
                signing,
                feed,
                SESSION,
                OrderRoute.of(sendOrders),
                recorder,
                gate,
                loops.next(),
                EpochClock.system(),
                List.of(new PolymarketMarket(INSTRUMENT, MARKET, YES, NO)),
                FrameTap.NONE);
    }

    private PolymarketSettings settings(String apiKey) {
        return new PolymarketSettings(
                venue.http(),
                venue.socket("/ws/market"),
                venue.socket("/ws/user"),
                137,
                0,
                WALLET,
                new Secret(KEY),
                new Secret(apiKey),
                new Secret(SECRET),
                new Secret("pass"),
                PolymarketTier.STANDARD,
                http());
    }

    Map<String, Long> counters() {
        Map<String, Long> counts = new HashMap<>();
        gateway.forEachCounter(counts::put);
        return counts;
    }

    /** Which HTTP it speaks to the venue. */
    HttpMode http() {
        return HttpMode.AUTO;
    }

    @Test
    void shouldSendTheSignedOrderThatFollowsFromTheCommand() throws InterruptedException, JsonProcessingException {
        String hash = hash(1, YES, false, 5_200_000, 10_000_000);
        venue.answer("POST /order", 200, answer(hash, "matched", "5.2", "10"));
        submit(1, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2099");
        assertThat(recorder.await("Order", 1)).containsExactly("OrderDone 1 FILLED 10");

        FakeVenue.Call call = venue.calls("POST /order").get(0);
        JsonNode body = Vectors.JSON.readTree(call.body());
        assertThat(body.path("order").path("salt").asLong()).isEqualTo(OrderIds.salt53(SESSION, 1));
        assertThat(body.path("order").path("timestamp").asText()).isEqualTo("1790766966316");
        assertThat(body.path("order").path("makerAmount").asText()).isEqualTo("5200000");
        assertThat(body.path("orderType").asText()).isEqualTo("FOK");
        assertThat(body.path("owner").asText()).isEqualTo(API_KEY);
        assertThat(call.headers()).containsEntry("POLY_ADDRESS", WALLET).containsEntry("POLY_PASSPHRASE", "pass");
        byte[] bytes = call.body().getBytes(StandardCharsets.UTF_8);
        assertThat(call.headers())
                .containsEntry(
                        "POLY_SIGNATURE",
                        new RequestMac(new Secret(SECRET))
                                .sign(
                                        Long.parseLong(call.headers().get("POLY_TIMESTAMP")),
                                        "POST",
                                        "/order",
                                        bytes,
                                        0,
                                        bytes.length));
    }

    @Test
    void shouldSendWhatWasSignedAheadUnderTheTimeItWasSigned() throws InterruptedException, JsonProcessingException {
        commandNs = EpochClock.system().epochNanos();
        signAhead(40, "0.52", commandNs + 3_600_000_000_000L);
        String hash = hash(40, YES, false, 5_200_000, 10_000_000);
        venue.answer("POST /order", 200, answer(hash, "matched", "5.2", "10"));
        long signedNs = commandNs;
        commandNs += 2_000_000_000L;
        signedNs(signedNs, () -> submit(40, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2"));
        assertThat(recorder.await("Order", 1)).containsExactly("OrderDone 40 FILLED 10");
        JsonNode order =
                Vectors.JSON.readTree(venue.calls("POST /order").get(0).body()).path("order");
        assertThat(order.path("timestamp").asLong()).isEqualTo(signedNs / 1_000_000);
        assertThat(order.path("signature").asText()).hasSize(132);
    }

    @Test
    void shouldNotSendWhatDiffersFromWhatWasSignedAhead() throws InterruptedException {
        commandNs = EpochClock.system().epochNanos();
        signAhead(41, "0.52", commandNs + 3_600_000_000_000L);
        signedNs(commandNs, () -> submit(41, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.53", "10", "5.2"));
        signedNs(commandNs, () -> submit(42, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2"));
        assertThat(recorder.await("Order", 2))
                .containsExactly(
                        "OrderRejected 41 SIGNER_REFUSED not sent: price of order 41 is not the one signed ahead",
                        "OrderRejected 42 SIGNER_REFUSED not sent: no signature is kept for order 42 of " + commandNs);
        assertThat(venue.calls("POST /order")).isEmpty();
    }

    @Test
    void shouldNotSendWhatTheSignerRefuses() throws InterruptedException {
        gateway.close();
        SigningLimits limits = new SigningLimits(500_000, 10_000, 50_000_000, 25_000_000, 25_000_000);
        gateway = gateway(true, API_KEY, new SigningSettings(limits, 16, 8));
        gateway.defineInstruments();
        submit(43, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("Order", 1))
                .containsExactly("OrderRejected 43 SIGNER_REFUSED not sent: price 0.52 above signing.maxBuyPrice=0.5");
        assertThat(venue.calls("POST /order")).isEmpty();
    }

    @Test
    void shouldTellWhatASaleGave() throws InterruptedException {
        String hash = hash(2, NO, true, 12_340_000, 5_306_200);
        venue.answer("POST /order", 200, answer(hash, "matched", "10", "4.3"));
        submit(2, Outcome.NO, OrderAction.SELL, TimeInForce.IOC, "0.43", "12.345", "0");
        assertThat(recorder.await("Order", 1)).containsExactly("OrderDone 2 KILLED 10");
    }

    @Test
    void shouldRestAndBeCancelledAndAskedAbout() throws InterruptedException {
        String hash = hash(3, YES, false, 4_900_000, 10_000_000);
        venue.answer("POST /order", 200, answer(hash, "live", "", ""));
        venue.answer("DELETE /order", 200, "{\"canceled\":[\"" + hash + "\"],\"not_canceled\":{}}");
        venue.answer(
                "GET /data/order/" + hash,
                200,
                "{\"id\":\"" + hash + "\",\"status\":\"CANCELED\",\"size_matched\":\"2.5\"}");
        submit(3, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, "0.49", "10", "0");
        assertThat(recorder.await("Order", 1)).containsExactly("OrderAccepted 3 " + hash);
        cancel(3);
        assertThat(recorder.await("OrderDone", 1)).containsExactly("OrderDone 3 CANCELLED 2.5");
        assertThat(venue.calls("DELETE /order").get(0).body()).isEqualTo("{\"orderID\":\"" + hash + "\"}");
        cancel(3);
        query(99);
        assertThat(recorder.await("OrderUnknown", 1)).containsExactly("OrderUnknown 99 UNREADABLE");
        assertThat(venue.calls("DELETE /order")).hasSize(1);
    }

    @Test
    void shouldNotTakeOneNotFoundForAProof() throws InterruptedException {
        String hash = hash(4, YES, false, 5_200_000, 10_000_000);
        venue.answer("POST /order", 0, "");
        venue.answer("GET /data/order/" + hash, 404, "{\"error\":\"order not found\"}");
        venue.answer("GET /data/trades", 200, "{\"data\":[],\"next_cursor\":\"LTE=\"}");
        submit(4, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("Order", 2))
                .containsExactly("OrderUnknown 4 CONNECTION_LOST", "OrderDone 4 KILLED 0");
        assertThat(venue.calls("GET /data/order/" + hash)).hasSize(2);
        assertThat(venue.calls("GET /data/trades").get(0).path()).contains("market=" + MARKET);
        assertThat(venue.calls("POST /order")).hasSize(1);
    }

    @Test
    void shouldDoubtAnAbsentOrderWhileItsRequestMayStillArrive() throws InterruptedException {
        commandNs = EpochClock.system().epochNanos() - 20_000_000_000L;
        String hash = hash(7, YES, false, 5_200_000, 10_000_000);
        venue.answer("POST /order", 0, "");
        venue.answer("GET /data/order/" + hash, 404, "{\"error\":\"order not found\"}");
        venue.answer("GET /data/trades", 200, "{\"data\":[],\"next_cursor\":\"LTE=\"}");
        submit(7, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("Order", 2))
                .containsExactly("OrderUnknown 7 CONNECTION_LOST", "OrderUnknown 7 TIMEOUT");
    }

    @Test
    void shouldFindTheTradeOfAnOrderTheVenueForgot() throws InterruptedException {
        String hash = hash(5, YES, false, 5_200_000, 10_000_000);
        venue.answer("POST /order", 500, "{\"error\":\"could not insert order\"}");
        venue.answer("GET /data/order/" + hash, 404, "{}");
        venue.answer(
                "GET /data/trades",
                200,
                "{\"data\":[" + trade(hash, "TRADE_STATUS_MATCHED", "10") + "],\"next_cursor\":\"LTE=\"}");
        submit(5, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderDone", 1)).containsExactly("OrderDone 5 FILLED 10");
        assertThat(recorder.lines("Fill")).containsExactly("Fill 5 5 BUY YES 10 @ 0.52 TAKER PROVISIONAL part 0");
    }

    @Test
    void shouldAskAfterADuplicateAndAnUnmatchedAnswer() throws InterruptedException {
        String hash = hash(6, YES, false, 4_900_000, 10_000_000);
        venue.answer("POST /order", 400, "{\"error\":\"order " + hash + " is invalid. Duplicated.\"}");
        venue.answer("GET /data/order/" + hash, 200, "{\"status\":\"LIVE\",\"size_matched\":\"0\"}");
        submit(6, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, "0.49", "10", "0");
        assertThat(recorder.await("Order", 2)).containsExactly("OrderUnknown 6 UNREADABLE", "OrderAccepted 6 " + hash);
        assertThat(gateway.orderCounters().get(OrderCounter.DUPLICATES)).isEqualTo(1);
        assertThat(counters())
                .containsEntry("polymarket.order.duplicates", 1L)
                .containsEntry("polymarket.http.orders.answers_refusing", 1L)
                .containsEntry("polymarket.market.socket.connections", 1L);
    }

    @Test
    void shouldSendNothingThroughAClosedGateButCancel() throws InterruptedException {
        gate.close();
        venue.answer("DELETE /cancel-all", 200, "{\"canceled\":[],\"not_canceled\":{}}");
        submit(7, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("Order", 1)).containsExactly("OrderRejected 7 NOT_SENT trading gate closed");
        cancelAll();
        venueSaw("DELETE /cancel-all");
        assertThat(venue.calls("POST /order")).isEmpty();
    }

    @Test
    void shouldRefuseWhatTheVenueCannotHold() throws InterruptedException {
        submit(8, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, "0.495", "10", "0");
        submit(9, Outcome.YES, OrderAction.SELL, TimeInForce.FOK, "0.5", "0.001", "0");
        submit(10, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.5", "10", "0.009");
        List<String> lines = recorder.await("OrderRejected", 3);
        assertThat(lines.get(0)).startsWith("OrderRejected 8 BAD_TICK");
        assertThat(lines.get(1)).startsWith("OrderRejected 9 BAD_SIZE");
        assertThat(lines.get(2)).startsWith("OrderRejected 10 BAD_SIZE");
        assertThat(venue.calls("POST /order")).isEmpty();
    }

    /** 0.01 at 0.395 is 0.00395, of which the venue takes 0.0039: a limit of 0.39. */
    @Test
    void shouldNotSellAFractionOfAShareATickBelowItsLimit() throws InterruptedException {
        gateway.close();
        venue.script(
                "GET /clob-markets/" + MARKET,
                200,
                "{\"c\":\"" + MARKET + "\",\"t\":[{\"t\":\"" + YES + "\",\"o\":\"Up\"},{\"t\":\"" + NO
                        + "\",\"o\":\"Down\"}],\"mts\":0.005,\"mos\":5,\"nr\":false,\"ao\":true,\"v\":\"v1\"}");
        gateway = gateway(true, API_KEY);
        gateway.defineInstruments();
        submit(44, Outcome.YES, OrderAction.SELL, TimeInForce.IOC, "0.395", "0.01", "0");
        assertThat(recorder.await("Order", 1))
                .containsExactly(
                        "OrderRejected 44 BAD_SIZE not sent: 0.01 at 0.395 rounds to a price that is worse by a"
                                + " tick; more shares or a coarser price would not");
        assertThat(venue.calls("POST /order")).isEmpty();
    }

    @Test
    void shouldSendNoOrderWhileTheEdgeBlocksButCancel() throws InterruptedException {
        venue.answer("POST /order", 403, "<html><title>Attention Required! | Cloudflare</title></html>");
        venue.answer("DELETE /cancel-all", 200, "{\"canceled\":[],\"not_canceled\":{}}");
        submit(21, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("Order", 1)).containsExactly("OrderRejected 21 VENUE_UNAVAILABLE ");
        assertThat(recorder.lines().get(0))
                .as("told before what it means for the order")
                .isEqualTo("VenueCondition UNAVAILABLE for 600 s");
        submit(22, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderRejected 22", 1).get(0))
                .contains("NOT_SENT not sent: the host before the venue");
        cancelAll();
        venueSaw("DELETE /cancel-all");
        assertThat(venue.calls("POST /order")).hasSize(1);
    }

    @Test
    void shouldWaitAsLongAsTheVenueSaysAfterTooManyRequests() throws InterruptedException {
        venue.answer("POST /order", 429, "{\"error\":\"Too Many Requests\"}", "Retry-After", "30");
        submit(23, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderRejected", 1))
                .containsExactly("OrderRejected 23 RATE_LIMITED Too Many Requests");
        assertThat(recorder.lines("VenueCondition")).containsExactly("VenueCondition RATE_LIMITED for 30 s");
        submit(24, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderRejected 24", 1).get(0)).contains("NOT_SENT not sent: too many requests");
    }

    @Test
    void shouldSignForTheContractThatTheMarketMovedTo() throws InterruptedException {
        venue.answer("POST /order", 400, "{\"error\":\"order_version_mismatch\"}");
        venue.script(
                "GET /clob-markets/" + MARKET,
                200,
                "{\"c\":\"" + MARKET + "\",\"t\":[{\"t\":\"" + YES + "\",\"o\":\"Up\"},{\"t\":\"" + NO
                        + "\",\"o\":\"Down\"}],\"mts\":0.001,\"mos\":5,\"nr\":true,\"ao\":true,\"v\":\"v1\"}");
        submit(25, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderRejected", 1)).containsExactly("OrderRejected 25 OTHER order_version_mismatch");
        venueSaw("GET /clob-markets/" + MARKET, 2);
        Thread.sleep(50); // the answer is on its way
        String moved = hash(ExchangeDomain.NEG_RISK_V2, 26, YES, false, 5_200_000, 10_000_000);
        venue.script("POST /order", 200, answer(moved, "matched", "5.2", "10"));
        submit(26, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderDone", 1)).containsExactly("OrderDone 26 FILLED 10");
        submit(27, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.5205", "10", "5.205");
        assertThat(recorder.await("OrderRejected 27", 1).get(0))
                .as("the grid is told by the market channel alone")
                .contains("BAD_TICK");
    }

    @Test
    void shouldTellFillsAndEndsFromTheUserLine() throws InterruptedException {
        String hash = hash(11, YES, false, 4_900_000, 10_000_000);
        venue.answer("POST /order", 200, answer(hash, "live", "", ""));
        submit(11, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, "0.49", "10", "0");
        recorder.await("OrderAccepted", 1);
        venue.user()
                .say(trade("0x" + "77".repeat(32), "MATCHED", "3")
                        .replace("\"trader_side\":\"TAKER\"", "\"trader_side\":\"MAKER\"")
                        .replace("0xmaker", hash));
        venue.user().say(orderEvent(hash, "UPDATE", "LIVE", "3"));
        venue.user().say(orderEvent(hash, "CANCELLATION", "CANCELED", "3"));
        assertThat(recorder.await("OrderDone", 1)).containsExactly("OrderDone 11 CANCELLED 3");
        assertThat(recorder.lines("Fill")).containsExactly("Fill 11 5 SELL YES 3 @ 0.52 MAKER PROVISIONAL part 0");
    }

    @Test
    void shouldCatchUpAfterABreakOfTheUserLine() throws InterruptedException {
        String hash = hash(12, YES, false, 4_900_000, 10_000_000);
        venue.answer("POST /order", 200, answer(hash, "live", "", ""));
        venue.answer(
                "GET /data/trades",
                200,
                "{\"data\":[" + trade(hash, "CONFIRMED", "10") + "],\"next_cursor\":\"LTE=\"}");
        venue.answer("GET /data/order/" + hash, 200, "{\"status\":\"MATCHED\",\"size_matched\":\"10\"}");
        submit(12, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, "0.49", "10", "0");
        recorder.await("OrderAccepted", 1);
        venue.user().drop();
        assertThat(recorder.await("OrderDone", 1)).containsExactly("OrderDone 12 FILLED 10");
        assertThat(recorder.lines("Fill 12")).hasSize(1);
        assertThat(venue.user().next()).contains("\"type\":\"user\"").contains(MARKET);
    }

    @Test
    void shouldBringALostBookBackByLeavingAndJoiningItsTokens() throws InterruptedException {
        venue.market().say(SNAPSHOT);
        recorder.awaitBook(INSTRUMENT);
        venue.market()
                .say("{\"market\":\"" + MARKET + "\", \"price_changes\":[{\"asset_id\":\"" + YES
                        + "\", \"price\":\"7\", \"size\":\"1\", \"side\":\"BUY\"}], \"event_type\":\"price_change\"}");
        String leave = venue.market().next();
        String join = venue.market().next();
        assertThat(leave).isEqualTo("{\"assets_ids\":[\"" + YES + "\",\"" + NO + "\"],\"operation\":\"unsubscribe\"}");
        assertThat(join)
                .isEqualTo("{\"assets_ids\":[\"" + YES + "\",\"" + NO
                        + "\"],\"operation\":\"subscribe\",\"custom_feature_enabled\":true}");
        assertThat(recorder.lines("FeedStatus")).hasSize(1);
        assertThat(recorder.book(INSTRUMENT).isWhole()).isFalse();
        venue.market().say(SNAPSHOT);
        recorder.awaitBook(INSTRUMENT);

        resubscribe(INSTRUMENT);
        assertThat(venue.market().next()).isEqualTo(leave);
        recorder.await("FeedStatus GAP 5", 1);
        venue.market().say(SNAPSHOT);
        recorder.awaitBook(INSTRUMENT);
        assertThat(gateway.marketFeed().counters().get(MarketCounter.BOOKS)).isEqualTo(3);
    }

    @Test
    void shouldVoidEverythingWhenTheMarketLineBreaksAndSubscribeAnew() throws InterruptedException {
        venue.market().say(SNAPSHOT);
        recorder.awaitBook(INSTRUMENT);
        venue.market().drop();
        assertThat(venue.market().next())
                .isEqualTo("{\"assets_ids\":[\"" + YES + "\",\"" + NO
                        + "\"],\"type\":\"market\",\"custom_feature_enabled\":true}");
        assertThat(recorder.await("FeedStatus", 2))
                .containsExactly(
                        "FeedStatus DISCONNECTED -1 epoch 1 fault 0", "FeedStatus CONNECTED -1 epoch 2 fault 0");
        venue.market().say(SNAPSHOT);
        recorder.awaitBook(INSTRUMENT);
    }

    private static final String OTHER = "0x" + "ab".repeat(32);
    private static final String OTHER_YES =
            "71321045679252212594626385532706912750332728571942532289631379312455583992563";
    private static final String OTHER_NO =
            "52114319501245915516055106046884209969926127482827954674443846427813813222426";

    @Test
    void shouldFollowAndLeaveAMarketWithoutAWordToItsNeighbours() throws InterruptedException {
        venue.answer(
                "GET /clob-markets/" + OTHER,
                200,
                "{\"c\":\"" + OTHER + "\",\"t\":[{\"t\":\"" + OTHER_YES + "\",\"o\":\"Yes\"},{\"t\":\"" + OTHER_NO
                        + "\",\"o\":\"No\"}],\"mts\":0.01,\"mos\":5,\"nr\":false,\"ao\":true,\"v\":\"v1\"}");
        venue.market().say(SNAPSHOT);
        recorder.awaitBook(INSTRUMENT);
        PolymarketMarket other = new PolymarketMarket(6, OTHER, OTHER_YES, OTHER_NO);
        gateway.follow(other);
        assertThat(recorder.await("[InstrumentDefined]", 1)).hasSize(1);
        assertThat(venue.market().next())
                .isEqualTo("{\"assets_ids\":[\"" + OTHER_YES + "\",\"" + OTHER_NO
                        + "\"],\"operation\":\"subscribe\",\"custom_feature_enabled\":true}");
        assertThat(venue.user().next()).isEqualTo("{\"markets\":[\"" + OTHER + "\"],\"operation\":\"subscribe\"}");
        String otherBook = SNAPSHOT.replace(MARKET, OTHER).replace(YES, OTHER_YES);
        venue.market().say(otherBook);
        recorder.awaitBook(6);
        assertThatThrownBy(() -> gateway.follow(other)).hasMessageContaining("followed already");

        gateway.unfollow(6);
        assertThat(venue.market().next())
                .isEqualTo(
                        "{\"assets_ids\":[\"" + OTHER_YES + "\",\"" + OTHER_NO + "\"],\"operation\":\"unsubscribe\"}");
        venue.market().say(otherBook); // late, of a market that has left
        gateway.follow(other);
        assertThat(venue.market().next()).contains(OTHER_YES).contains("\"operation\":\"subscribe\"");
        venue.market().say(otherBook);
        recorder.awaitBook(6);
        assertThat(recorder.lines("FeedStatus")).containsExactly("FeedStatus REMOVED 6 epoch 1 fault 0");
        assertThat(recorder.lines("[InstrumentDefined]")).hasSize(1);
        assertThat(recorder.book(INSTRUMENT).isWhole()).isTrue();
        assertThatThrownBy(() -> gateway.unfollow(99)).hasMessageContaining("99 is not followed");
    }

    @Test
    void shouldFollowAMarketOnTwoLinesAndBringOneBackAlone() throws InterruptedException {
        gateway.close();
        recorder.await("FeedStatus DISCONNECTED", 1);
        recorder.clear();
        feed = feed(2, 1);
        gateway = gateway(true, API_KEY);
        gateway.defineInstruments();
        gateway.start();
        recorder.await("FeedStatus CONNECTED", 2);
        String first = venue.market().next();
        assertThat(venue.market().next()).isEqualTo(first).contains("\"type\":\"market\"");
        ReconnectLineEncoder reconnect = new ReconnectLineEncoder();
        reconnect.wrapAndApplyHeader(command, 0, header).venue(Venue.POLYMARKET).line((short) 1);
        gateway.onCommand(1, 0, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + reconnect.encodedLength());
        recorder.await("FeedStatus CONNECTED -1 epoch 2", 1);
        assertThat(recorder.lines("FeedStatus DISCONNECTED")).hasSize(1);
        assertThat(venue.market().next()).isEqualTo(first);
        assertThat(gateway.isLive()).isTrue();
    }

    @Test
    void shouldRebuildALineThatTalksNonsense() throws InterruptedException {
        for (int i = 0; i < 11; i++) {
            venue.market().say(SNAPSHOT);
            venue.market().say("{\"market\":\"" + MARKET + "\", nonsense");
        }
        recorder.await("FeedStatus CONNECTED -1 epoch 2", 1);
        assertThat(gateway.marketFeed().faults().total()).isGreaterThanOrEqualTo(11);
    }

    @Test
    void shouldKeepALineWhoseOneMarketStaysUnreadable() throws InterruptedException {
        venue.market().say(SNAPSHOT);
        for (int i = 0; i < 15; i++) {
            venue.market().say("{\"market\":\"" + MARKET + "\", nonsense");
        }
        recorder.await("FeedStatus FAULT", 15);
        assertThat(recorder.lines("FeedStatus DISCONNECTED")).isEmpty();
    }

    @Test
    void shouldReconcileCashAndPositions() throws InterruptedException {
        venue.answer("GET /balance-allowance/update", 200, "{}");
        venue.answer("GET /balance-allowance?asset_type=COLLATERAL", 200, "{\"balance\":\"123456789\"}");
        venue.answer("GET /balance-allowance?asset_type=CONDITIONAL&token_id=" + YES, 200, "{\"balance\":\"5000000\"}");
        venue.answer("GET /balance-allowance?asset_type=CONDITIONAL&token_id=" + NO, 200, "{\"balance\":\"0\"}");
        venue.answer("GET /data/orders", 200, "{\"data\":[],\"next_cursor\":\"LTE=\"}");
        venue.answer("GET /data/trades", 200, "{\"data\":[],\"next_cursor\":\"LTE=\"}");
        assertThat(gateway.reconcile()).isTrue();
        assertThat(venue.calls("DELETE /cancel-all")).hasSize(1);
        assertThat(recorder.lines())
                .containsExactly("ReconcileBegin", "Position 5 5 0", "Balance 123.456789", "ReconcileEnd YES");

        recorder.clear();
        refreshBalance();
        assertThat(recorder.await("Balance", 1)).containsExactly("Balance 123.456789");
        venue.answer("GET /data/orders", 200, "{\"data\":[{}],\"next_cursor\":\"LTE=\"}");
        gateway.reconcile();
        assertThat(gateway.reconcile()).isFalse();
    }

    @Test
    void shouldHaveNothingThatSendsWhereSendingIsOff() throws InterruptedException {
        gateway.close();
        gateway = gateway(false, "");
        submit(13, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, "0.52", "10", "5.2");
        assertThat(recorder.await("OrderRejected", 1))
                .containsExactly("OrderRejected 13 NOT_SENT sending is off in this mode");
        assertThat(gateway.userFeed()).isNull();
        assertThatThrownBy(gateway::reconcile).hasMessageContaining("apiKey");
        assertThatThrownBy(() -> gateway(true, " ")).hasMessageContaining("apiKey");
    }

    private static String answer(String hash, String status, String making, String taking) {
        return "{\"success\":true,\"errorMsg\":\"\",\"orderID\":\"" + hash + "\",\"status\":\"" + status
                + "\",\"makingAmount\":\"" + making + "\",\"takingAmount\":\"" + taking
                + "\",\"transactionsHashes\":[],\"tradeIDs\":[]}";
    }

    private static String trade(String takerOrder, String status, String size) {
        return "{\"event_type\":\"trade\",\"id\":\"0c357886-b9d3-44bb-9aa9-72d8abc90e6e\",\"taker_order_id\":\""
                + takerOrder + "\",\"asset_id\":\"" + YES + "\",\"side\":\"BUY\",\"size\":\"" + size
                + "\",\"price\":\"0.6\",\"status\":\"" + status + "\",\"trader_side\":\"TAKER\",\"maker_orders\":["
                + "{\"order_id\":\"0xmaker\",\"owner\":\"x\",\"asset_id\":\"" + YES + "\",\"price\":\"0.52\","
                + "\"matched_amount\":\"" + size + "\"}]}";
    }

    private static String orderEvent(String hash, String type, String status, String matched) {
        return "{\"event_type\":\"order\",\"type\":\"" + type + "\",\"id\":\"" + hash + "\",\"status\":\"" + status
                + "\",\"size_matched\":\"" + matched + "\",\"timestamp\":\"1790767298640\"}";
    }

    private String hash(long orderId, String token, boolean sell, long maker, long taker) {
        return hash(ExchangeDomain.CTF_V2, orderId, token, sell, maker, taker);
    }

    private String hash(ExchangeDomain domain, long orderId, String token, boolean sell, long maker, long taker) {
        ClobOrder order =
                VectorOrders.of(OrderIds.salt53(SESSION, orderId), token, sell, maker, taker, commandNs / 1_000_000);
        byte[] hash = new byte[OrderSigner.HASH_LENGTH];
        new OrderSigner(settings(API_KEY), SigningSettings.unlimited()).hash(domain, order, hash);
        return Words.hex(hash);
    }

    private void venueSaw(String beginning) throws InterruptedException {
        venueSaw(beginning, 1);
    }

    private void venueSaw(String beginning, int times) throws InterruptedException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (venue.calls(beginning).size() < times) {
            assertThat(System.nanoTime()).as("waiting for " + beginning).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private void submit(
            long orderId,
            Outcome outcome,
            OrderAction action,
            TimeInForce timeInForce,
            String price,
            String qty,
            String notional) {
        SubmitOrderEncoder encoder = new SubmitOrderEncoder();
        encoder.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(commandNs)
                .expiryNs(0)
                .instrumentId(INSTRUMENT)
                .venue(Venue.POLYMARKET)
                .outcome(outcome)
                .action(action)
                .timeInForce(timeInForce)
                .priceMicros(Micros.parse(price))
                .qtyMicros(Micros.parse(qty))
                .notionalMicros(Micros.parse(notional))
                .signedNs(signedNs);
        send(encoder.encodedLength());
    }

    private void signedNs(long ns, Runnable submit) {
        signedNs = ns;
        submit.run();
        signedNs = SubmitOrderEncoder.signedNsNullValue();
    }

    private void signAhead(long orderId, String price, long validUntilNs) {
        SignAheadEncoder encoder = new SignAheadEncoder();
        encoder.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(commandNs)
                .validUntilNs(validUntilNs)
                .pairId(-1)
                .instrumentId(INSTRUMENT)
                .venue(Venue.POLYMARKET)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.FOK)
                .priceMicros(Micros.parse(price))
                .qtyMicros(Micros.parse("10"))
                .notionalMicros(Micros.parse("5.2"));
        send(encoder.encodedLength());
    }

    private void cancel(long orderId) {
        CancelOrderEncoder encoder = new CancelOrderEncoder();
        encoder.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .instrumentId(INSTRUMENT)
                .venue(Venue.POLYMARKET);
        send(encoder.encodedLength());
    }

    private void cancelAll() {
        CancelAllEncoder encoder = new CancelAllEncoder();
        encoder.wrapAndApplyHeader(command, 0, header).venue(Venue.POLYMARKET);
        send(encoder.encodedLength());
    }

    private void query(long orderId) {
        QueryOrderEncoder encoder = new QueryOrderEncoder();
        encoder.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .instrumentId(INSTRUMENT)
                .venue(Venue.POLYMARKET);
        send(encoder.encodedLength());
    }

    private void resubscribe(int instrumentId) {
        ResubscribeEncoder encoder = new ResubscribeEncoder();
        encoder.wrapAndApplyHeader(command, 0, header)
                .instrumentId(instrumentId)
                .venue(Venue.POLYMARKET);
        send(encoder.encodedLength());
    }

    private void refreshBalance() {
        RefreshBalanceEncoder encoder = new RefreshBalanceEncoder();
        encoder.wrapAndApplyHeader(command, 0, header).venue(Venue.POLYMARKET);
        send(encoder.encodedLength());
    }

    private void send(int encodedLength) {
        gateway.onCommand(1, 0, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }
}
