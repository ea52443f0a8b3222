package io.parallax.bench.e2e;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A websocket server on loopback for one subscriber: answers its first message with a book, then sends what it is given. */
final class FrameServer implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final byte[] book;
    private final Channel server;
    private volatile Channel subscriber;

    FrameServer(byte[] book) throws InterruptedException {
        this.book = book;
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.config().setTcpNoDelay(true);
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(65_536))
                                .addLast(new WebSocketServerProtocolHandler("/ws/market"))
                                .addLast(new Subscriber());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort() + "/ws/market");
    }

    void awaitSubscriber() throws InterruptedException {
        if (!subscribed.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody subscribed within 10 s");
        }
    }

    /** Writes one text frame; from any thread. */
    void send(ByteBuf frame) {
        subscriber.writeAndFlush(new TextWebSocketFrame(frame), subscriber.voidPromise());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Subscriber extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            if (subscriber == null) {
                subscriber = context.channel();
                context.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(book)));
                subscribed.countDown();
            }
        }
    }
}
