package io.parallax.bench.decode;

import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.kalshi.market.LineControl;
import io.parallax.gateway.kalshi.market.MarketFeed;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Book frames of Kalshi, from bytes to published events; the sequence number is written into the frame each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KalshiDecodeBenchmark {
    /** Nine digits from the start, so that the number keeps its place and length. */
    private static final long FIRST_SEQ = 100_000_000L;

    /** Kind of frame. */
    @Param({"DELTA", "SNAPSHOT_50"})
    public String frame;

    private final CountingPublisher publisher = new CountingPublisher();
    private final JacksonDecoders jackson = new JacksonDecoders();
    private MarketFeed feed;
    private byte[] bytes;
    private UnsafeBuffer buffer;
    private int seqOffset;
    private long seq;

    /** A feed without a socket, brought to the point where its book is whole. */
    @Setup
    public void start() {
        feed = new MarketFeed(
                new Markets(List.of(new Markets.Listing(0, MarketFrames.TICKER))),
                false,
                publisher,
                new EventWriter(publisher, Venue.KALSHI),
                null,
                EpochClock.system(),
                new NoLine());
        feed.onConnected(1);
        feed(("{\"type\":\"subscribed\",\"id\":1,\"msg\":{\"channel\":\"orderbook_delta\",\"sid\":1}}\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        seq = FIRST_SEQ;
        feed(MarketFrames.kalshiSnapshot(seq, 50));
        bytes = frame.equals("DELTA")
                ? MarketFrames.kalshiDelta(FIRST_SEQ, "10.00")
                : MarketFrames.kalshiSnapshot(FIRST_SEQ, 50);
        buffer = new UnsafeBuffer(bytes);
        seqOffset = new String(bytes, java.nio.charset.StandardCharsets.US_ASCII).indexOf("\"seq\":") + 6;
    }

    private void feed(byte[] message) {
        feed.onText(new UnsafeBuffer(message), 0, message.length, 1, 1);
    }

    /** @return events so far */
    @Benchmark
    public long ours() {
        long rest = ++seq;
        for (int i = seqOffset + 8; i >= seqOffset; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        feed.onText(buffer, 0, bytes.length, 1, 1);
        return publisher.events;
    }

    /** @return sum of the numbers */
    @Benchmark
    public long jacksonTree() throws IOException {
        return jackson.tree(bytes);
    }

    /** @return sum of the numbers */
    @Benchmark
    public long jacksonStream() throws IOException {
        return jackson.stream(bytes);
    }

    /** A line that takes commands and sends nothing. */
    private static final class NoLine implements LineControl {
        @Override
        public boolean send(String command) {
            return true;
        }

        @Override
        public void reconnect() {
            throw new IllegalStateException("the frames of this benchmark must be sound");
        }

        @Override
        public void after(long delayNs, Runnable task) {
            // Nothing is due later here.
        }
    }
}
