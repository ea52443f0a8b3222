package io.parallax.bench.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.http.HeaderBytes;
import io.parallax.gateway.http.RequestOut;
import io.parallax.gateway.kalshi.order.OrderBody;
import io.parallax.gateway.kalshi.order.PreparedRequest;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.kalshi.signing.SignedRoutes;
import io.parallax.gateway.kalshi.signing.SigningSettings;
import io.parallax.gateway.net.EpochClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a decided order to the bytes a socket is given: with the signature ready ({@link #preparedToBytes}), and what a
 * signature costs when it is not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KalshiRequestBenchmark {
    private static final String ORDERS = "/trade-api/v2/portfolio/events/orders";
    private static final String HOST = "external-api.kalshi.com";
    private static final int BUFFER_BYTES = 2_048;

    private final byte[] ticker = "KXNBAGAME-26MAY24OKCSAS-OKC".getBytes(StandardCharsets.US_ASCII);
    private final byte[] group = "3e027f77-5bd4-48db-b953-339d3f56b8c6".getBytes(StandardCharsets.US_ASCII);
    private final OrderBody body = new OrderBody(0x1234_5678_9ABCL);
    private final ByteBuf socket = Unpooled.directBuffer(BUFFER_BYTES);
    private final RequestOut text = RequestOut.http1(HOST);
    private final RequestOut frames = RequestOut.http2(HOST, true);
    private int streamId = 1;
    private EventLoop loop;
    private SignedRoutes routes;
    private PreparedRequest create;
    private RequestSigner jdk;
    private RequestSigner conscrypt;
    private RequestSigner ed25519;
    private long orderId = 16;
    private long timestampMs = 1_795_185_005_123L;

    @Setup
    public void start() throws NoSuchAlgorithmException {
        String rsa = pem("RSA");
        loop = new DefaultEventLoop();
        routes = new SignedRoutes(settings(rsa), SigningSettings.USUAL, loop, EpochClock.system());
        create =
                new PreparedRequest("POST", HeaderBytes.start("POST", ORDERS, HOST, true), routes.warm("POST", ORDERS));
        routes.start();
        jdk = RequestSigner.byJdk(settings(rsa));
        conscrypt = new RequestSigner(settings(rsa));
        ed25519 = new RequestSigner(settings(pem("Ed25519")));
    }

    private static String pem(String algorithm) throws NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static KalshiSettings settings(String pem) {
        URI nowhere = URI.create("https://external-api.kalshi.com/trade-api/v2");
        return new KalshiSettings(
                nowhere, nowhere, new Secret("a952bcbe-ec3b-4b5b-b8f9-11dae589608c"), new Secret(pem));
    }

    @TearDown
    public void stop() {
        routes.close();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    /** The whole request of a fresh order as HTTP/1.1, its signature kept ready. @return bytes */
    @Benchmark
    public long preparedToBytes() {
        orderId += 16;
        int length = body.write(ticker, true, 420_000, 250_000_000, TimeInForce.IOC, orderId, 3, group);
        socket.clear();
        text.begin(socket, false);
        create.write(text, body.bytes(), length);
        return socket.readableBytes();
    }

    /** The same as HTTP/2: one HEADERS and one DATA frame. @return bytes */
    @Benchmark
    public long preparedToFrames() {
        orderId += 16;
        int length = body.write(ticker, true, 420_000, 250_000_000, TimeInForce.IOC, orderId, 3, group);
        socket.clear();
        frames.begin(socket, false);
        create.write(frames, body.bytes(), length);
        frames.end(streamId);
        streamId = streamId + 2 & Integer.MAX_VALUE;
        return socket.readableBytes();
    }

    /** A fresh RSA-PSS signature by the JDK. */
    @Benchmark
    public String rsaByJdk() {
        return jdk.sign(++timestampMs, "POST", ORDERS);
    }

    /** The same by Conscrypt, where it loads. */
    @Benchmark
    public String rsaByConscrypt() {
        return conscrypt.sign(++timestampMs, "POST", ORDERS);
    }

    /** A fresh Ed25519 signature. */
    @Benchmark
    public String ed25519() {
        return ed25519.sign(++timestampMs, "POST", ORDERS);
    }

    /** What stands in the buffer, for tests. */
    public String request() {
        return socket.toString(StandardCharsets.US_ASCII);
    }
}
