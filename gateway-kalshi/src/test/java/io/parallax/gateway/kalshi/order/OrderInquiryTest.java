package io.parallax.gateway.kalshi.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.channel.EventLoop;
import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.kalshi.CollectedEvents;
import io.parallax.gateway.kalshi.market.Markets;
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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an inquiry concludes from lists of orders and fills; a server over loopback answers by a script. */
class OrderInquiryTest {
    private static final long SESSION = 5;
    private static final EpochClock CLOCK = EpochClock.system();
    private static final String NO_ORDERS = "{\"orders\":[],\"cursor\":\"\"}";
    private static final String NO_FILLS = "{\"fills\":[],\"cursor\":\"\"}";
    private static final long SECOND_READ_MS = 5;

    private final CollectedEvents events = new CollectedEvents();
    private final GatewayLoops loops = new GatewayLoops("inquiry-test", 1, false);
    private final EventLoop loop = loops.next();
    private final Counters<OrderCounter> counters = new Counters<>(OrderCounter.class);
    private final OrderTable orders = new OrderTable(8);
    private final Queue<String> script = new ArrayDeque<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private HttpLine line;
    private OrderInquiry inquiry;
    private OrderTable.Entry order;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI rest = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        KalshiSettings settings = new KalshiSettings(
                rest,
                rest,
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
        line = new HttpLine(HttpSettings.of("inquiry", rest), loop, CLOCK);
        line.start();
        inquiry = new OrderInquiry(
                new PrivateCalls(
                        line,
                        "",
                        new SignedRoutes(settings, SigningSettings.USUAL, loop, CLOCK),
                        PrivateCalls.Watch.NOBODY),
                new Markets(List.of(new Markets.Listing(0, "KXA"))),
                orders,
                loop,
                CLOCK,
                new EventWriter(events, Venue.KALSHI),
                counters,
                SECOND_READ_MS);
        order = add(17, "");
    }

    @AfterEach
    void stop() {
        line.close();
        loops.close();
        server.stop(0);
    }

    @Test
    void shouldEndAbsentOrderWithoutFillsAfterSecondList() throws Exception {
        play(NO_ORDERS, NO_ORDERS, NO_FILLS);
        assertThat(conclusion()).isEqualTo("order 17 done KILLED 0");
        assertThat(asked)
                .hasSize(3)
                .allMatch(path -> path.contains("?ticker=KXA&min_ts=995&limit=200"))
                .last()
                .asString()
                .startsWith("/portfolio/fills?");
    }

    @Test
    void shouldDoubtAnAbsentOrderWhileItsRequestMayStillArrive() throws Exception {
        order = new OrderTable.Entry(19, 0, SESSION, true, 2_000_000, CLOCK.epochNanos() - 20_000_000_000L);
        orders.add(order);
        play(NO_ORDERS, NO_ORDERS, NO_FILLS);
        assertThat(events.await(0, "order 19 ")).isEqualTo("order 19 unknown TIMEOUT");
    }

    @Test
    void shouldDoubtWhenFillIsOfNoKnownOrder() throws Exception {
        play(NO_ORDERS, NO_ORDERS, fills("", "stranger"));
        assertThat(conclusion()).isEqualTo("order 17 unknown UNREADABLE");
    }

    @Test
    void shouldConcludeOnceTheListHasCaughtUpWithTheFill() throws Exception {
        play(NO_ORDERS, NO_ORDERS, fills("", "v-17"));
        assertThat(conclusion()).isEqualTo("order 17 unknown UNREADABLE");
        int from = events.size();
        play("{\"orders\":[{\"order_id\":\"v-17\",\"client_order_id\":\"" + OrderIds.clientOrderId(SESSION, 17)
                + "\",\"status\":\"executed\"," + "\"fill_count_fp\":\"2.00\"}]}");
        assertThat(events.await(from, "order 17 ")).isEqualTo("order 17 done FILLED 2000000");
    }

    @Test
    void shouldDoubtWhenFillNamesTheOrder() throws Exception {
        order.venueOrderId = "v-17";
        play(NO_ORDERS, NO_ORDERS, fills("", "v-17"));
        assertThat(conclusion()).isEqualTo("order 17 unknown UNREADABLE");
    }

    @Test
    void shouldNotMindFillsOfOrdersKnownToBeOthers() throws Exception {
        add(18, "v-18");
        String listed = "{\"orders\":[{\"order_id\":\"by-hand\",\"client_order_id\":\"\",\"status\":\"executed\"}]}";
        play(listed, listed, fills("", "v-18", "by-hand"));
        assertThat(conclusion()).isEqualTo("order 17 done KILLED 0");
    }

    @Test
    void shouldReadEveryPageOfFills() throws Exception {
        add(18, "v-18");
        play(NO_ORDERS, NO_ORDERS, fills("2", "v-18"), fills("", "stranger"));
        assertThat(conclusion()).isEqualTo("order 17 unknown UNREADABLE");
        assertThat(asked).last().asString().endsWith("&cursor=2");
    }

    @Test
    void shouldDoubtWhenFillsCannotBeRead() throws Exception {
        play(NO_ORDERS, NO_ORDERS, "{\"error\":\"too many requests\"}");
        assertThat(conclusion()).isEqualTo("order 17 unknown UNREADABLE");
    }

    @Test
    void shouldDoubtListThatNeverEnds() throws Exception {
        play(NO_ORDERS, NO_ORDERS, fills("2"), fills("2"));
        assertThat(conclusion()).isEqualTo("order 17 unknown UNREADABLE");
    }

    private OrderTable.Entry add(long orderId, String venueOrderId) {
        OrderTable.Entry entry = new OrderTable.Entry(orderId, 0, SESSION, true, 2_000_000, 1_000_000_000_000L);
        entry.venueOrderId = venueOrderId;
        orders.add(entry);
        return entry;
    }

    private static String fills(String cursor, String... orderIds) {
        StringBuilder json = new StringBuilder("{\"cursor\":\"" + cursor + "\",\"fills\":[");
        for (String orderId : orderIds) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                    .append("{\"order_id\":\"" + orderId + "\",\"count_fp\":\"1.00\"}");
        }
        return json.append("]}").toString();
    }

    private void play(String... answers) {
        synchronized (script) {
            script.addAll(List.of(answers));
        }
        loop.execute(() -> inquiry.ask(order));
    }

    private String conclusion() throws InterruptedException {
        return events.await(0, "order 17 ");
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        String body;
        synchronized (script) {
            body = script.remove();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
