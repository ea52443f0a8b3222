package io.parallax.sim.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.parallax.sim.kalshi.Subscription.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One websocket connection: its subscriptions, the commands it sends and the frames it gets. */
final class KalshiSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final KalshiServer server;
    private final Map<Integer, Subscription> subscriptions = new LinkedHashMap<>();
    private ChannelHandlerContext context;
    private int lastSid;
    private boolean losesNextDelta;

    KalshiSocket(KalshiServer server) {
        this.server = server;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        server.opened(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        server.closed(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a peer that went away or broke the protocol
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            onText(text.text());
        } else if (frame instanceof PingWebSocketFrame ping) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            ctx.close();
        }
    }

    void ping() {
        context.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("heartbeat", StandardCharsets.US_ASCII)));
    }

    void cut() {
        context.close();
    }

    /** The next delta takes its number but is not sent. */
    void loseNextDelta() {
        losesNextDelta = true;
    }

    void flush() {
        context.flush();
    }

    Subscription of(Channel channel) {
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.channel == channel) {
                return subscription;
            }
        }
        return null;
    }

    /** Sends one message of a subscription; sequenced kinds take the next number. */
    void send(Subscription subscription, String type, JsonNode msg, boolean sequenced) {
        if (losesNextDelta && type.equals("orderbook_delta")) {
            losesNextDelta = false;
            subscription.nextSeq();
            return;
        }
        if (!context.channel().isWritable()) {
            overflow(subscription);
            return;
        }
        ObjectNode frame = JSON.objectNode().put("type", type).put("sid", subscription.sid);
        if (sequenced) {
            frame.put("seq", subscription.nextSeq());
        }
        frame.set("msg", msg);
        write(frame);
    }

    /** A reader too slow loses the subscription, never a single message. */
    private void overflow(Subscription subscription) {
        subscriptions.remove(subscription.sid);
        ObjectNode frame = JSON.objectNode().put("type", "error").put("sid", subscription.sid);
        frame.putObject("msg").put("code", 25).put("msg", "Buffer overflow");
        write(frame);
    }

    private void write(ObjectNode frame) {
        frame.put("sending_ts_ms", Fixed.millis(server.nowNs()));
        context.write(new TextWebSocketFrame(frame + "\n"));
    }

    private void onText(String text) {
        JsonNode command;
        try {
            command = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            command = null;
        }
        if (command == null || !command.isObject()) {
            error(0, 1, "Unable to process message");
        } else {
            onCommand(command.path("id").asInt(0), command.path("cmd").asText(), command.get("params"));
        }
        context.flush();
    }

    private void onCommand(int id, String cmd, JsonNode params) {
        switch (cmd) {
            case "list_subscriptions" -> list(id);
            case "subscribe", "unsubscribe", "update_subscription" -> {
                if (params == null || !params.isObject()) {
                    error(id, 2, "Params required");
                } else if (cmd.equals("subscribe")) {
                    subscribe(id, params);
                } else if (cmd.equals("unsubscribe")) {
                    unsubscribe(id, params);
                } else {
                    update(id, params);
                }
            }
            default -> error(id, 5, "Unknown command");
        }
    }

    private void subscribe(int id, JsonNode params) {
        JsonNode channels = params.path("channels");
        if (!channels.isArray() || channels.isEmpty()) {
            error(id, 3, "Channels required");
            return;
        }
        List<String> tickers = tickers(params);
        boolean unknown = false;
        Subscription book = null;
        for (JsonNode name : channels) {
            Channel channel = Channel.of(name.asText());
            if (channel == null) {
                unknown = true;
            } else if (channel == Channel.ORDERBOOK_DELTA && tickers.isEmpty()) {
                error(id, 14, "Market ticker required");
            } else {
                Subscription subscription = add(id, channel, tickers, params);
                book = channel == Channel.ORDERBOOK_DELTA ? subscription : book;
            }
        }
        if (unknown) {
            error(id, 8, "Unknown channel name");
        }
        if (book != null) {
            snapshots(book, tickers, 0);
        }
    }

    private Subscription add(int id, Channel channel, List<String> tickers, JsonNode params) {
        Subscription subscription = of(channel);
        if (subscription != null) {
            subscription.tickers.addAll(tickers);
            ok(id, subscription);
        } else {
            subscription = new Subscription(++lastSid, channel);
            subscription.yesPrice = params.path("use_yes_price").asBoolean(false);
            subscription.tickers.addAll(tickers);
            subscriptions.put(subscription.sid, subscription);
            ObjectNode frame = JSON.objectNode().put("type", "subscribed").put("id", id);
            frame.putObject("msg").put("channel", channel.text).put("sid", subscription.sid);
            write(frame);
        }
        return subscription;
    }

    private void snapshots(Subscription book, List<String> tickers, int id) {
        for (String ticker : tickers) {
            ObjectNode msg = server.snapshot(ticker, book.yesPrice);
            if (msg == null) {
                continue;
            }
            ObjectNode frame = JSON.objectNode()
                    .put("type", "orderbook_snapshot")
                    .put("sid", book.sid)
                    .put("seq", book.nextSeq());
            if (id != 0) {
                frame.put("id", id);
            }
            frame.set("msg", msg);
            write(frame);
            server.subscribed(ticker);
        }
    }

    private void unsubscribe(int id, JsonNode params) {
        JsonNode sids = params.path("sids");
        if (!sids.isArray() || sids.isEmpty()) {
            error(id, 4, "Subscription IDs required");
            return;
        }
        for (JsonNode sid : sids) {
            Subscription gone = subscriptions.remove(sid.asInt());
            if (gone == null) {
                error(id, 7, "Unknown subscription ID");
            } else {
                write(JSON.objectNode()
                        .put("type", "unsubscribed")
                        .put("id", id)
                        .put("sid", gone.sid)
                        .put("seq", gone.nextSeq()));
            }
        }
    }

    private void update(int id, JsonNode params) {
        List<Integer> sids = new ArrayList<>();
        params.path("sids").forEach(sid -> sids.add(sid.asInt()));
        if (params.has("sid")) {
            sids.add(params.get("sid").asInt());
        }
        String action = params.path("action").asText();
        Subscription subscription = sids.size() == 1 ? subscriptions.get(sids.get(0)) : null;
        if (sids.size() != 1) {
            error(id, 12, "Exactly one subscription ID is required");
        } else if (subscription == null) {
            error(id, 7, "Unknown subscription ID");
        } else if (action.isEmpty()) {
            error(id, 15, "Action required");
        } else if (tickers(params).isEmpty()) {
            error(id, 14, "Market ticker required");
        } else {
            act(id, action, subscription, tickers(params));
        }
    }

    private void act(int id, String action, Subscription subscription, List<String> tickers) {
        boolean book = subscription.channel == Channel.ORDERBOOK_DELTA;
        switch (action) {
            case "add_markets" -> {
                subscription.tickers.addAll(tickers);
                ok(id, subscription);
                if (book) {
                    snapshots(subscription, tickers, 0);
                }
            }
            case "delete_markets" -> {
                tickers.forEach(subscription.tickers::remove);
                ok(id, subscription);
            }
            case "get_snapshot" -> {
                if (book) {
                    snapshots(subscription, tickers, id);
                } else {
                    error(id, 13, "Unsupported action");
                }
            }
            default -> error(id, 13, "Unsupported action");
        }
    }

    private void list(int id) {
        ObjectNode frame = JSON.objectNode().put("type", "ok").put("id", id);
        ArrayNode all = frame.putArray("msg");
        for (Subscription subscription : subscriptions.values()) {
            all.addObject().put("channel", subscription.channel.text).put("sid", subscription.sid);
        }
        write(frame);
    }

    private void ok(int id, Subscription subscription) {
        ObjectNode frame = JSON.objectNode()
                .put("type", "ok")
                .put("id", id)
                .put("sid", subscription.sid)
                .put("seq", subscription.nextSeq());
        ArrayNode tickers = frame.putObject("msg").putArray("market_tickers");
        subscription.tickers.forEach(tickers::add);
        write(frame);
    }

    private void error(int id, int code, String text) {
        ObjectNode frame = JSON.objectNode().put("type", "error");
        if (id != 0) {
            frame.put("id", id);
        }
        frame.putObject("msg").put("code", code).put("msg", text);
        write(frame);
    }

    private static List<String> tickers(JsonNode params) {
        List<String> tickers = new ArrayList<>();
        params.path("market_tickers").forEach(ticker -> tickers.add(ticker.asText()));
        if (params.hasNonNull("market_ticker")) {
            tickers.add(params.get("market_ticker").asText());
        }
        return tickers;
    }
}
