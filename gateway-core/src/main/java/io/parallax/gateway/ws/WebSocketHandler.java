package io.parallax.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.timeout.WriteTimeoutException;
import io.parallax.gateway.net.BytesView;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a line, from the upgrade to its end. */
final class WebSocketHandler extends SimpleChannelInboundHandler<Object> {
    /** Largest body of an answer to the upgrade. */
    static final int MAX_UPGRADE_BYTES = 16 * 1024;

    /** However long the venue wishes to be left alone, we look again after this. */
    private static final long MAX_PAUSE_NS = TimeUnit.MINUTES.toNanos(15);

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);

    private final WebSocketLine line;
    private final EpochClock clock;
    private final ReceiveStamp stamp;
    private final MessageClock messages;
    private final BytesView view = new BytesView();
    private final byte[] textPong;
    private WebSocketClientHandshaker handshaker;
    private boolean inListener;
    private long lastFrameNanos;
    private boolean awaitsPong;
    private long oldestPingNanos;
    private WebSocketCloseStatus farewell;

    WebSocketHandler(WebSocketLine line, EpochClock clock, ReceiveStamp stamp) {
        this.line = line;
        this.clock = clock;
        this.stamp = stamp;
        this.messages = new MessageClock(clock);
        this.lastFrameNanos = clock.nanoTime();
        String pong = line.settings().textPong();
        this.textPong = pong == null ? null : pong.getBytes(StandardCharsets.UTF_8);
    }

    ReceiveStamp stamp() {
        return stamp;
    }

    MessageClock messages() {
        return messages;
    }

    long lastFrameNanos() {
        return lastFrameNanos;
    }

    /** What the venue is told when we close, null = nothing. */
    WebSocketCloseStatus farewell() {
        return farewell;
    }

    /** We are about to close for a message that does not end. */
    void onOverdue() {
        farewell = WebSocketCloseStatus.MESSAGE_TOO_BIG;
    }

    /** A ping of ours goes out. */
    void onPing(long nowNanos) {
        if (!awaitsPong) {
            awaitsPong = true;
            oldestPingNanos = nowNanos;
        }
    }

    /** How long the oldest of our pings has been without an answer. */
    long unansweredNs(long nowNanos) {
        return awaitsPong ? nowNanos - oldestPingNanos : 0;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        WebSocketSettings settings = line.settings();
        HttpHeaders headers = new DefaultHttpHeaders();
        settings.headers().accept(headers::set);
        handshaker = new Handshaker(settings, headers);
        line.onChannelUp();
        handshaker.handshake(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        lastFrameNanos = clock.nanoTime();
        if (message instanceof TextWebSocketFrame text) {
            onText(text.content());
        } else if (message instanceof FullHttpResponse response) {
            onUpgradeAnswer(context, response);
        } else if (message instanceof PingWebSocketFrame ping) {
            line.counters().count(LineCounter.PINGS);
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()), context.voidPromise());
        } else if (message instanceof PongWebSocketFrame) {
            onPong();
        } else if (message instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            line.onLost(this, DisconnectReason.PEER_CLOSED, null);
        } else if (message instanceof BinaryWebSocketFrame) {
            line.counters().count(LineCounter.BINARY_FRAMES);
        }
    }

    private void onUpgradeAnswer(ChannelHandlerContext context, FullHttpResponse response) {
        if (handshaker.isHandshakeComplete()) {
            line.onLost(this, DisconnectReason.BAD_FRAME, null);
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (WebSocketHandshakeException e) {
            String body = response.content().toString(StandardCharsets.UTF_8);
            LOG.warn(
                    "{}: upgrade refused, {} {}",
                    line.settings().name(),
                    response.status(),
                    body.substring(0, Math.min(200, body.length())).replaceAll("[^ -~]", "?"));
            line.onUpgradeRefused(retryAfterNs(response));
            line.onLost(this, DisconnectReason.UPGRADE_REFUSED, e);
            return;
        }
        messages.upgraded();
        context.pipeline()
                .addBefore(context.name(), null, messages.frames())
                .addBefore(context.name(), null, new WebSocketFrameAggregator(WebSocketSettings.MAX_MESSAGE_BYTES));
        inListener = true;
        line.onUpgraded();
        inListener = false;
    }

    /** What a refusal asks us to wait, 0 when it asks nothing, or in words we do not read. */
    private static long retryAfterNs(FullHttpResponse response) {
        String seconds = response.headers().get(HttpHeaderNames.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,9}")
                ? Math.min(MAX_PAUSE_NS, TimeUnit.SECONDS.toNanos(Long.parseLong(seconds)))
                : 0;
    }

    private void onText(ByteBuf content) {
        int length = content.readableBytes();
        DirectBuffer frame = view.wrap(content);
        if (isTextPong(frame, length)) {
            onPong();
            return;
        }
        line.counters().count(LineCounter.TEXT_FRAMES);
        line.counters().add(LineCounter.TEXT_BYTES, length);
        line.onProved();
        inListener = true;
        line.listener().onText(frame, 0, length, stamp.receivedNanos(), stamp.receivedEpochNs());
        inListener = false;
    }

    private void onPong() {
        awaitsPong = false;
        line.counters().count(LineCounter.PONGS);
    }

    private boolean isTextPong(DirectBuffer frame, int length) {
        if (textPong == null || length != textPong.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (frame.getByte(i) != textPong[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        line.onLost(this, DisconnectReason.PEER_CLOSED, null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (inListener) {
            LOG.error("{}: listener failed", line.settings().name(), cause);
            line.onLost(this, DisconnectReason.LISTENER_FAILED, cause);
            return;
        }
        Throwable root = cause.getCause() instanceof SSLException ? cause.getCause() : cause;
        if (root instanceof SSLException) {
            line.onLost(this, DisconnectReason.TLS_FAILED, root);
        } else if (root instanceof WriteTimeoutException) {
            line.onLost(this, DisconnectReason.WRITE_STALLED, root);
        } else if (root instanceof CodecException) {
            farewell = handshaker.isHandshakeComplete() ? statusOf(root) : null;
            line.onLost(this, DisconnectReason.BAD_FRAME, root);
        } else {
            line.onLost(this, DisconnectReason.RESET, root);
        }
    }

    private static WebSocketCloseStatus statusOf(Throwable root) {
        for (Throwable cause = root; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptedWebSocketFrameException broken) {
                return broken.closeStatus();
            }
            if (cause instanceof TooLongFrameException || cause instanceof DecompressionException) {
                return WebSocketCloseStatus.MESSAGE_TOO_BIG;
            }
        }
        return WebSocketCloseStatus.PROTOCOL_ERROR;
    }
}
