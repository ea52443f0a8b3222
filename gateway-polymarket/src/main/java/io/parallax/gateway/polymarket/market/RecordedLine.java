package io.parallax.gateway.polymarket.market;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import org.agrona.DirectBuffer;

/**
 * A market line without its connection: the frames of a recording as events, by the decoder and the publisher of the live
 * line. It asks for nothing, so a book that was lost stays so until the recording has it whole again. One thread.
 */
public final class RecordedLine implements FrameListener {
    private final EpochClock clock;
    private final MarketPublisher publisher;
    private final HashingSink hashing;
    private final MarketDecoder decoder;
    private final Counters<MarketCounter> counters = new Counters<>(MarketCounter.class);
    private final Counters<VerifyCounter> proofs = new Counters<>(VerifyCounter.class);
    private final FaultCounters faults = new FaultCounters();

    /** @param clock tells when the frame at hand was received */
    public RecordedLine(MarketTable markets, EventPublisher events, EpochClock clock, int line) {
        this.clock = clock;
        publisher = new MarketPublisher(markets, events, line);
        hashing = new HashingSink(markets, publisher, proofs);
        for (int slot = 0; slot < markets.size(); slot++) {
            hashing.verifier().follow(slot);
        }
        decoder = new MarketDecoder(markets, hashing, counters, faults);
    }

    public Counters<MarketCounter> counters() {
        return counters;
    }

    /** What comparing books with the venue's hashes came to. */
    public Counters<VerifyCounter> proofs() {
        return proofs;
    }

    public FaultCounters faults() {
        return faults;
    }

    @Override
    public void onConnected(int epoch) {
        publisher.epoch(epoch);
        hashing.restart();
        publisher.received(clock.epochNanos(), clock.nanoTime());
        publisher.status(FeedState.CONNECTED, MarketPublisher.EVERY, 0);
    }

    @Override
    public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
        publisher.received(receivedEpochNs, receivedNanos);
        hashing.poll(receivedNanos, Integer.MAX_VALUE); // books that rested until now
        hashing.received(receivedNanos);
        decoder.decode(frame, offset, length);
        publisher.tellHeard(receivedNanos);
    }

    /** Nothing more comes: proves the books that rest since. */
    public void finish(long nowNanos) {
        publisher.received(clock.epochNanos(), nowNanos);
        hashing.poll(nowNanos, Integer.MAX_VALUE);
    }

    @Override
    public void onDisconnected(int epoch, DisconnectReason reason) {
        publisher.received(clock.epochNanos(), clock.nanoTime());
        publisher.status(FeedState.DISCONNECTED, MarketPublisher.EVERY, 0);
    }
}
