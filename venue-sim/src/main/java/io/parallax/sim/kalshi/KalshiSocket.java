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
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.fault.Line;
import io.parallax.sim.fault.Voice;
import io.parallax.sim.kalshi.Subscription.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One websocket connection: its subscriptions, the commands it sends and the frames it gets. */
final class KalshiSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements Voice {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final KalshiServer server;
    private final Map<Integer, Subscription> subscriptions = new LinkedHashMap<>();
    private ChannelHandlerContext context;
    private Line line;
    private int lastSid;
    private long commandSecond;
    private int commandsInSecond;

    KalshiSocket(KalshiServer server) {
        this.server = server;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        line = server.opened(this, ctx.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        line.closed();
        server.closed(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a peer that went away or broke the protocol
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (line.isDeaf()) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            onText(text.text());
        } else if (frame instanceof PingWebSocketFrame ping) {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            ctx.close();
        }
    }

    void ping() {
        if (line.isDeaf()) {
            return;
        }
        context.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("heartbeat", StandardCharsets.US_ASCII)));
    }

    void cut() {
        context.close();
    }

    void flush() {
        line.flush();
    }

    @Override
    public boolean follows(String marketId) {
        Subscription book = of(Channel.ORDERBOOK_DELTA);
        return book != null && book.covers(marketId);
    }

    @Override
    public String unknownMessage() {
        Subscription book = of(Channel.ORDERBOOK_DELTA);
        ObjectNode frame = JSON.objectNode().put("type", "orderbook_rumour");
        if (book != null) {
            frame.put("sid", book.sid);
        }
        frame.putObject("msg").put("market_ticker", "KXNONE").put("text", "unheard of");
        return frame + "\n";
    }

    @Override
    public void failSubscription(int code) {
        Subscription book = of(Channel.ORDERBOOK_DELTA);
        if (book != null) {
            end(book, code, code == 25 ? "Buffer overflow" : "Channel error");
            line.flush();
        }
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
    void send(Subscription subscription, FrameKind kind, String ticker, String type, String msg, boolean sequenced) {
        if (line.withholds(kind, ticker)) {
            return;
        }
        if (!context.channel().isWritable()) {
            end(subscription, 25, "Buffer overflow");
            return;
        }
        StringBuilder frame = new StringBuilder(msg.length() + 128);
        frame.append("{\"type\":\"").append(type).append("\",\"sid\":").append(subscription.sid);
        if (sequenced) {
            frame.append(",\"seq\":").append(subscription.nextSeq());
        }
        frame.append(",\"msg\":").append(msg);
        frame.append(",\"sending_ts_ms\":").append(Fixed.millis(server.nowNs())).append("}\n");
        line.write(kind, ticker, frame.toString());
    }

    /** The subscription is dead: a reader too slow loses it whole, never a single message. */
    private void end(Subscription subscription, int code, String text) {
        subscriptions.remove(subscription.sid);
        ObjectNode frame = JSON.objectNode().put("type", "error").put("sid", subscription.sid);
        frame.putObject("msg").put("code", code).put("msg", text);
        write(frame);
    }

    private void write(ObjectNode frame) {
        write(FrameKind.CONTROL, null, frame);
    }

    private void write(FrameKind kind, String ticker, ObjectNode frame) {
        frame.put("sending_ts_ms", Fixed.millis(server.nowNs()));
        line.write(kind, ticker, frame + "\n");
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
        } else if (isTooFast()) {
            error(command.path("id").asInt(0), 27, "Too many commands");
        } else {
            onCommand(command.path("id").asInt(0), command.path("cmd").asText(), command.get("params"));
        }
        line.flush();
    }

    private boolean isTooFast() {
        long second = server.nowNs() / NS_PER_S;
        commandsInSecond = second == commandSecond ? commandsInSecond + 1 : 1;
        commandSecond = second;
        return commandsInSecond > server.rules().maxCommandsPerSecond();
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
            } else if (isTooMany(channel, tickers)) {
                error(id, 26, "Too many markets in one subscription");
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

    private boolean isTooMany(Channel channel, List<String> tickers) {
        Subscription subscription = of(channel);
        int held = subscription == null ? 0 : subscription.tickers.size();
        return held + tickers.size() > server.rules().maxMarkets();
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
            long delayNs = line.snapshotDelayNs(ticker);
            if (delayNs == 0) {
                snapshot(book, ticker, id);
            } else {
                context.executor()
                        .schedule(
                                () -> {
                                    snapshot(book, ticker, id);
                                    line.flush();
                                },
                                delayNs,
                                TimeUnit.NANOSECONDS);
            }
            server.subscribed(ticker);
        }
    }

    /** Sends the book of a market as it is now; nothing for an unknown market. */
    void snapshot(Subscription book, String ticker, int id) {
        ObjectNode msg = server.snapshot(ticker, book.yesPrice);
        if (msg == null || !subscriptions.containsKey(book.sid) || line.withholds(FrameKind.SNAPSHOT, ticker)) {
            return;
        }
        ObjectNode frame = JSON.objectNode()
                .put("type", "orderbook_snapshot")
                .put("sid", book.sid)
                .put("seq", book.nextSeq());
        if (id != 0) {
            frame.put("id", id);
        }
        frame.set("msg", msg);
        write(FrameKind.SNAPSHOT, ticker, frame);
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
                if (isTooMany(subscription.channel, tickers)) {
                    error(id, 26, "Too many markets in one subscription");
                    return;
                }
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
