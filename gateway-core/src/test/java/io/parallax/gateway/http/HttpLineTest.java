package io.parallax.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.net.LoopbackServer;
import io.parallax.gateway.net.TestTls;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLineTest {
    private static final long MS = 1_000_000;

    private final GatewayLoops loops = new GatewayLoops("test", 1, false);
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private LoopbackServer server;
    private HttpLine line;

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

    @Test
    void shouldReuseItsConnections() throws Exception {
        open(null, 2);
        for (int i = 0; i < 20; i++) {
            line.send(new Call("POST", "/echo", "body " + i, true));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(ends.poll(10, TimeUnit.SECONDS)).startsWith("201 POST /echo body ");
        }
        assertThat(requests.poll()).endsWith("signed yes");
        assertThat(line.counters().get(HttpCounter.CONNECTIONS)).isLessThanOrEqualTo(2);
        assertThat(line.counters().get(HttpCounter.ANSWERS_GOOD)).isEqualTo(20);
    }

    @Test
    void shouldSpeakOverTls() throws Exception {
        TestTls tls = new TestTls("localhost");
        open(tls, 1);
        line.send(new Call("GET", "/echo", null, true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 GET /echo ");
    }

    @Test
    void shouldTellATimeoutAndGoOnWithAFreshConnection() throws Exception {
        open(null, 1);
        line.send(new Call("GET", "/never", null, true), 50 * MS);
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("TIMEOUT sent=true");
        line.send(new Call("GET", "/echo", null, true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 GET /echo ");
        assertThat(line.counters().get(HttpCounter.TIMEOUTS)).isEqualTo(1);
        assertThat(line.counters().get(HttpCounter.CONNECTIONS)).isEqualTo(2);
    }

    @Test
    void shouldTellALostConnectionAsUnknown() throws Exception {
        open(null, 1);
        line.send(new Call("POST", "/cut", "x", true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("CONNECTION_LOST sent=true");
        line.send(new Call("GET", "/echo", null, true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 GET /echo ");
    }

    @Test
    void shouldTellGarbageAsUnknown() throws Exception {
        open(null, 1);
        line.send(new Call("POST", "/garbage", "x", true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("UNREADABLE sent=true");
    }

    @Test
    void shouldTellWhatNeverLeft() throws Exception {
        open(null, 1);
        server.close();
        server = null;
        line.close();
        HttpSettings settings = HttpSettings.of("test", java.net.URI.create("http://localhost:1/"))
                .withPool(1, 2);
        line = new HttpLine(settings.withDeadline(50 * MS), loops.next(), EpochClock.system());
        line.start();
        for (int i = 0; i < 3; i++) {
            line.send(new Call("POST", "/echo", "x", true));
        }
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("QUEUE_FULL sent=false");
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("NO_CONNECTION sent=false");
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("NO_CONNECTION sent=false");
        line.close();
        line.send(new Call("POST", "/echo", "x", true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("CLOSED sent=false");
        assertThat(line.counters().get(HttpCounter.NOT_SENT)).isEqualTo(4);
    }

    @Test
    void shouldWriteNothingOfAWithdrawnCall() throws Exception {
        open(null, 1);
        line.send(new Call("POST", "/echo", "x", false));
        line.send(new Call("POST", "/echo", "y", true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("WITHDRAWN sent=false");
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 POST /echo y");
        assertThat(requests).hasSize(1);
    }

    @Test
    void shouldLetAPreparedCallWriteItself() throws Exception {
        open(null, 1);
        HeaderBytes start = line.start("PUT", "/echo");
        assertThat(start.lines())
                .startsWith("PUT /echo HTTP/1.1\r\nhost: localhost:")
                .endsWith("\r\n");
        String body = "0123456789";
        for (int i = 0; i < 3; i++) {
            line.send(new Prepared(start, body, i != 1));
        }
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 PUT /echo " + body);
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("WITHDRAWN sent=false");
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 PUT /echo " + body);
        assertThat(requests).hasSize(2).allMatch(request -> request.endsWith("signed ready"));
    }

    @Test
    void shouldSayThatAWriteWithoutABodyIsEmpty() throws Exception {
        open(null, 1);
        line.send(new Call("PUT", "/echo", null, true));
        line.send(new Call("DELETE", "/echo", null, true));
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 PUT /echo ");
        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("201 DELETE /echo ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\r\nx: y", "/\u00e4"})
    void shouldRefuseAPathThatWouldBreakItsLine(String path) {
        refused(path, RequestOut.http1("venue:1"));
        refused(path, RequestOut.http2("venue:1", true));
    }

    private void refused(String path, RequestOut out) {
        RequestWriter writer = new RequestWriter();
        out.begin(Unpooled.buffer(), false);
        assertThatThrownBy(() -> writer.write(new Call("GET", path, null, true), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.write(
                        new Call("GET", "/", null, true) {
                            @Override
                            public boolean beforeWrite(BiConsumer<String, String> headers) {
                                headers.accept("x", "y\r\nz: evil");
                                return true;
                            }
                        },
                        out))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void open(TestTls tls, int connections) throws Exception {
        server = new LoopbackServer(tls == null ? null : tls.server(), () -> new ChannelHandler[] {new Venue()});
        HttpSettings settings = HttpSettings.of("test", server.uri("http", "/")).withDeadline(10_000 * MS);
        settings = settings.withPool(connections, 64).withTls(tls == null ? null : tls.client());
        line = new HttpLine(settings, loops.next(), EpochClock.system());
        line.start();
    }

    private final class Prepared extends Call implements PreparedCall {
        private final HeaderBytes start;
        private final byte[] bytes;
        private final boolean goes;

        Prepared(HeaderBytes start, String body, boolean goes) {
            super("PUT", "/", null, goes);
            this.start = start;
            this.bytes = body.getBytes(StandardCharsets.US_ASCII);
            this.goes = goes;
        }

        @Override
        public boolean writeRequest(RequestOut out) {
            out.start(start);
            out.headers(HeaderBytes.of(headers -> headers.accept("X-SIGNED", "ready")));
            out.body(bytes, bytes.length);
            return goes;
        }

        @Override
        public byte[] body() {
            return PreparedCall.super.body();
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            return PreparedCall.super.beforeWrite(headers);
        }
    }

    private class Call implements HttpCall {
        private final String method;
        private final String path;
        private final String body;
        private final boolean wanted;

        Call(String method, String path, String body, boolean wanted) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.wanted = wanted;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] body() {
            return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            headers.accept("X-SIGNED", "yes");
            return wanted;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer answer, int offset, int length, long receivedNanos, long receivedEpochNs) {
            assertThat(receivedNanos).isNotZero();
            ends.add(status + " " + answer.getStringWithoutLengthUtf8(offset, length));
        }

        @Override
        public void onFailure(HttpFailure failure) {
            ends.add(failure + " sent=" + failure.mayHaveBeenSent());
        }
    }

    private final class Venue extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            String text = request.method() + " " + request.uri() + " "
                    + request.content().toString(StandardCharsets.UTF_8);
            requests.add(text + " signed " + request.headers().get("X-SIGNED"));
            switch (request.uri()) {
                case "/never" -> {}
                case "/cut" -> context.close();
                case "/garbage" -> {
                    context.pipeline().remove(io.netty.handler.codec.http.HttpServerCodec.class);
                    context.writeAndFlush(Unpooled.copiedBuffer("not http\r\n\r\n", StandardCharsets.US_ASCII));
                }
                default -> {
                    DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.CREATED,
                            Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
                    response.headers()
                            .setInt("content-length", response.content().readableBytes());
                    context.writeAndFlush(response);
                }
            }
        }
    }
}
