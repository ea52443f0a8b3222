package io.parallax.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.net.LoopbackServer;
import io.parallax.gateway.net.ReconnectBudget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Venues that stall, flood, squeeze or refuse. */
class WebSocketStallTest {
    private static final long MS = 1_000_000;
    private static final long NEVER = TimeUnit.HOURS.toNanos(1);

    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> serverNews = new LinkedBlockingQueue<>();
    private final GatewayLoops loops = new GatewayLoops("test", 1, false);
    private final List<WebSocketLine> lines = new ArrayList<>();
    private LoopbackServer server;
    private volatile Channel serverSide;

    @AfterEach
    void stop() {
        lines.forEach(WebSocketLine::close);
        server.close();
        loops.close();
    }

    @Test
    void shouldCloseWith1009OnAFrameBeyondTheLimit() throws Exception {
        live(settings -> settings);
        serverSide.writeAndFlush(new TextWebSocketFrame("x".repeat(1024 * 1024 + 1)));
        assertThat(next()).isEqualTo("disconnected 1 BAD_FRAME");
        assertThat(serverNext()).isEqualTo("close 1009");
    }

    @Test
    void shouldCloseWith1009OnFragmentsBeyondTheLimit() throws Exception {
        live(settings -> settings);
        serverSide.write(new TextWebSocketFrame(false, 0, "x".repeat(600 * 1024)));
        serverSide.writeAndFlush(new ContinuationWebSocketFrame(false, 0, "x".repeat(600 * 1024)));
        assertThat(next()).isEqualTo("disconnected 1 BAD_FRAME");
        assertThat(serverNext()).isEqualTo("close 1009");
    }

    @Test
    void shouldTakeAMessageOfExactlyTheLimit() throws Exception {
        live(settings -> settings);
        serverSide.writeAndFlush(new TextWebSocketFrame("x".repeat(1024 * 1024)));
        assertThat(next()).isEqualTo("text of 1048576");
    }

    @Test
    void shouldCloseWith1009OnAFrameThatDrips() throws Exception {
        live(settings -> settings.withDeadlines(80 * MS, NEVER));
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(0x81).writeByte(125).writeBytes(new byte[60]);
        for (int i = 0; i < 62 && news.isEmpty(); i++) {
            ByteBuf drop = frame.readRetainedSlice(1);
            serverSide.eventLoop().execute(() -> raw().writeAndFlush(drop));
            Thread.sleep(5);
        }
        assertThat(next()).isEqualTo("disconnected 1 OVERDUE");
        assertThat(serverNext()).isEqualTo("close 1009");
        assertThat(lines.get(0).counters().get(LineCounter.OVERDUE_MESSAGES)).isEqualTo(1);
    }

    @Test
    void shouldCloseWith1009OnFragmentsWithoutEndThoughPingsComeBetween() throws Exception {
        live(settings -> settings.withDeadlines(80 * MS, NEVER));
        serverSide.writeAndFlush(new TextWebSocketFrame(false, 0, "a"));
        for (int i = 0; i < 400 && news.isEmpty(); i++) {
            serverSide.write(new ContinuationWebSocketFrame(false, 0, "b"));
            serverSide.writeAndFlush(new PingWebSocketFrame());
            Thread.sleep(5);
        }
        assertThat(next()).isEqualTo("disconnected 1 OVERDUE");
        String said;
        do {
            said = serverNext();
        } while ("pong".equals(said));
        assertThat(said).isEqualTo("close 1009");
    }

    @Test
    void shouldKeepALineWhoseMessagesEnd() throws Exception {
        live(settings -> settings.withDeadlines(60 * MS, NEVER));
        for (int i = 0; i < 40; i++) {
            serverSide.write(new TextWebSocketFrame(false, 0, "a"));
            serverSide.writeAndFlush(new ContinuationWebSocketFrame(true, 0, "b"));
            assertThat(next()).isEqualTo("text of 2");
            Thread.sleep(5);
        }
        assertThat(lines.get(0).counters().get(LineCounter.DISCONNECTS)).isZero();
    }

