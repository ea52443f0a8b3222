package io.parallax.sim.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.sim.VenueSim;
import io.parallax.sim.kalshi.KalshiClient;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A client of either venue that keeps the texts it gets as they are. */
final class RawClient implements WebSocket.Listener, AutoCloseable {
    static final String CLOSED = "<closed ";
    static final String BROKEN = "<broken>";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final AtomicLong fragmentBytes = new AtomicLong();
    private WebSocket socket;

    static RawClient kalshi(VenueSim sim) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        new KalshiClient(sim.kalshiPort())
                .sign(System.currentTimeMillis(), "GET/trade-api/ws/v2", (name, value) -> builder.header(name, value));
        RawClient client = new RawClient();
        client.socket = builder.buildAsync(sim.kalshiSocket(), client).join();
        return client;
    }

    static RawClient polymarket(VenueSim sim) {
        RawClient client = new RawClient();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(sim.polymarketMarketSocket(), client)
                .join();
        return client;
    }

    /** Sends a text written with single quotes. */
    RawClient send(String text) {
        socket.sendText(text.replace('\'', '"'), true).join();
        return this;
    }

    /** The next text; fails after a generous wait. */
    String next() {
        try {
            String text = texts.poll(10, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no text within 10 s");
            }
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode nextJson() {
        return json(next());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Texts up to the one that contains {@code mark}, which is left out. */
    List<String> until(String mark) {
        List<String> before = new ArrayList<>();
        for (String text = next(); !text.contains(mark); text = next()) {
            before.add(text);
        }
        return before;
    }

    /** Everything that comes before the answer to a keep-alive of Polymarket. */
    List<String> drainPolymarket() {
        return send("PING").until("PONG");
    }

    /** Everything that comes before the answer to a command of Kalshi. */
    List<String> drainKalshi() {
        return send("{'id':999,'cmd':'list_subscriptions'}").until("\"id\":999");
    }

    /** Whether nothing at all has come. */
    boolean isQuiet() {
        return texts.isEmpty();
    }

    /** Bytes of a message not finished yet. */
    long fragmentBytes() {
        return fragmentBytes.get();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        fragmentBytes.set(partial.length());
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        texts.add(CLOSED + status + ">");
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        texts.add(BROKEN);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
