package io.parallax.gateway.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Supplier;

/** A server on a free loopback port; the handlers, behind the codec of HTTP/1.1 or behind nothing, are the test's. */
public final class LoopbackServer implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("test-server", true), NioIoHandler.newFactory());
    private final ChannelGroup children = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel server;
    private final boolean secure;

    public LoopbackServer(SslContext tls, Supplier<ChannelHandler[]> handlers) {
        this(tls, true, handlers);
    }

    /** Whose handlers get the bytes as they come. */
    public static LoopbackServer ofBytes(SslContext tls, Supplier<ChannelHandler[]> handlers) {
        return new LoopbackServer(tls, false, handlers);
    }

    private LoopbackServer(SslContext tls, boolean http1, Supplier<ChannelHandler[]> handlers) {
        secure = tls != null;
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        children.add(channel);
                        ChannelPipeline pipeline = channel.pipeline();
                        if (tls != null) {
                            pipeline.addLast(tls.newHandler(channel.alloc()));
                        }
                        if (http1) {
                            pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20));
                        }
                        pipeline.addLast(handlers.get());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    public URI uri(String scheme, String path) {
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        return URI.create(scheme + (secure ? "s" : "") + "://localhost:" + port + path);
    }

    /** Cuts every connection. */
    public void cut() {
        children.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        cut();
        group.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS);
    }
}