    @Test
    void shouldDropALineThatTalksButNeverAnswersAPing() throws Exception {
        live(settings -> settings.withKeepAlive(10 * MS, 100 * MS).withTextPing("PING", "PONG"));
        for (int i = 0; i < 400 && news.stream().noneMatch(line -> line.startsWith("disc")); i++) {
            serverSide.writeAndFlush(new TextWebSocketFrame("data"));
            Thread.sleep(5);
        }
        String said;
        do {
            said = next();
        } while ("text of 4".equals(said));
        assertThat(said).isEqualTo("disconnected 1 UNANSWERED");
    }

    @Test
    void shouldDropALineOnWhichNothingLeaves() throws Exception {
        live(settings -> settings.withDeadlines(NEVER, 100 * MS));
        serverSide.config().setAutoRead(false);
        String long1 = "y".repeat(1 << 20);
        loops.next().execute(() -> {
            for (int i = 0; i < 16; i++) {
                lines.get(0).sendText(long1);
            }
        });
        assertThat(next()).isEqualTo("disconnected 1 WRITE_STALLED");
    }

    @Test
    void shouldReadCompressedMessagesEachForItself() throws Exception {
        live(settings -> settings.withCompression(true));
        for (int i = 0; i < 3; i++) {
            serverSide.writeAndFlush(new TextWebSocketFrame("a".repeat(50_000)));
            assertThat(next()).isEqualTo("text of 50000");
        }
        serverSide.writeAndFlush(new TextWebSocketFrame("a".repeat(1024 * 1024)));
        assertThat(next()).isEqualTo("text of 1048576");
    }

    @Test
    void shouldNotInflateABomb() throws Exception {
        live(settings -> settings.withCompression(true));
        serverSide.writeAndFlush(new TextWebSocketFrame("a".repeat(64 * 1024 * 1024)));
        assertThat(next()).isEqualTo("disconnected 1 BAD_FRAME");
        assertThat(serverNext()).isEqualTo("close 1009");
        assertThat(next()).isEqualTo("connected 2");
    }

    @Test
    void shouldDoWithoutCompressionWhereTheVenueHasNone() throws Exception {
        serve(false);
        open(settings().withCompression(true), new ReconnectBudget(1_000, 0, 1));
        assertThat(next()).isEqualTo("connected 1");
        serverNext();
        serverSide.writeAndFlush(new TextWebSocketFrame("plain"));
        assertThat(next()).isEqualTo("text of 5");
    }

    @Test
    void shouldWaitAsLongAsARefusalAsksForWithEveryLineOfTheVenue() throws Exception {
        server = new LoopbackServer(null, () -> new ChannelHandler[] {new Refuse()});
        ReconnectBudget budget = new ReconnectBudget(1_000, 0, 1);
        open(settings(), budget);
        assertThat(serverNext()).isEqualTo("refused");
        assertThat(next()).isEqualTo("throttled");
        open(settings(), budget);
        assertThat(next()).as("the other line waits too").isEqualTo("throttled");
        assertThat(lines.get(1).state()).isEqualTo(LineState.THROTTLED);
        assertThat(lines.get(0).counters().get(LineCounter.ATTEMPTS)).isEqualTo(1);
        assertThat(lines.get(1).counters().get(LineCounter.ATTEMPTS)).isZero();
        assertThat(serverNews).isEmpty();
    }

