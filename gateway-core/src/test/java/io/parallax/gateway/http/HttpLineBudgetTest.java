package io.parallax.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.parallax.gateway.budget.RequestBudget;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.net.LoopbackServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who goes, who waits and who is refused where a venue permits few requests. */
class HttpLineBudgetTest {
    private static final long MS = 1_000_000;

    private final GatewayLoops loops = new GatewayLoops("test", 1, false);
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private LoopbackServer server;
    private HttpLine line;

    @AfterEach
    void stop() {
        line.close();
        server.close();
        loops.close();
    }

    private void open(long capacity, long refill, long kept, long deadlineMs) throws Exception {
        Toll toll = Toll.of(1, new RequestBudget(capacity, refill, kept));
        server = new LoopbackServer(null, () -> new ChannelHandler[] {new Venue()});
        HttpSettings settings = HttpSettings.of("test", server.uri("http", "/"))
                .withDeadline(deadlineMs * MS)
                .withPool(2, 64);
        line = new HttpLine(settings, loops.next(), EpochClock.system(), call -> toll);
        line.start();
        line.send(new Call("/up", RequestKind.VITAL));
        next();
    }

    private String next() throws InterruptedException {
        return ends.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldRefuseAnOrderWithoutATokenAtOnceAndSendNothingOfIt() throws Exception {
        open(4, 1, 2, 10_000);
        line.send(new Call("/o1", RequestKind.ORDER));
        assertThat(next()).isEqualTo("/o1 200");
        line.send(new Call("/o2", RequestKind.ORDER));
        assertThat(next()).isEqualTo("/o2 RATE_LIMITED sent=false");
        line.send(new Call("/h1", RequestKind.HEDGE));
        assertThat(next()).as("what hedges may take what is kept").isEqualTo("/h1 200");
        line.send(new Call("/c1", RequestKind.VITAL));
        assertThat(next()).as("the last token").isEqualTo("/c1 200");
        line.send(new Call("/h2", RequestKind.HEDGE));
        assertThat(next()).isEqualTo("/h2 RATE_LIMITED sent=false");
        assertThat(requests).containsExactly("/up", "/o1", "/h1", "/c1");
        assertThat(line.counters().get(HttpCounter.RATE_LIMITED)).isEqualTo(2);
    }

    @Test
    void shouldLetAHedgeWaitForTheNextTokenBeforeAnyRead() throws Exception {
        open(4, 5, 1, 10_000); // a token every 200 ms
        for (int i = 1; i <= 3; i++) {
            line.send(new Call("/c" + i, RequestKind.VITAL));
            next();
        }
        line.send(new Call("/r", RequestKind.READ));
        line.send(new Call("/o", RequestKind.ORDER));
        line.send(new Call("/h1", RequestKind.HEDGE));
        line.send(new Call("/h2", RequestKind.HEDGE));
        assertThat(next()).isEqualTo("/o RATE_LIMITED sent=false");
        assertThat(next()).isEqualTo("/h1 200");
        assertThat(next()).isEqualTo("/h2 200");
        assertThat(next()).isEqualTo("/r 200");
    }

    @Test
    void shouldNotLetAHedgeWaitForTokensThatComeTooLate() throws Exception {
        open(4, 5, 1, 10_000);
        for (int i = 1; i <= 3; i++) {
            line.send(new Call("/c" + i, RequestKind.VITAL));
            next();
        }
        line.send(new Call("/slow", RequestKind.VITAL)); // takes the next token and is told to rest for a second
        line.send(new Call("/h1", RequestKind.HEDGE));
        assertThat(next()).isEqualTo("/slow 429");
        assertThat(next()).isEqualTo("/h1 RATE_LIMITED sent=false");
        assertThat(requests).doesNotContain("/h1");
    }

    @Test
    void shouldLetReadsWaitBeyondTheirDeadlineAndCancelsPassThem() throws Exception {
        open(4, 5, 1, 100); // a read every 200 ms, once the first two have gone
        long from = System.nanoTime();
        for (int i = 1; i <= 5; i++) {
            line.send(new Call("/r" + i, RequestKind.READ));
        }
        assertThat(next()).isEqualTo("/r1 200");
        assertThat(next()).isEqualTo("/r2 200");
        line.send(new Call("/c", RequestKind.VITAL));
        assertThat(next()).isEqualTo("/c 200");
        for (int i = 3; i <= 5; i++) {
            assertThat(next()).isEqualTo("/r" + i + " 200");
        }
        // three reads, and the token kept for the cancel that took it, at five a second
        assertThat(System.nanoTime() - from).isGreaterThan(700 * MS);
        assertThat(line.counters().get(HttpCounter.HELD)).isEqualTo(3);
    }

    @Test
    void shouldHaveRoomForACancelWhenReadsFillTheirQueue() throws Exception {
        open(100, 1_000, 98, 10_000);
        line.send(new Call("/slow", RequestKind.READ)); // holds reads for a second
        assertThat(next()).isEqualTo("/slow 429");
        for (int i = 0; i < 65; i++) {
            line.send(new Call("/r" + i, RequestKind.READ));
        }
        assertThat(next()).isEqualTo("/r64 QUEUE_FULL sent=false");
        line.send(new Call("/c", RequestKind.VITAL));
        assertThat(next()).isEqualTo("/c 200");
    }

    @Test
    void shouldHoldItsClassUntilTheVenueSaid() throws Exception {
        open(100, 1_000, 10, 300);
        long from = System.nanoTime();
        line.send(new Call("/slow", RequestKind.READ));
        assertThat(next()).isEqualTo("/slow 429");
        line.send(new Call("/r", RequestKind.READ));
        line.send(new Call("/o", RequestKind.ORDER));
        line.send(new Call("/h", RequestKind.HEDGE));
        assertThat(next()).isEqualTo("/o RATE_LIMITED sent=false");
        assertThat(next()).isEqualTo("/h RATE_LIMITED sent=false");
        line.send(new Call("/c", RequestKind.VITAL));
        assertThat(next()).as("a cancel is tried all the same").isEqualTo("/c 200");
        assertThat(next()).isEqualTo("/r 200");
        assertThat(System.nanoTime() - from).isGreaterThan(1_000 * MS);
        assertThat(line.counters().get(HttpCounter.SLOWED)).isEqualTo(1);
    }

    @Test
    void shouldCountTheOrdersThatWaitForAConnection() throws Exception {
        open(4, 1, 1, 1_000);
        Thread.sleep(1_100); // full again
        line.send(new Call("/never1", RequestKind.VITAL), 300 * MS);
        line.send(new Call("/never2", RequestKind.VITAL), 300 * MS);
        line.send(new Call("/o1", RequestKind.ORDER));
        line.send(new Call("/o2", RequestKind.ORDER));
        assertThat(next()).as("at once: the one token is spoken for").isEqualTo("/o2 RATE_LIMITED sent=false");
        assertThat(next()).isEqualTo("/never1 TIMEOUT sent=true");
        assertThat(next()).isEqualTo("/never2 TIMEOUT sent=true");
        assertThat(next()).isEqualTo("/o1 200");
        assertThat(requests).doesNotContain("/o2");
    }

    private final class Call implements HttpCall {
        private final String path;
        private final RequestKind kind;

        Call(String path, RequestKind kind) {
            this.path = path;
            this.kind = kind;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] body() {
            return null;
        }

        @Override
        public RequestKind kind() {
            return kind;
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            return true;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {
            ends.add(path + " " + status);
        }

        @Override
        public void onFailure(HttpFailure failure) {
            ends.add(path + " " + failure + " sent=" + failure.mayHaveBeenSent());
        }
    }

    private final class Venue extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            requests.add(request.uri());
            if (request.uri().startsWith("/never")) {
                return;
            }
            boolean slow = request.uri().equals("/slow");
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    slow ? HttpResponseStatus.TOO_MANY_REQUESTS : HttpResponseStatus.OK,
                    Unpooled.EMPTY_BUFFER);
            response.headers().setInt("content-length", 0);
            if (slow) {
                response.headers().setInt("retry-after", 1);
            }
            context.writeAndFlush(response);
        }
    }
}
