package io.parallax.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.net.LoopbackServer;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.net.TestTls;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketLineTest {
    private static final long MS = 1_000_000;

    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> serverNews = new LinkedBlockingQueue<>();
    private GatewayLoops loops = new GatewayLoops("test", 1, false);
    private LoopbackServer server;
    private WebSocketLine line;
    private volatile Channel serverSide;

    @AfterEach
    void stop() {
        if (line != null) {
            line.close();
        }
        if (server != null) {
            server.close();
        }
        loops.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCarryTextBothWays(boolean busyWait) throws Exception {
        loops.close();
        loops = new GatewayLoops("test", 1, busyWait);
        serve();
        open(settings().withHeaders(headers -> headers.accept("X-SIGNATURE", "abc")));

        assertThat(next()).isEqualTo("connected 1");
        assertThat(serverNext()).isEqualTo("upgrade abc");
        loops.next().execute(() -> line.sendText("hello"));
        assertThat(serverNext()).isEqualTo("text hello");
        assertThat(next()).isEqualTo("text echo hello");
        assertThat(line.state()).isEqualTo(LineState.LIVE);
        assertThat(line.counters().get(LineCounter.TEXT_FRAMES)).isEqualTo(1);
    }

    @Test
    void shouldAnswerPingsWithTheirBody() throws Exception {
        serve();
        open(settings());
        assertThat(next()).isEqualTo("connected 1");
        serverNext();
        serverSide.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer("heartbeat", StandardCharsets.US_ASCII)));
        assertThat(serverNext()).isEqualTo("pong heartbeat");
    }

    @Test
    void shouldPutFragmentsTogether() throws Exception {
        serve();
        open(settings());
        next();
        serverNext();
        serverSide.write(new TextWebSocketFrame(false, 0, "one "));
        serverSide.writeAndFlush(new ContinuationWebSocketFrame(true, 0, "two"));
        assertThat(next()).isEqualTo("text one two");
    }

    @Test
    void shouldComeBackWithTheNextEpoch() throws Exception {
        serve();
        open(settings());
        assertThat(next()).isEqualTo("connected 1");
        serverNext();
        server.cut();
        assertThat(next()).isEqualTo("disconnected 1 PEER_CLOSED");
        assertThat(next()).isEqualTo("connected 2");
        serverNext();
        serverSide.writeAndFlush(new CloseWebSocketFrame());
        assertThat(next()).isEqualTo("disconnected 2 PEER_CLOSED");
        assertThat(next()).isEqualTo("connected 3");
        line.reconnect();
        assertThat(next()).isEqualTo("disconnected 3 REQUESTED");
        assertThat(next()).isEqualTo("connected 4");
        line.close();
        assertThat(next()).isEqualTo("disconnected 4 CLOSED");
        assertThat(line.state()).isEqualTo(LineState.CLOSED);
    }

    @Test
    void shouldDropALineNobodySpeaksOn() throws Exception {
        server = new LoopbackServer(null, () -> new ChannelHandler[] {
            new WebSocketServerProtocolHandler("/ws", null, false, 1 << 21, false, true, false), new Mute()
        });
        open(settings().withKeepAlive(1_000_000 * MS, 50 * MS));
        assertThat(next()).isEqualTo("connected 1");
        assertThat(next()).isEqualTo("disconnected 1 SILENT");
        assertThat(next()).isEqualTo("connected 2");
        assertThat(line.counters().get(LineCounter.SILENCES)).isPositive();
    }

    @Test
    void shouldKeepAnIdleLineByPinging() throws Exception {
        serve();
        open(settings().withKeepAlive(20 * MS, 5_000 * MS).withTextPing("PING", "PONG"));
        assertThat(next()).isEqualTo("connected 1");
        serverNext();
        assertThat(serverNext()).isEqualTo("text PING");
        assertThat(serverNext()).isEqualTo("text PING");
        assertThat(news).as("the venue's answer is kept from the listener").isEmpty();
        assertThat(line.counters().get(LineCounter.PONGS)).isPositive();
    }

    @Test
    void shouldKeepTryingWhenTheUpgradeIsRefused() throws Exception {
        server = new LoopbackServer(null, () -> new ChannelHandler[] {new Refuse(HttpResponseStatus.UNAUTHORIZED)});
        open(settings());
        for (int i = 0; i < 3; i++) {
            assertThat(serverNext()).isEqualTo("refused");
        }
        assertThat(news).isEmpty();
        assertThat(line.counters().get(LineCounter.UPGRADES_REFUSED)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldDropALineThatSendsTooMuch() throws Exception {
        serve();
        open(settings());
        next();
        serverNext();
        serverSide.writeAndFlush(new TextWebSocketFrame("x".repeat(1024 * 1024 + 1)));
        assertThat(next()).isEqualTo("disconnected 1 BAD_FRAME");
        assertThat(next()).isEqualTo("connected 2");
        assertThat(line.counters().get(LineCounter.BAD_FRAMES)).isEqualTo(1);
    }

    @Test
    void shouldCheckTheCertificateAndItsHost() throws Exception {
        TestTls good = new TestTls("localhost");
        serve(good);
        open(settings().withTls(good.client()));
        assertThat(next()).isEqualTo("connected 1");
        line.close();
        assertThat(next()).isEqualTo("disconnected 1 CLOSED");
        server.close();

        TestTls other = new TestTls("elsewhere.example");
        serve(other);
        open(settings().withTls(other.client()));
        awaitFailedAttempts(2);
        line.close();
        server.close();

        serve(good);
        open(settings());
        awaitFailedAttempts(2);
        assertThat(news).as("no connection without trust").isEmpty();
    }

    @Test
    void shouldConnectWhenTheVenueComesUpLater() throws Exception {
        serve();
        WebSocketSettings settings = settings();
        server.close();
        open(settings);
        awaitFailedAttempts(2);
        assertThat(news).isEmpty();
        assertThat(line.state()).isIn(LineState.BACKING_OFF, LineState.QUEUED, LineState.CONNECTING);
    }

    private void awaitFailedAttempts(int count) throws InterruptedException {
        for (int i = 0; i < 2_000 && line.counters().get(LineCounter.FAILED_ATTEMPTS) < count; i++) {
            Thread.sleep(5);
        }
        assertThat(line.counters().get(LineCounter.FAILED_ATTEMPTS)).isGreaterThanOrEqualTo(count);
    }

    private void serve() throws Exception {
        serve(null);
    }

    private void serve(TestTls tls) throws Exception {
        server = new LoopbackServer(tls == null ? null : tls.server(), () -> new ChannelHandler[] {
            new WebSocketServerProtocolHandler("/ws", null, false, 1 << 21, false, true, false), new Echo()
        });
    }

    private WebSocketSettings settings() {
        return WebSocketSettings.of("test", server.uri("ws", "/ws")).withBackoff(MS, 20 * MS);
    }

    private void open(WebSocketSettings settings) {
        line = new WebSocketLine(
                settings, loops.next(), EpochClock.system(), new ReconnectBudget(1_000, 0, 1), new Log());
        line.connect();
    }

    private String next() throws InterruptedException {
        return news.poll(10, TimeUnit.SECONDS);
    }

    private String serverNext() throws InterruptedException {
        return serverNews.poll(10, TimeUnit.SECONDS);
    }

    private final class Log implements FrameListener {
        @Override
        public void onConnected(int epoch) {
            news.add("connected " + epoch);
        }

        @Override
        public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
            boolean stamped = receivedNanos != 0 && receivedEpochNs > 1_600_000_000_000_000_000L;
            news.add((stamped ? "text " : "unstamped ") + frame.getStringWithoutLengthUtf8(offset, length));
        }

        @Override
        public void onDisconnected(int epoch, DisconnectReason reason) {
            news.add("disconnected " + epoch + " " + reason);
        }
    }

    private final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete complete) {
                serverSide = context.channel();
                serverNews.add("upgrade " + complete.requestHeaders().get("X-SIGNATURE"));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            String body = frame.content().toString(StandardCharsets.UTF_8);
            if (frame instanceof TextWebSocketFrame) {
                serverNews.add("text " + body);
                String answer = "PING".equals(body) ? "PONG" : "echo " + body;
                context.writeAndFlush(new TextWebSocketFrame(answer));
            } else if (frame instanceof PongWebSocketFrame) {
                serverNews.add("pong " + body);
            }
        }
    }

    private static final class Mute extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            assertThat(frame).isNotNull();
        }
    }

    private final class Refuse extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final HttpResponseStatus status;

        Refuse(HttpResponseStatus status) {
            this.status = status;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            serverNews.add("refused");
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