    @Test
    void shouldSayOnceThatTheBudgetIsUsedUpAndStayDown() throws Exception {
        serve(false);
        open(settings(), new ReconnectBudget(2, 0, 1));
        assertThat(next()).isEqualTo("connected 1");
        server.cut();
        assertThat(next()).isEqualTo("disconnected 1 PEER_CLOSED");
        assertThat(next()).isEqualTo("connected 2");
        server.cut();
        assertThat(next()).isEqualTo("disconnected 2 PEER_CLOSED");
        assertThat(next()).isEqualTo("throttled");
        assertThat(lines.get(0).counters().get(LineCounter.ATTEMPTS)).isEqualTo(2);
        assertThat(lines.get(0).counters().get(LineCounter.THROTTLED)).isEqualTo(1);
        lines.get(0).close();
        assertThat(lines.get(0).counters().get(LineCounter.ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void shouldNotBringAllLinesBackAtOnce() throws Exception {
        serve(false);
        ReconnectBudget budget = new ReconnectBudget(1_000, 20 * MS, 1);
        for (int i = 0; i < 5; i++) {
            open(settings(), budget);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(next()).isEqualTo("connected 1");
        }
        List<Long> came = arrivals(5);
        server.cut();
        for (int i = 0; i < 10; i++) {
            next();
        }
        came.addAll(arrivals(5));
        for (int i = 1; i < came.size(); i++) {
            // The upgrade comes some time after the dial, so only their spread is told here.
            assertThat(came.get(i)).isGreaterThan(came.get(i - 1));
        }
        assertThat(came.get(4) - came.get(0)).isGreaterThan(40 * MS);
        assertThat(came.get(9) - came.get(5)).isGreaterThan(40 * MS);
    }

    private List<Long> arrivals(int count) throws InterruptedException {
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String said = serverNext();
            assertThat(said).startsWith("upgrade ");
            arrivals.add(Long.parseLong(said.substring(8)));
        }
        return arrivals;
    }

    private void live(UnaryOperator<WebSocketSettings> how) throws Exception {
        boolean compression = how.apply(WebSocketSettings.of("test", URI.create("ws://localhost/")))
                .compression();
        serve(compression);
        open(how.apply(settings()), new ReconnectBudget(1_000, 0, 1));
        assertThat(next()).isEqualTo("connected 1");
        serverNext();
    }

    private void serve(boolean compression) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/ws")
                .allowExtensions(compression)
                .handleCloseFrames(false)
                .dropPongFrames(false)
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .allowExtensions(compression)
                        .maxFramePayloadLength(1 << 24)
                        .build())
                .build();
        server = new LoopbackServer(
                null,
                () -> compression
                        ? new ChannelHandler[] {
                            new WebSocketServerCompressionHandler(0),
                            new WebSocketServerProtocolHandler(config),
                            new Ears()
                        }
                        : new ChannelHandler[] {new WebSocketServerProtocolHandler(config), new Ears()});
    }

    private WebSocketSettings settings() {
        return WebSocketSettings.of("test", server.uri("ws", "/ws")).withBackoff(MS, 20 * MS);
    }

    private void open(WebSocketSettings settings, ReconnectBudget budget) {
        WebSocketLine line = new WebSocketLine(settings, loops.next(), EpochClock.system(), budget, new Log());
        lines.add(line);
        line.connect();
    }

    /** Writes below the frame encoder. */
    private ChannelHandlerContext raw() {
        return serverSide.pipeline().firstContext();
    }

    private String next() throws InterruptedException {
        return news.poll(20, TimeUnit.SECONDS);
    }

    private String serverNext() throws InterruptedException {
        return serverNews.poll(20, TimeUnit.SECONDS);
    }

    private final class Log implements FrameListener {
        @Override
        public void onConnected(int epoch) {
            news.add("connected " + epoch);
        }

        @Override
        public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
            news.add("text of " + length);
        }

        @Override
        public void onDisconnected(int epoch, DisconnectReason reason) {
            news.add("disconnected " + epoch + " " + reason);
        }

        @Override
        public void onThrottled(long waitNs) {
            news.add("throttled");
        }
    }

    private final class Ears extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                serverSide = context.channel();
                serverNews.add("upgrade " + System.nanoTime());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame close) {
                serverNews.add("close " + close.statusCode());
            } else if (!(frame instanceof TextWebSocketFrame)) {
                serverNews.add("pong");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private final class Refuse extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            serverNews.add("refused");
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.TOO_MANY_REQUESTS,
                    Unpooled.copiedBuffer("slow down", StandardCharsets.US_ASCII));
            response.headers().set(HttpHeaderNames.RETRY_AFTER, "600");
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
