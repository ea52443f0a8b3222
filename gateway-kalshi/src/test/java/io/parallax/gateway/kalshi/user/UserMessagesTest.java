package io.parallax.gateway.kalshi.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Secret;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.kalshi.CollectedEvents;
import io.parallax.gateway.kalshi.exchange.Conditions;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.OrderCounter;
import io.parallax.gateway.kalshi.order.OrderGroups;
import io.parallax.gateway.kalshi.order.OrderInquiry;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.kalshi.order.OrderSender;
import io.parallax.gateway.kalshi.order.OrderTable;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.kalshi.signing.SignedRoutes;
import io.parallax.gateway.kalshi.signing.SigningSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.sim.TestCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserMessagesTest {
    private static final long SESSION = 99;
    private static final String TRADE = "f4a42159-b500-57c6-efa2-c31d94d916c1";
    private static final EpochClock CLOCK = EpochClock.system();

    private final CollectedEvents ring = new CollectedEvents();
    private final GatewayLoops loops = new GatewayLoops("user-test", 1, false);
    private final io.netty.channel.EventLoop loop = loops.next();
    private final Counters<UserCounter> counters = new Counters<>(UserCounter.class);
    private volatile String orderAnswer = "";
    private volatile String fillsAnswer = "{\"cursor\":\"\",\"fills\":[]}";
    private volatile String ordersAnswer = "{\"cursor\":\"\",\"orders\":[]}";
    private HttpServer server;
    private HttpLine line;
    private OrderSender sender;
    private OwnLegs legs;
    private final AtomicInteger reconnects = new AtomicInteger();
    private UserMessages messages;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/t/portfolio/events/orders", exchange -> answer(exchange, 201, orderAnswer));
        server.createContext("/t/portfolio/fills", exchange -> answer(exchange, 200, fillsAnswer));
        server.createContext("/t/portfolio/orders", exchange -> answer(exchange, 200, ordersAnswer));
        server.start();
        URI rest = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/t");
        line = new HttpLine(HttpSettings.of("test", rest), loop, CLOCK);
        line.start();
        KalshiSettings settings = new KalshiSettings(
                rest,
                rest,
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
        SignedRoutes routes = new SignedRoutes(settings, SigningSettings.USUAL, loop, CLOCK);
        PrivateCalls calls = new PrivateCalls(line, "/t", routes, PrivateCalls.Watch.NOBODY);
        Markets markets = new Markets(List.of(new Markets.Listing(7, "KXA")));
        EventWriter events = new EventWriter(ring, Venue.KALSHI);
        OrderTable orders = new OrderTable(8);
        Counters<OrderCounter> orderCounters = new Counters<>(OrderCounter.class);
        OrderInquiry inquiry = new OrderInquiry(calls, markets, orders, loop, CLOCK, events, orderCounters);
        OrderNews news = new OrderNews(SESSION, orders, inquiry, events);
        OrderGroups groups = new OrderGroups(0, orderCounters);
        TradingGate gate = new TradingGate();
        gate.open();
        sender = new OrderSender(SESSION, markets, orders, calls, events, gate, CLOCK, inquiry, groups, orderCounters);
        legs = new OwnLegs(8);
        FillList list = new FillList(calls, markets, news, legs, events, counters, CLOCK.epochNanos());
        messages = new UserMessages(
                SESSION,
                markets,
                news,
                list,
                new GroupNews(groups, new Conditions(events, CLOCK)),
                reconnects::incrementAndGet,
                events,
                counters);
    }

    @AfterEach
    void close() {
        line.close();
        loops.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "YES,BUY,bid,0.5200,520000",
        "YES,SELL,ask,0.5200,520000",
        "NO,BUY,ask,0.5200,480000",
        "NO,SELL,bid,0.5200,480000",
    })
    void shouldTellAFillInTheLegOfItsOrder(Outcome outcome, OrderAction action, String side, String yes, long own)
            throws Exception {
        legs.remember(5, outcome, action);
        assertThat(fill(TRADE, "v5", OrderIds.clientOrderId(SESSION, 5), side, yes, "\"fee_cost\":\"0.017500\","))
                .isZero();
        assertThat(ring.since(0, "fill"))
                .containsExactly(
                        "fill 5 7 " + action + " " + outcome + " TAKER price " + own + " qty 1000000 fee 17500");
    }

    @Test
    void shouldTellFillsOfStrangersAsUnmapped() throws Exception {
        assertThat(fill(TRADE, "v1", OrderIds.clientOrderId(SESSION + 1, 5), "bid", "0.5200", ""))
                .isZero();
        assertThat(fill("not a uuid", "v2", "", "ask", "0.5200", "")).isZero();
        assertThat(ring.since(0, "fill"))
                .containsExactly(
                        "fill 0 7 BUY YES TAKER price 520000 qty 1000000 fee " + Long.MIN_VALUE,
                        "fill 0 7 BUY NO TAKER price 480000 qty 1000000 fee " + Long.MIN_VALUE);
        assertThat(counters.get(UserCounter.FILLS_UNMAPPED)).isEqualTo(2);
    }

    @Test
    void shouldTellAFillOnce() throws Exception {
        String id = OrderIds.clientOrderId(SESSION, 5);
        fill(TRADE, "v1", id, "bid", "0.5200", "");
        fill(TRADE, "v1", id, "bid", "0.5200", "");
        fill(TRADE, "v2", id, "bid", "0.5200", "");
        assertThat(ring.since(0, "fill")).hasSize(2);
        assertThat(counters.get(UserCounter.REPEATED_FILLS)).isEqualTo(1);
        fillsAnswer = "{\"cursor\":\"\",\"fills\":[" + listed(TRADE, "v1") + "," + listed(OTHER, "v1") + "]}";
        onLoop(() -> {
            messages.onLineLive();
            return 0;
        });
        assertThat(ring.await(2, "fill")).startsWith("fill 0 7 BUY YES TAKER price 520000 qty 1000000 fee 17501");
        onLoop(() -> 0); // the loop counts after it has published
        assertThat(counters.get(UserCounter.FILLS_FROM_LIST)).isEqualTo(1);
    }

    @Test
    void shouldReadTheListWhenAFillCannotBeRead() throws Exception {
        fillsAnswer = "{\"cursor\":\"\",\"fills\":[" + listed(TRADE, "v1") + "]}";
        assertThat(fill(TRADE, "v1", "", "sideways", "0.5200", "")).isEqualTo(DecodeFault.FIELD_MISSING);
        ring.await(0, "fill 0 7");
        assertThat(counters.get(UserCounter.FILL_FAULTS)).isEqualTo(1);
    }

    @Test
    void shouldNotGiveAListedFillToNobodyWhileAnOrderHasNoName() throws Exception {
        orderAnswer = null; // no answer yet
        fillsAnswer = "{\"cursor\":\"\",\"fills\":[" + listed(TRADE, "v9") + "]}";
        submit(5);
        onLoop(() -> {
            messages.onLineLive();
            return 0;
        });
        for (int i = 0; i < 2_000 && counters.get(UserCounter.LIST_READS) < 1; i++) {
            Thread.sleep(2);
        }
        assertThat(ring.since(0, "fill")).isEmpty();
        // The socket names the order; the next read of the list finds its fill known.
        order("v9", 5, "resting", "0.00", "1.00");
        onLoop(() -> {
            messages.onLineLive();
            return 0;
        });
        assertThat(ring.await(0, "fill")).startsWith("fill 5 7 BUY YES");
    }

    @Test
    void shouldBelieveAnEndOnlyWhenItsNumbersAgree() throws Exception {
        orderAnswer = null;
        submit(5);
        order("v5", 5, "executed", "0.00", "1.00");
        order("v5", 5, "canceled", "0.00", "1.00");
        order("v5", 5, "resting", "0.00", "1.00");
        assertThat(ring.since(0, "order 5")).isEmpty();
        order("v5", 5, "executed", "1.00", "0.00");
        order("v5", 5, "executed", "1.00", "0.00");
        assertThat(ring.since(0, "order 5")).containsExactly("order 5 done FILLED 1000000");
        order("v8", 8, "executed", "1.00", "0.00");
        assertThat(counters.get(UserCounter.FOREIGN_ORDERS)).isEqualTo(1);
    }

    @Test
    void shouldMakeTwoLongsOfATradeId() {
        UUID id = UUID.fromString(TRADE);
        assertThat(FillPublisher.uuid(TRADE)).isEqualTo(id);
        assertThat(FillPublisher.uuid("12")).isEqualTo(FillPublisher.uuid("12")).isNotEqualTo(FillPublisher.uuid("13"));
        assertThat(FillPublisher.uuid("z".repeat(36))).isNotNull();
    }

    private static final String OTHER = "441b3078-b4e4-4be1-36ee-6f536e5802bd";

    private static String listed(String trade, String order) {
        return "{\"book_side\":\"bid\",\"count_fp\":\"1.00\",\"fee_cost\":\"0.0175001\",\"fill_id\":\"" + trade
                + "\",\"is_taker\":true,\"market_ticker\":\"KXA\",\"order_id\":\"" + order + "\",\"trade_id\":\""
                + trade
                + "\",\"ts\":1781159370,\"yes_price_dollars\":\"0.5200\"}";
    }

    private int fill(String trade, String venueOrder, String client, String side, String yes, String more)
            throws Exception {
        return onLoop(() -> {
            String json = "{" + more + "\"trade_id\":\"" + trade + "\",\"order_id\":\"" + venueOrder
                    + "\",\"client_order_id\":\"" + client + "\",\"market_ticker\":\"KXA\",\"is_taker\":true,"
                    + "\"yes_price_dollars\":\"" + yes + "\",\"count_fp\":\"1.00\",\"book_side\":\"" + side
                    + "\",\"outcome_side\":\"yes\",\"ts_ms\":1781159370000,\"post_position_fp\":\"-3.00\"}";
            return messages.onFill(cursor(json), 1, CLOCK.epochNanos());
        });
    }

    private void order(String venueOrder, long orderId, String status, String filled, String remaining)
            throws Exception {
        int fault = onLoop(() -> {
            String json = "{\"order_id\":\"" + venueOrder + "\",\"client_order_id\":\""
                    + OrderIds.clientOrderId(SESSION, orderId) + "\",\"ticker\":\"KXA\",\"status\":\"" + status
                    + "\",\"fill_count_fp\":\"" + filled + "\",\"remaining_count_fp\":\"" + remaining
                    + "\",\"last_update_reason\":\"Trade\",\"last_updated_ts_ms\":1781159370000}";
            return messages.onUserOrder(cursor(json), 1, CLOCK.epochNanos());
        });
        assertThat(fault).isZero();
    }

    private void submit(long orderId) throws Exception {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new SubmitOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .timestampNs(CLOCK.epochNanos())
                .instrumentId(7)
                .venue(Venue.KALSHI)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.IOC)
                .priceMicros(520_000)
                .qtyMicros(1_000_000);
        onLoop(() -> {
            sender.submit(new SubmitOrderDecoder()
                    .wrapAndApplyHeader(buffer, 0, new io.parallax.codecs.sbe.MessageHeaderDecoder()));
            return 0;
        });
    }

    private static JsonCursor cursor(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonCursor cursor = new JsonCursor();
        cursor.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        return cursor;
    }

    private int onLoop(Callable<Integer> work) throws Exception {
        return loop.submit(work).get(10, TimeUnit.SECONDS);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        if (body == null) {
            return; // the venue keeps silent
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
