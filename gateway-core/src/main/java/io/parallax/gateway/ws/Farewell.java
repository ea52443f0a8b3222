package io.parallax.gateway.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection and says why. What the venue still sends is read and thrown away for a moment: closing a socket with
 * bytes unread would reset the connection, and the reason would be lost on the way.
 */
final class Farewell extends ChannelInboundHandlerAdapter {
    private static final long LINGER_MS = 1_000;

    private Farewell() {}

    static void say(Channel channel, WebSocketCloseStatus status) {
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        channel.pipeline().addFirst(new Farewell());
        channel.writeAndFlush(new CloseWebSocketFrame(status)).addListener(sent -> {
            if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
