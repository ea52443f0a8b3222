package io.parallax.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.parallax.gateway.net.BytesView;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a line, from the upgrade to its end. */
final class WebSocketHandler extends SimpleChannelInboundHandler<Object> {
    /** Largest body of an answer to the upgrade. */
    static final int MAX_UPGRADE_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandler.class);

    private final WebSocketLine line;
    private final EpochClock clock;
    private final ReceiveStamp stamp;
    private final BytesView view = new BytesView();
    private final byte[] textPong;
    private WebSocketClientHandshaker handshaker;
    private boolean inListener;
    private long lastFrameNanos;

    WebSocketHandler(WebSocketLine line, EpochClock clock, ReceiveStamp stamp) {
        this.line = line;
        this.clock = clock;
        this.stamp = stamp;
        this.lastFrameNanos = clock.nanoTime();
        String pong = line.settings().textPong();
        this.textPong = pong == null ? null : pong.getBytes(StandardCharsets.UTF_8);
    }

    ReceiveStamp stamp() {
        return stamp;
    }

    long lastFrameNanos() {
        return lastFrameNanos;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        WebSocketSettings settings = line.settings();
        HttpHeaders headers = new DefaultHttpHeaders();
        settings.headers().accept(headers::set);
        handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                settings.uri(), WebSocketVersion.V13, null, false, headers, settings.maxFrameBytes());
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
            line.counters().count(LineCounter.PONGS);
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
            line.onLost(this, DisconnectReason.UPGRADE_REFUSED, e);
            return;
        }
        int maxBytes = line.settings().maxFrameBytes();
        context.pipeline().addBefore(context.name(), null, new WebSocketFrameAggregator(maxBytes));
        inListener = true;
        line.onUpgraded();
        inListener = false;
    }

    private void onText(ByteBuf content) {
        int length = content.readableBytes();
        DirectBuffer frame = view.wrap(content);
        if (isTextPong(frame, length)) {
            line.counters().count(LineCounter.PONGS);
            return;
        }
        line.counters().count(LineCounter.TEXT_FRAMES);
        line.counters().add(LineCounter.TEXT_BYTES, length);
        line.onProved();
        inListener = true;
        line.listener().onText(frame, 0, length, stamp.receivedNanos(), stamp.receivedEpochNs());
        inListener = false;
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
        } else if (root instanceof CodecException) {
            if (handshaker.isHandshakeComplete()) {
                context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG));
            }
            line.onLost(this, DisconnectReason.BAD_FRAME, root);
        } else {
            line.onLost(this, DisconnectReason.RESET, root);
        }
    }
}
