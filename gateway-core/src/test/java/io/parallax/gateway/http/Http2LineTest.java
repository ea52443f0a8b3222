package io.parallax.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2Settings;
import io.parallax.config.HttpMode;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.net.LoopbackServer;
import io.parallax.gateway.net.ReceiveStamp;
import io.parallax.gateway.net.TestTls;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that speaks HTTP/2, on real sockets, against a peer that says exactly what a test wants. */
class Http2LineTest {
    private static final long MS = 1_000_000;
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;
    private static final int CANCEL = 8;

    private final GatewayLoops loops = new GatewayLoops("test", 1, false);
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Http2Peer.Request> requests = new LinkedBlockingQueue<>();
    private final List<Http2Peer> peers = new java.util.concurrent.CopyOnWriteArrayList<>();
    private Http2Settings greeting = new Http2Settings();
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
    void shouldCarryManyCallsAtOnceAndTakeAnswersInAnyOrder() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        List<Http2Peer.Request> held = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            line.send(new Call("POST", "/held", "order " + i));
        }
        for (int i = 0; i < 50; i++) {
            held.add(request());
            assertThat(held.get(i).body()).isEqualTo("order " + i);
        }
        assertThat(peers).as("one connection").hasSize(1);
        java.util.Collections.shuffle(held, new Random(5));
        for (Http2Peer.Request request : held) {
            request.answer("for " + request.body());
            assertThat(end()).isEqualTo("201 for " + request.body() + " after 7 s");
        }
        assertThat(line.counters().get(HttpCounter.HTTP2_CONNECTIONS)).isEqualTo(1);
    }

    @Test
    void shouldSayWhatARequestOfHttp1Says() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("DELETE", "/orders/1?a=b", null));
        Http2Peer.Request request = request();
        assertThat(request.text()).isEqualTo("DELETE /orders/1?a=b ");
        assertThat(request.headers().scheme()).hasToString("http");
        assertThat(request.headers().authority())
                .hasToString(server.uri("http", "/").getAuthority());
        assertThat(request.headers().get("accept")).hasToString("application/json");
        assertThat(request.headers().get("user-agent")).hasToString("parallax");
        assertThat(request.headers().get("x-signed")).hasToString("yes");
        assertThat(request.headers().get("content-type")).isNull();
        request.answer("");
        assertThat(end()).isEqualTo("201  after 7 s");
        line.send(new Call("POST", "/orders", "{}"));
        request = request();
        assertThat(request.headers().get("content-type")).hasToString("application/json");
        assertThat(request.headers().get("content-length")).hasToString("2");
        line.send(new Call("PUT", "/orders", null));
        request = request();
        assertThat(request.headers().get("content-length")).hasToString("0");
        assertThat(request.headers().get("content-type")).isNull();
    }

    @Test
    void shouldEndAtOnceWhenTheGreetingCannotBeWritten() {
        line = new HttpLine(
                HttpSettings.of("test", java.net.URI.create("http://127.0.0.1:1/")), loops.next(), EpochClock.system());
        HttpConnection connection = new HttpConnection(line, loops.next(), EpochClock.system(), 1);
        EmbeddedChannel gone = new EmbeddedChannel();
        gone.close();
        new Http2Wire(connection, line, gone, new ReceiveStamp(EpochClock.system()), EpochClock.system()).start();
        assertThat(line.counters().get(HttpCounter.DISCONNECTS))
                .as("told, so that it is dialled again")
                .isEqualTo(1);
    }

    @Test
    void shouldNegotiateByAlpn() throws Exception {
        TestTls tls = new TestTls("localhost");
        server = LoopbackServer.ofBytes(tls.server("h2", "http/1.1"), this::peer);
        start(HttpMode.AUTO, 10_000, tls);
        line.send(new Call("GET", "/held", null));
        Http2Peer.Request request = request();
        assertThat(request.headers().scheme()).hasToString("https");
        request.answer("two");
        assertThat(end()).startsWith("201 two");
        assertThat(line.counters().get(HttpCounter.HTTP2_CONNECTIONS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/1.1", ""})
    void shouldSpeakHttp1WhereTheVenueHasNoOther(String offered) throws Exception {
        TestTls tls = new TestTls("localhost");
        server = new LoopbackServer(
                offered.isEmpty() ? tls.server() : tls.server(offered), () -> new ChannelHandler[] {new Http1Echo()});
        start(HttpMode.AUTO, 10_000, tls);
        line.send(new Call("GET", "/x", null));
        assertThat(end()).isEqualTo("200 GET /x");
        assertThat(line.counters().get(HttpCounter.HTTP2_CONNECTIONS)).isZero();
    }

    @Test
    void shouldAskForNothingWhereHttp1IsWanted() throws Exception {
        TestTls tls = new TestTls("localhost");
        server = new LoopbackServer(tls.server("h2", "http/1.1"), () -> new ChannelHandler[] {new Http1Echo()});
        start(HttpMode.HTTP_1_1, 10_000, tls);
        line.send(new Call("GET", "/x", null));
        assertThat(end()).isEqualTo("200 GET /x");
    }

    @Test
    void shouldNotSpeakToAVenueWithoutTheHttpThatIsWanted() throws Exception {
        TestTls tls = new TestTls("localhost");
        server = new LoopbackServer(tls.server("http/1.1"), () -> new ChannelHandler[] {new Http1Echo()});
        start(HttpMode.HTTP_2, 10_000, tls);
        line.send(new Call("GET", "/x", null), 300 * MS);
        assertThat(end()).isEqualTo("NO_CONNECTION sent=false");
        assertThat(line.counters().get(HttpCounter.CONNECTIONS)).isZero();
    }

    @Test
    void shouldNotTakeAVenueOfHttp1ForOneOfHttp2() throws Exception {
        server = new LoopbackServer(null, () -> new ChannelHandler[] {new Http1Echo()});
        start(HttpMode.HTTP_2, 10_000, null);
        line.send(new Call("GET", "/x", null), 300 * MS);
        assertThat(end()).isEqualTo("NO_CONNECTION sent=false");
        assertThat(line.counters().get(HttpCounter.CONNECTIONS)).isZero();
    }

    @Test
    void shouldTellARefusedStreamAsNotSent() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "x"));
        Http2Peer.Request request = request();
        request.peer().reset(request.stream(), REFUSED_STREAM);
        assertThat(end()).isEqualTo("REFUSED sent=false");
        answered();
        assertThat(peers).hasSize(1);
    }

    @Test
    void shouldTellEveryOtherResetAsUnknown() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "x"));
        Http2Peer.Request request = request();
        request.peer().reset(request.stream(), INTERNAL_ERROR);
        assertThat(end()).isEqualTo("RESET sent=true");
        line.send(new Call("POST", "/held", "y"));
        request = request();
        request.peer().headers(request.stream(), 200, 10, false);
        request.peer().reset(request.stream(), REFUSED_STREAM);
        assertThat(end()).as("refused after it began to answer").isEqualTo("RESET sent=true");
        answered();
        assertThat(peers).hasSize(1);
    }

    @Test
    void shouldDrainAfterAGoodbyeAndDialAnew() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        List<Http2Peer.Request> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            line.send(new Call("POST", "/held", "order " + i));
            held.add(request());
        }
        Http2Peer old = held.get(0).peer();
        old.goAway(Integer.MAX_VALUE, 0); // a notice first
        old.goAway(held.get(1).stream(), 0);
        assertThat(end()).isEqualTo("REFUSED sent=false");
        assertThat(end()).isEqualTo("REFUSED sent=false");
        line.send(new Call("POST", "/held", "anew"));
        Http2Peer.Request anew = request();
        assertThat(anew.peer()).isNotSameAs(old);
        held.get(1).answer("one");
        assertThat(end()).startsWith("201 one");
        held.get(0).answer("zero");
        assertThat(end()).startsWith("201 zero");
        assertThat(other(old, "closed")).isTrue();
        anew.answer("anew");
        assertThat(end()).startsWith("201 anew");
        assertThat(line.counters().get(HttpCounter.NOT_SENT)).isEqualTo(2);
    }

    @Test
    void shouldTellWhatAGoodbyeKeptAndNeverAnsweredAsUnknown() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "kept"));
        Http2Peer.Request kept = request();
        line.send(new Call("POST", "/held", "begun"));
        Http2Peer.Request begun = request();
        begun.peer().headers(begun.stream(), 200, 5, false);
        begun.peer().goAway(kept.stream(), INTERNAL_ERROR);
        assertThat(end()).as("beyond, but answered in part").isEqualTo("RESET sent=true");
        kept.peer().close();
        assertThat(end()).isEqualTo("CONNECTION_LOST sent=true");
        answered();
    }

    @Test
    void shouldNotBelieveAGoodbyeThatTakesBackARefusal() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "first"));
        line.send(new Call("POST", "/held", "second"));
        Http2Peer.Request first = request();
        Http2Peer.Request second = request();
        first.peer().goAway(first.stream(), 0);
        assertThat(end()).isEqualTo("REFUSED sent=false");
        first.peer().goAway(second.stream(), 0);
        assertThat(end()).isEqualTo("UNREADABLE sent=true");
    }

    @Test
    void shouldEndACallAtItsDeadlineAndKeepTheConnection() throws Exception {
        open(HttpMode.HTTP_2, 2_000);
        line.send(new Call("POST", "/held", "slow"), 100 * MS);
        Http2Peer.Request slow = request();
        line.send(new Call("POST", "/held", "other"));
        Http2Peer.Request other = request();
        assertThat(end()).isEqualTo("TIMEOUT sent=true");
        assertThat(other(slow.peer(), "reset " + slow.stream() + " " + CANCEL)).isTrue();
        slow.answer("too late");
        other.answer("in time");
        assertThat(end()).startsWith("201 in time");
        answered();
        assertThat(peers).hasSize(1);
        assertThat(line.counters().get(HttpCounter.DISCONNECTS)).isZero();
    }

    @Test
    void shouldAskASlowVenueWhetherItLives() throws Exception {
        open(HttpMode.HTTP_2, 400);
        line.send(new Call("POST", "/held", "slow"));
        Http2Peer.Request slow = request();
        assertThat(end()).isEqualTo("TIMEOUT sent=true");
        assertThat(other(slow.peer(), "ping")).isTrue();
        answered();
        assertThat(peers).hasSize(1);
    }

    @Test
    void shouldFindAHalfOpenConnectionByTheDeadlineOfACall() throws Exception {
        open(HttpMode.HTTP_2, 400);
        answered();
        peers.get(0).vanish();
        long sentNs = System.nanoTime();
        line.send(new Call("POST", "/held", "into the void"));
        assertThat(end()).isEqualTo("TIMEOUT sent=true");
        assertThat(System.nanoTime() - sentNs).isBetween(350 * MS, 2_000 * MS);
        await(() -> peers.size() == 2);
        answered();
        assertThat(line.counters().get(HttpCounter.DISCONNECTS)).isEqualTo(1);
    }

    @Test
    void shouldFindAHalfOpenConnectionWithoutACall() throws Exception {
        open(HttpMode.HTTP_2, 300);
        answered();
        peers.get(0).vanish();
        await(() -> peers.size() == 2); // 5 s of silence, then a PING
        answered();
    }

    @Test
    void shouldKeepToTheCallsAPeerAllows() throws Exception {
        greeting = new Http2Settings().maxConcurrentStreams(2);
        open(HttpMode.HTTP_2, 10_000);
        for (int i = 0; i < 4; i++) {
            line.send(new Call("POST", "/held", "order " + i));
        }
        Http2Peer.Request first = request();
        Http2Peer.Request second = request();
        assertThat(requests.poll(100, TimeUnit.MILLISECONDS)).isNull();
        second.answer("");
        assertThat(request().body()).isEqualTo("order 2");
        first.peer().settings(new Http2Settings().maxConcurrentStreams(3));
        assertThat(request().body()).isEqualTo("order 3");
    }

    @Test
    void shouldLetCallsWaitWhereAPeerAllowsNone() throws Exception {
        greeting = new Http2Settings().maxConcurrentStreams(0);
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "x"), 200 * MS);
        assertThat(end()).isEqualTo("NO_CONNECTION sent=false");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldSendALongBodyAsTheWindowsAllow() throws Exception {
        greeting = new Http2Settings().initialWindowSize(1_000);
        open(HttpMode.HTTP_2, 10_000);
        String body = "0123456789".repeat(20_000);
        line.send(new Call("POST", "/held", body));
        await(() -> !peers.isEmpty() && peers.get(0).others.contains("data 1000"));
        Http2Peer peer = peers.get(0);
        assertThat(requests).isEmpty();
        peer.settings(new Http2Settings().initialWindowSize(100_000));
        await(() -> peer.others.stream()
                        .filter(said -> said.startsWith("data "))
                        .mapToInt(said -> Integer.parseInt(said.substring(5)))
                        .sum()
                == 65_535);
        peer.window(0, 300_000);
        peer.window(1, 100_000);
        assertThat(request().body()).isEqualTo(body);
        assertThat(peer.longestData).isEqualTo(16_384);
        peer.answer(1, 201, "long");
        assertThat(end()).startsWith("201 long");
        answered();
    }

    @Test
    void shouldSayThatItNeedsNoMoreOfABodyThatIsAnsweredAlready() throws Exception {
        greeting = new Http2Settings().initialWindowSize(10);
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "more than ten bytes"));
        await(() -> !peers.isEmpty() && peers.get(0).others.contains("data 10"));
        peers.get(0).answer(1, 413, "too large");
        assertThat(end()).startsWith("413 too large");
        assertThat(other(peers.get(0), "reset 1 " + CANCEL)).isTrue();
    }

    @Test
    void shouldTakeAnAnswerThatComesInManyFrames() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        byte[] whole = "abcdefghij".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
        for (int times = 0; times < 8; times++) { // 24 MB: more than the connection's window
            line.send(new Call("GET", "/held", null));
            Http2Peer.Request request = request();
            request.peer().headers(request.stream(), 200, whole.length, false);
            for (int from = 0; from < whole.length; from += 16_000) {
                int to = Math.min(whole.length, from + 16_000);
                request.peer().data(request.stream(), Arrays.copyOfRange(whole, from, to), to == whole.length);
            }
            assertThat(end()).hasSize(whole.length + "200  after 7 s".length());
        }
        assertThat(peers).hasSize(1);
    }

    @Test
    void shouldReadAnAnswerCutAtEveryByte() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        answered();
        int length = answerBytes(1, "cut").length;
        for (int cut = 1; cut < length; cut++) {
            line.send(new Call("POST", "/held", "x"));
            Http2Peer.Request request = request();
            request.peer().raw(answerBytes(request.stream(), "cut"), cut);
            assertThat(end()).isEqualTo("200 cut");
        }
        line.send(new Call("POST", "/held", "x"));
        Http2Peer.Request request = request();
        int[] every = new int[length - 1];
        Arrays.setAll(every, i -> i + 1);
        request.peer().raw(answerBytes(request.stream(), "cut"), every);
        assertThat(end()).isEqualTo("200 cut");
        assertThat(peers).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000 00 00 00000002", // DATA of an even stream
                "000000 00 00 00000063", // of one never opened
                "000004 03 00 00000063 00000007", // RST_STREAM of one never opened
                "000001 01 05 00000001 ff", // a header block that is none
                "000001 01 05 00000001 81", // a header that is no answer's
                "000001 00 01 00000001 61", // a body before its headers
                "000005 01 05 00000001 880f0d0131 000002 00 01 00000001 6161", // more than announced
                "000001 01 05 00000001 88 000001 01 04 00000003 88 000001 01 04 00000003 88", // headers twice
                "000004 08 00 00000000 7fffffff", // a window beyond its size
                "000004 08 00 00000001 00000000", // a window by nothing
                "000005 05 04 00000001 0000000288", // a push
                "000006 04 00 00000000 000400000000 000006 04 00 00000000 0005000000ff", // a setting out of range
                "000003 04 00 00000000 000000", // a setting cut short
                "004001 00 00 00000001", // longer than we take
                "ffffff ff ff ffffffff ffffff ff ff ffffffff",
                "485454502f312e31203430302042616420526571756573740d0a0d0a" // HTTP/1.1 400 Bad Request
            })
    void shouldEndTheConnectionAtAFrameThatIsWrong(String hex) throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "one"));
        line.send(new Call("POST", "/held", "two"));
        Http2Peer peer = request().peer();
        request();
        peer.raw(java.util.HexFormat.of().parseHex(hex.replace(" ", "")));
        String first = end();
        String second = end();
        assertThat(List.of(first, second)).contains("UNREADABLE sent=true").allMatch(Http2LineTest::isUnknownOrAnswer);
        assertThat(other(peer, "closed")).isTrue();
        answered();
        assertThat(peers).as("and goes on with a fresh one").hasSize(2);
    }

    private static boolean isUnknownOrAnswer(String end) {
        return end.equals("UNREADABLE sent=true") || end.startsWith("200 ");
    }

    @Test
    void shouldEndTheConnectionAtAnAnswerThatIsTooLarge() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("GET", "/held", null));
        Http2Peer.Request request = request();
        request.peer().headers(request.stream(), 200, 5 << 20, false);
        for (int i = 0; i < 5 << 20; i += 16_384) {
            request.peer().data(request.stream(), new byte[16_384], false);
        }
        assertThat(end()).isEqualTo("UNREADABLE sent=true");
        answered();
    }

    @Test
    void shouldEndTheConnectionAtHeadersThatAreTooLarge() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("GET", "/held", null));
        Http2Peer.Request request = request();
        byte[] block = new byte[16_000]; // :status 200, then indexed fields: few bytes, a long list
        Arrays.fill(block, (byte) 0x90);
        block[0] = (byte) 0x88;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {0, (byte) (block.length >> 8), (byte) block.length, 1, 5, 0, 0, 0, 1});
        frame.writeBytes(block);
        request.peer().raw(frame.toByteArray());
        assertThat(end()).isEqualTo("UNREADABLE sent=true");
        answered();
    }

    @Test
    void shouldEndTheConnectionThatOnlyMakesWork() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("GET", "/held", null));
        Http2Peer peer = request().peer();
        for (int i = 0; i < 1_100; i++) {
            peer.ping(i);
        }
        assertThat(end()).isEqualTo("UNREADABLE sent=true");
        answered();
    }

    @Test
    void shouldAnswerAPing() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        answered();
        peers.get(0).ping(4_711);
        assertThat(other(peers.get(0), "pong 4711")).isTrue();
    }

    /** Whatever a peer says, each call ends once, and the line goes on. */
    @Test
    void shouldSurviveAnyBytes() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            line.send(new Call("POST", "/held", "x"));
            Http2Peer.Request request = request();
            byte[] bytes = answerBytes(request.stream(), "mangled");
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            request.peer().raw(bytes);
            if (ends.poll(20, TimeUnit.MILLISECONDS) == null) { // a frame that is not whole yet
                request.peer().close();
                assertThat(ends.poll(10, TimeUnit.SECONDS))
                        .as("seed %d round %d", seed, round)
                        .isNotNull();
            }
            answered();
        }
        assertThat(ends).as("seed %d", seed).isEmpty();
    }

    @Test
    void shouldEndCallsInFlightWhenItIsClosed() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        line.send(new Call("POST", "/held", "x"));
        request();
        line.close();
        assertThat(end()).isEqualTo("CONNECTION_LOST sent=true");
        assertThat(other(peers.get(0), "closed")).isTrue();
    }

    @Test
    void shouldGiveBackTheNumberOfAWithdrawnCall() throws Exception {
        open(HttpMode.HTTP_2, 10_000);
        answered();
        line.send(new Call("POST", "/held", "x") {
            @Override
            public boolean beforeWrite(BiConsumer<String, String> headers) {
                return false;
            }
        });
        assertThat(end()).isEqualTo("WITHDRAWN sent=false");
        line.send(new Call("POST", "/held", "y"));
        assertThat(request().stream()).isEqualTo(3);
    }

    /** HEADERS with status 200 and no more, then DATA. */
    private static byte[] answerBytes(int stream, String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] text = body.getBytes(StandardCharsets.US_ASCII);
        out.writeBytes(new byte[] {0, 0, 1, 1, 4, 0, 0, (byte) (stream >> 8), (byte) stream, (byte) 0x88});
        out.writeBytes(new byte[] {0, 0, (byte) text.length, 0, 1, 0, 0, (byte) (stream >> 8), (byte) stream});
        out.writeBytes(text);
        return out.toByteArray();
    }

    /** A call goes and is answered. */
    private void answered() throws InterruptedException {
        line.send(new Call("GET", "/echo", null), 10_000 * MS);
        request();
        assertThat(end()).startsWith("201 GET /echo");
    }

    private ChannelHandler[] peer() {
        Http2Peer peer = new Http2Peer(greeting, requests, request -> {
            if (request.text().startsWith("GET /echo")) {
                request.answer(request.text());
            }
        });
        peers.add(peer);
        return new ChannelHandler[] {peer};
    }

    private void open(HttpMode http, long deadlineMs) throws Exception {
        server = LoopbackServer.ofBytes(null, this::peer);
        start(http, deadlineMs, null);
    }

    private void start(HttpMode http, long deadlineMs, TestTls tls) throws Exception {
        HttpSettings settings = HttpSettings.of("test", server.uri("http", "/"))
                .withDeadline(deadlineMs * MS)
                .withPool(1, 64)
                .withHttp(http);
        line = new HttpLine(settings.withTls(tls == null ? null : tls.client()), loops.next(), EpochClock.system());
        line.start();
    }

    private String end() throws InterruptedException {
        return ends.poll(10, TimeUnit.SECONDS);
    }

    private Http2Peer.Request request() throws InterruptedException {
        Http2Peer.Request request = requests.poll(10, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    /** Whether the peer heard this of the client within a while. */
    private static boolean other(Http2Peer peer, String wanted) throws InterruptedException {
        for (String said; (said = peer.others.poll(10, TimeUnit.SECONDS)) != null; ) {
            if (said.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static void await(BooleanSupplier claim) throws InterruptedException {
        long endNs = System.nanoTime() + 15_000 * MS;
        while (!claim.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(endNs);
            Thread.sleep(2);
        }
    }

    private class Call implements HttpCall {
        private final String method;
        private final String path;
        private final String body;
        private String after = "";

        Call(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
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
            return true;
        }

        @Override
        public void onRetryAfter(long afterNs) {
            after = " after " + TimeUnit.NANOSECONDS.toSeconds(afterNs) + " s";
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer answer, int offset, int length, long receivedNanos, long receivedEpochNs) {
            assertThat(receivedNanos).isNotZero();
            ends.add(status + " " + answer.getStringWithoutLengthUtf8(offset, length) + after);
        }

        @Override
        public void onFailure(HttpFailure failure) {
            ends.add(failure + " sent=" + failure.mayHaveBeenSent());
        }
    }
}
