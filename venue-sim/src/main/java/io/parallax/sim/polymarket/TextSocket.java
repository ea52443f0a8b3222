package io.parallax.sim.polymarket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket of the venue: text frames, a bare {@code PING} answered by a bare {@code PONG}. */
abstract class TextSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(TextSocket.class);
    private static final String PING = "PING";
    private static final String PONG = "PONG";

    private ChannelHandlerContext context;

    /** The connection is open. */
    void onOpen(Channel channel) {}

    /** Whether the client is not heard. */
    boolean isDeaf() {
        return false;
    }

    /** Writes the answer to a keep-alive or complaint. */
    void reply(String text) {
        send(text);
    }

    /** A client's frame other than the keep-alive. */
    abstract void onText(String text);

    /** The connection is gone. */
    abstract void onClosed();

    /** Writes a text frame; frames to a closed connection vanish, and who falls too far behind is cut off. */
    final void send(String text) {
        if (!isOverrun()) {
            context.writeAndFlush(new TextWebSocketFrame(text));
        }
    }

    final boolean isOverrun() {
        if (!context.channel().isActive() || context.channel().isWritable()) {
            return false;
        }
        LOG.warn("socket of {} closed: it does not read", context.channel().remoteAddress());
        context.close();
        return true;
    }

    final void close() {
        context.close();
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        onOpen(ctx.channel());
    }

    @Override
    protected final void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (isDeaf()) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            if (text.text().equals(PING)) {
                reply(PONG);
            } else {
                onText(text.text());
            }
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        onClosed();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error(
                    "socket of {} closed after a fault in the simulator",
                    ctx.channel().remoteAddress(),
                    cause);
        }
        ctx.close();
    }
}
