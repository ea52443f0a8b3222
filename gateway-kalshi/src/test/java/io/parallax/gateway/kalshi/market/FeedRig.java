package io.parallax.gateway.kalshi.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.feed.Shards;
import io.parallax.gateway.net.EpochClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;

/** A feed without a socket: frames in by hand, commands and timers kept, time moved by hand. */
final class FeedRig implements LineControl, EpochClock {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_NS = 1_795_185_000_000_000_000L;

    final TestBooks ring = new TestBooks();
    final List<String> sent = new ArrayList<>();
    final MarketLine feed;
    private final List<Runnable> tasks = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    int reconnects;
    long nanos = 5;

    FeedRig(boolean yesPrices, String... tickers) {
        List<Markets.Listing> listings = new ArrayList<>();
        for (int i = 0; i < tickers.length; i++) {
            listings.add(new Markets.Listing(i, tickers[i]));
        }
        feed = new MarketLine(
                new Markets(listings), yesPrices, ring, new EventWriter(ring, Venue.KALSHI), null, this, this);
        feed.onConnected(1);
    }

    /** A line of YES prices that belongs to somebody. */
    FeedRig(LineOwner owner, String... tickers) {
        Shards shards = new Shards(tickers.length);
        List<Markets.Listing> listings = new ArrayList<>();
        for (int i = 0; i < tickers.length; i++) {
            listings.add(new Markets.Listing(i, tickers[i]));
            shards.add(i);
        }
        Markets markets = new Markets(listings);
        feed = new MarketLine(
                new LineCommon(
                        markets,
                        true,
                        ring,
                        new EventWriter(ring, Venue.KALSHI),
                        this,
                        new Decoders(markets, true),
                        null,
                        new Counters<>(FeedCounter.class),
                        new FaultCounters(),
                        owner,
                        0,
                        0),
                shards.get(0),
                0,
                null,
                this);
        feed.onConnected(1);
    }

    static Path shared(String below) {
        Path root = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues", "kalshi");
        Assumptions.assumeTrue(Files.isDirectory(root), "no recordings at " + root);
        return root.resolve(below);
    }

    static List<byte[]> frames(String recording) throws IOException {
        Path file = shared(recording);
        List<byte[]> frames = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = recording.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                JsonNode frame = JSON.readTree(line).get("frame");
                if (frame != null) {
                    frames.add((JSON.writeValueAsString(frame) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return frames;
    }

    void feed(byte[] frame) {
        buffer.wrap(frame);
        feed.onText(buffer, 0, frame.length, nanos, START_NS + nanos);
    }

    void feed(String frame) {
        feed(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets time pass and runs what was put off, once. */
    void pass(long ns) {
        nanos += ns;
        List<Runnable> due = new ArrayList<>(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    long count(FeedCounter counter) {
        return feed.counters().get(counter);
    }

    @Override
    public boolean send(String command) {
        sent.add(command);
        return true;
    }

    @Override
    public void reconnect() {
        reconnects++;
    }

    @Override
    public void after(long delayNs, Runnable task) {
        tasks.add(task);
    }

    @Override
    public long epochNanos() {
        return START_NS + nanos;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }
}
