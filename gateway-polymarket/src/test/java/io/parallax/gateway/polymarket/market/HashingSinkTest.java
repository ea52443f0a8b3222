package io.parallax.gateway.polymarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.Vectors;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The venue's bytes through decoder, verifier and publisher to events. */
final class HashingSinkTest {
    private static final long MS = 1_000_000;
    private static final String VERIFIED = "FeedStatus VERIFIED 7 epoch 1 fault 0";
    private static final String MISMATCH = "FeedStatus MISMATCH 7 epoch 1 fault 0";

    private final Recorder recorder = new Recorder();
    private final Counters<VerifyCounter> proofs = new Counters<>(VerifyCounter.class);
    private Wired wired = new Wired(recorder, proofs);
    private long now = 1_000_000 * MS;

    /** A line without sockets. */
    private static final class Wired {
        final MarketTable markets =
                new MarketTable(List.of(new PolymarketMarket(7, MarketRig.MARKET, MarketRig.YES, MarketRig.NO)));
        final MarketPublisher publisher;
        final HashingSink sink;
        final MarketDecoder decoder;

        Wired(EventPublisher events, Counters<VerifyCounter> proofs) {
            markets.tickMicros(0, 10_000);
            markets.hashedWith(0, 5 * Micros.ONE, false);
            publisher = new MarketPublisher(markets, events, 0);
            sink = new HashingSink(markets, publisher, proofs);
            sink.verifier().follow(0);
            decoder = new MarketDecoder(markets, sink, new Counters<>(MarketCounter.class), new FaultCounters());
            publisher.epoch(1);
        }

        void feed(DirectBuffer frame, int length, long nowNanos) {
            publisher.received(nowNanos, nowNanos);
            sink.received(nowNanos);
            decoder.decode(frame, 0, length);
        }
    }

    @Test
    void shouldVerifyTheRecording() {
        List<String> frames = frames();
        play(frames);
        assertThat(recorder.lines("FeedStatus")).containsOnly(VERIFIED).hasSizeGreaterThanOrEqualTo(3);
        assertThat(recorder.book(7).isWhole()).isTrue();
        assertThat(proofs.get(VerifyCounter.UNVERIFIABLE)).isZero();
        assertThat(proofs.get(VerifyCounter.MISMATCHES)).isZero();
    }

    @Test
    void shouldMakeABookThatLostAFrameWaitForItsSnapshot() {
        List<String> frames = frames();
        frames.remove(9); // 0.46 to 1363.56, which nothing sets again
        play(frames.subList(0, 16));
        assertThat(recorder.lines("FeedStatus")).containsExactly(VERIFIED, MISMATCH);
        assertThat(recorder.book(7).isWhole()).isFalse();
        assertThat(wired.publisher.isAwaiting(0)).isTrue();
        assertThat(wired.publisher.takeWanting()).isTrue();

        play(frames.subList(17, 21));
        assertThat(recorder.lines("FeedStatus"))
                .as("nothing is said of a book that waits")
                .hasSize(2);
        play(List.of(frames.get(0)));
        assertThat(recorder.book(7).isWhole()).isTrue();
        assertThat(recorder.lines("FeedStatus")).containsExactly(VERIFIED, MISMATCH, VERIFIED);
    }

    @Test
    void shouldProveNothingOfABookLostForAnotherReason() {
        List<String> frames = frames();
        play(List.of(frames.get(0)));
        wired.publisher.await(0);
        play(frames.subList(1, 16));
        assertThat(recorder.lines("FeedStatus")).containsExactly(VERIFIED);
        play(List.of(frames.get(0).replace("\"price\":\"0.49\"", "\"price\":\"zero\"")));
        play(List.of(frames.get(0)));
        assertThat(recorder.lines("FeedStatus VERIFIED")).hasSize(2);
        assertThat(recorder.lines("FeedStatus MISMATCH")).isEmpty();
    }

    @Test
    void shouldReadTheLastPriceOfASnapshotAsItIsWritten() {
        String snapshot = frames().get(0);
        for (String price : List.of("0.490", "0.5", "1", "0.123456", "", "0.1234567", ".", "1e3", "7".repeat(40))) {
            wired = new Wired(recorder, proofs);
            play(List.of(snapshot.replace("\"last_trade_price\":\"\"", "\"last_trade_price\":\"" + price + "\"")));
        }
        assertThat(recorder.lines("FeedStatus"))
                .as("only the real one gives the hash")
                .containsExactly(VERIFIED);
    }

    @Test
    void shouldNotAllocateForFrames() {
        UnsafeBuffer[] frames = frames().stream()
                .map(frame -> new UnsafeBuffer(frame.getBytes(StandardCharsets.UTF_8)))
                .toArray(UnsafeBuffer[]::new);
        Wired quiet = new Wired(new Nobody(), proofs);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(quiet, frames, 2_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(quiet, frames, 2_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
        assertThat(proofs.get(VerifyCounter.MATCHES)).isGreaterThan(4_000);
    }

    /** Rests before and after each round: both proofs are paid for. */
    private void run(Wired line, UnsafeBuffer[] frames, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (UnsafeBuffer frame : frames) {
                now += MS;
                line.feed(frame, frame.capacity(), now);
            }
            now += 2_000 * MS;
            line.sink.poll(now, 4);
            now += 6_000 * MS;
        }
    }

    /** A ring that takes everything. */
    private static final class Nobody implements EventPublisher {
        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            // Nobody listens.
        }
    }

    /** Frames a millisecond apart, with rest before the long pauses of the recording, and at the end. */
    private void play(List<String> frames) {
        for (String frame : frames) {
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            if (frame.equals("PONG") || frame.startsWith("[") || frame.contains("\"book\"")) {
                rest();
            }
            now += MS;
            wired.feed(new UnsafeBuffer(bytes), bytes.length, now);
        }
        rest();
    }

    private void rest() {
        for (int n = 0; n < 30; n++) {
            now += 50 * MS;
            wired.publisher.received(now, 0);
            wired.sink.poll(now, 4);
        }
    }

    private static List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (String line : Vectors.lines("ws_market_recording_2026_09_30.jsonl")) {
            frames.add(json(line).path("payloadUtf8").asText());
        }
        return frames;
    }

    private static JsonNode json(String text) {
        try {
            return Vectors.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
