package io.parallax.bench.decode;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.kalshi.market.LineControl;
import io.parallax.gateway.kalshi.market.MarketLine;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Our way for Kalshi's frames, from bytes to the publisher, without a socket. Each frame gets the next sequence number. */
final class KalshiPath {
    private final VenueSequence sequence = new VenueSequence();
    private final byte[][] frames;
    private final UnsafeBuffer[] buffers;
    private final int[] places;
    private final MarketLine feed;

    /** Brought to the point where its book is whole: {@code levels} a side. */
    KalshiPath(byte[][] frames, int levels, EventPublisher publisher) {
        this.frames = frames;
        buffers = new UnsafeBuffer[frames.length];
        places = new int[frames.length];
        for (int i = 0; i < frames.length; i++) {
            buffers[i] = new UnsafeBuffer(frames[i]);
            places[i] = VenueSequence.placeIn(frames[i]);
        }
        feed = new MarketLine(
                new Markets(List.of(new Markets.Listing(0, MarketFrames.TICKER))),
                false,
                publisher,
                new EventWriter(publisher, Venue.KALSHI),
                null,
                EpochClock.system(),
                new NoLine());
        feed.onConnected(1);
        byte[] book = MarketFrames.kalshiSnapshot(levels);
        feed.onText(new UnsafeBuffer(book), 0, book.length, 1, 1);
    }

    void take(int index) {
        byte[] frame = frames[index];
        sequence.stamp(frame, places[index]);
        feed.onText(buffers[index], 0, frame.length, 1, 1);
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
