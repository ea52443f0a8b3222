package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TimeInForce;
import io.parallax.sim.polymarket.sign.L2Hmac;
import io.parallax.sim.polymarket.sign.SignedOrder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A running venue with one market and two traders, and the clients to talk to it. The clock stands still. */
final class VenueFixture implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String CONDITION = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";
    static final String YES = "71321045679252212594626385532706912750332728571942532289631379312455583992563";
    static final String NO = "52114319501245915516055106046884209969926127482827954674443846427813813222426";

    /** The throw-away key of the shared vectors and its address. */
    static final String KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    static final String ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

    /** The throw-away login of the shared vectors. */
    static final String API_KEY = "8f7c2a10-0000-4000-8000-00000000beef";

    static final String SECRET = "V_iLs_vY9lXiVa99muYXbngPjOk_W9WYuLTn9KvQSa8=";
    static final String PASSPHRASE = "b5ad2e0a6d1f4f0c9d6a5b1c0e8f7d6c";
    static final String RIVAL_KEY = "11111111-0000-4000-8000-00000000cafe";

    final AtomicLong nowNs = new AtomicLong(1_790_766_966_000_000_000L);
    final Exchange exchange = new Exchange(HoldingRule.TOKENS, 7);
    final Market market;
    final Account funds;
    final PolymarketServer server;
    final HttpClient http = HttpClient.newHttpClient();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    VenueFixture() {
        this(market(10_000, false, 0), ADDRESS);
    }

    VenueFixture(PolymarketMarket info, String wallet) {
        this(info, wallet, PolymarketTiming.QUICK);
    }

    VenueFixture(PolymarketMarket info, String wallet, PolymarketTiming timing) {
        this(info, wallet, wallet.equalsIgnoreCase(ADDRESS) ? SignedOrder.EOA : PolymarketAccount.ANY_CONTRACT, timing);
    }

    VenueFixture(PolymarketMarket info, String wallet, int walletType, PolymarketTiming timing) {
        market = exchange.addMarket(info.exchangeSpec(1_000, false));
        funds = exchange.addAccount("trader", 1_000_000_000L);
        PolymarketAccount trader =
                new PolymarketAccount(API_KEY, SECRET, PASSPHRASE, ADDRESS, wallet, walletType, funds);
        PolymarketAccount rival = new PolymarketAccount(
                RIVAL_KEY,
                SECRET,
                "other",
                "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                exchange.addAccount("rival", 1_000_000_000L));
        server = new PolymarketServer(exchange, List.of(info), List.of(trader, rival), timing, 137, nowNs::get);
        server.start(group.next(), 0);
    }

    static PolymarketMarket market(long tickMicros, boolean negRisk, long takerDelayMs) {
        return market(YES, tickMicros, negRisk, false, takerDelayMs);
    }

    static PolymarketMarket market(
            String firstToken, long tickMicros, boolean negRisk, boolean protocolV2, long takerDelayMs) {
        return new PolymarketMarket(
                CONDITION,
                "Up or down?",
                "up-or-down",
                new PolymarketMarket.Outcome(firstToken, "Up"),
                new PolymarketMarket.Outcome(NO, "Down"),
                tickMicros,
                5_000_000,
                negRisk,
                protocolV2,
                70_000,
                1,
                takerDelayMs,
                1_924_991_940_000_000_000L);
    }

    /** Runs on the event loop and waits. */
    void onLoop(Runnable task) {
        group.next().submit(task).syncUninterruptibly();
    }

    /** A resting order of the generated flow. */
    Order house(Outcome outcome, Action action, String price, String shares) {
        Order[] placed = new Order[1];
        onLoop(() -> placed[0] = exchange.submit(
                        OrderRequest.of(
                                CONDITION,
                                exchange.house(),
                                outcome,
                                action,
                                io.parallax.codecs.units.Micros.parse(price),
                                io.parallax.codecs.units.Micros.parse(shares),
                                TimeInForce.GTC),
                        nowNs.addAndGet(1_000_000))
                .order());
        return placed[0];
    }

    /** Bids 0.48 x 100, 0.49 x 200; asks 0.51 x 100, 0.52 x 200, all of them on the first outcome. */
    VenueFixture withLadder() {
        house(Outcome.YES, Action.BUY, "0.48", "100");
        house(Outcome.YES, Action.BUY, "0.49", "200");
        house(Outcome.YES, Action.SELL, "0.51", "100");
        house(Outcome.YES, Action.SELL, "0.52", "200");
        return this;
    }

    /** A call with L2 headers of the trader. */
    HttpResponse<String> signed(String method, String pathAndQuery, String body) throws Exception {
        return http.send(signedRequest(method, pathAndQuery, body), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest signedRequest(String method, String pathAndQuery, String body) {
        String seconds = Long.toString(nowNs.get() / 1_000_000_000L);
        String path = pathAndQuery.split("\\?")[0];
        String signature = L2Hmac.sign(SECRET, seconds, method, path, body.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri("http", pathAndQuery))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("POLY_ADDRESS", ADDRESS)
                .header("POLY_SIGNATURE", signature)
                .header("POLY_TIMESTAMP", seconds)
                .header("POLY_API_KEY", API_KEY)
                .header("POLY_PASSPHRASE", PASSPHRASE)
                .build();
    }

    HttpResponse<String> get(String pathAndQuery) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri("http", pathAndQuery)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws Exception {
        return signed("POST", "/order", body);
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.port() + path);
    }

    /** A socket client that keeps what it gets. */
    SocketClient socket(String path) {
        SocketClient client = new SocketClient();
        client.socket =
                http.newWebSocketBuilder().buildAsync(uri("ws", path), client).join();
        return client;
    }

    SocketClient marketSocket(String... tokens) throws Exception {
        SocketClient client = socket("/ws/market");
        client.send(JSON.writeValueAsString(
                JSON.createObjectNode().put("type", "market").set("assets_ids", JSON.valueToTree(tokens))));
        return client;
    }

    SocketClient userSocket() {
        SocketClient client = socket("/ws/user");
        client.send("{\"auth\":{\"apiKey\":\"" + API_KEY + "\",\"secret\":\"" + SECRET + "\",\"passphrase\":\""
                + PASSPHRASE + "\"},\"type\":\"user\"}");
        client.send("PING");
        client.expect("PONG");
        return client;
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Collects text messages. */
    static final class SocketClient implements WebSocket.Listener {
        private static final String CLOSED = "<closed>";
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private WebSocket socket;

        void send(String text) {
            socket.sendText(text, true).join();
        }

        /** The next message; fails after a generous wait. */
        String next() {
            try {
                String text = received.poll(10, TimeUnit.SECONDS);
                if (text == null) {
                    throw new AssertionError("no message within 10 s");
                }
                return text;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        JsonNode nextJson() throws Exception {
            return JSON.readTree(next());
        }

        void expect(String text) {
            String got = next();
            if (!got.equals(text)) {
                throw new AssertionError("expected " + text + " but got " + got);
            }
        }

        void expectClosed() {
            expect(CLOSED);
        }

        /** Everything that came before the answer to a PING sent now. */
        List<String> drain() {
            send("PING");
            List<String> messages = new java.util.ArrayList<>();
            for (String text = next(); !text.equals("PONG"); text = next()) {
                messages.add(text);
            }
            return messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            received.add(CLOSED);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            received.add(CLOSED);
        }
    }
}
