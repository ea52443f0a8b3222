package io.parallax.gateway.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;

/**
 * Opens connections to one address on one loop. Names are resolved on a helper thread, so a slow resolver never holds up
 * the loop; with {@code wss} and {@code https} the peer's certificate must fit the host name.
 */
public final class Dialer {
    private static final ExecutorService RESOLVER =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("resolver", true));

    private final EventLoop loop;
    private final String host;
    private final int port;
    private final SslContext tls;
    private final String[] protocols;
    private final Bootstrap bootstrap;

    /**
     * @param uri ws, wss, http or https
     * @param tls what to trust; null = the JDK's roots
     */
    public Dialer(EventLoop loop, URI uri, SslContext tls, long connectTimeoutNs) {
        this(loop, uri, tls, connectTimeoutNs, List.of());
    }

    /** @param protocols offered to the peer of a secure connection by ALPN, the dearest first; none = ALPN is not used */
    public Dialer(EventLoop loop, URI uri, SslContext tls, long connectTimeoutNs, List<String> protocols) {
        boolean secure = "wss".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!secure && !"ws".equals(uri.getScheme()) && !"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(uri + ": must be ws, wss, http or https with a host");
        }
        this.loop = loop;
        this.protocols = protocols.toArray(String[]::new);
        this.host = uri.getHost();
        this.port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        this.tls = !secure ? null : tls != null ? tls : Tls.client();
        Bootstrap plain = new Bootstrap().group(loop);
        this.bootstrap = (loop instanceof SteppedLoop stepped
                        ? plain.channelFactory(stepped::newChannel).disableResolver()
                        : plain.channel(GatewayLoops.channelType(loop)))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) TimeUnit.NANOSECONDS.toMillis(connectTimeoutNs));
    }

    /**
     * Dials once.
     *
     * @param handlers for this connection, in pipeline order; a {@link ReceiveStamp} goes before TLS, the rest behind
     * @param connecting told the connect future, on the loop
     * @param unresolved told why the name did not resolve, on the loop
     */
    public void dial(
            List<ChannelHandler> handlers, Consumer<ChannelFuture> connecting, Consumer<Throwable> unresolved) {
        Bootstrap dialling = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                build(channel, handlers);
            }
        });
        if (loop instanceof SteppedLoop) {
            loop.execute(() -> connecting.accept(dialling.connect(InetSocketAddress.createUnresolved(host, port))));
            return;
        }
        RESOLVER.execute(() -> {
            Runnable outcome;
            try {
                InetAddress address = InetAddress.getByName(host);
                outcome = () -> connecting.accept(dialling.connect(new InetSocketAddress(address, port)));
            } catch (UnknownHostException e) {
                outcome = () -> unresolved.accept(e);
            }
            if (!loop.isShuttingDown()) {
                loop.execute(outcome);
            }
        });
    }

    /** Value of the Host header. */
    public String authority() {
        return port == (tls != null ? 443 : 80) ? host : host + ":" + port;
    }

    /** Whether it dials by TLS. */
    public boolean isSecure() {
        return tls != null;
    }

    private void build(Channel channel, List<ChannelHandler> handlers) {
        ChannelPipeline pipeline = channel.pipeline();
        ReceiveStamp stamp = null;
        for (ChannelHandler handler : handlers) {
            if (handler instanceof ReceiveStamp first) {
                stamp = first;
                pipeline.addLast(first);
            }
        }
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc(), host, port);
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(protocols);
            handler.engine().setSSLParameters(parameters);
            pipeline.addLast(handler);
        }
        for (ChannelHandler handler : handlers) {
            if (handler != stamp) {
                pipeline.addLast(handler);
            }
        }
    }
}
