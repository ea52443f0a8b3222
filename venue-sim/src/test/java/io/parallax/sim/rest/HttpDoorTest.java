package io.parallax.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One port, two kinds of HTTP: told apart by the first bytes, by a foreign client over TLS too. */
class HttpDoorTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static HttpDoor door() {
        return new HttpDoor(1 << 20, pipeline -> pipeline.addLast(new Echo()), Echo::new);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void shouldSpeakWhatAForeignClientChoosesByAlpn(HttpClient.Version version) throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        SslContext tls = SslContextBuilder.forServer(bundle.toKeyManagerFactory())
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "h2",
                        "http/1.1"))
                .build();
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Channel server = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()), door());
                        }
                    })
                    .bind(new InetSocketAddress("127.0.0.1", 0))
                    .syncUninterruptibly()
                    .channel();
            HttpClient client = HttpClient.newBuilder()
                    .version(version)
                    .sslContext(trusting(bundle))
                    .build();
            URI uri = URI.create("https://localhost:" + ((InetSocketAddress) server.localAddress()).getPort() + "/x");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString("body " + i))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo("POST /x body " + i);
            }
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static SSLContext trusting(X509Bundle bundle) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("venue", bundle.getCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void shouldWaitUntilTheFirstBytesTell() {
        for (int cut = 1; cut < PREFACE.length(); cut++) {
            EmbeddedChannel channel = new EmbeddedChannel(door());
            channel.writeInbound(ascii(PREFACE.substring(0, cut)));
            channel.writeInbound(ascii(PREFACE.substring(cut)));
            assertThat(channel.pipeline().get(Http2FrameCodec.class))
                    .as("cut at %d", cut)
                    .isNotNull();
            assertThat(channel.pipeline().get(HttpDoor.class)).isNull();
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void shouldTakeAMethodThatBeginsAsThePrefaceDoes() {
        String request = "PRINT /x HTTP/1.1\r\ncontent-length: 1\r\n\r\ny";
        for (int cut = 1; cut < request.length(); cut++) {
            EmbeddedChannel channel = new EmbeddedChannel(door());
            channel.writeInbound(ascii(request.substring(0, cut)));
            channel.writeInbound(ascii(request.substring(cut)));
            StringBuilder answer = new StringBuilder();
            for (ByteBuf part; (part = channel.readOutbound()) != null; part.release()) {
                answer.append(part.toString(StandardCharsets.US_ASCII));
            }
            assertThat(answer).as("cut at %d", cut).startsWith("HTTP/1.1 200").contains("PRINT /x y");
            channel.finishAndReleaseAll();
        }
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static final class Echo extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.OK,
                    Unpooled.copiedBuffer(
                            request.method() + " " + request.uri() + " "
                                    + request.content().toString(StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8));
            response.headers().setInt("content-length", response.content().readableBytes());
            context.writeAndFlush(response);
        }
    }
}
