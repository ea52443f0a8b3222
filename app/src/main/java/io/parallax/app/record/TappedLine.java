package io.parallax.app.record;

import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies what a line tells into the ring, then tells the feed. On the line's loop. */
final class TappedLine implements FrameListener {
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final int line;
    private final FrameListener feed;
    private final FrameRing ring;
    private final EpochClock clock;

    /** Frames not taken by the ring since the last that was; written by the loop, read by the writer when it ends. */
    private final AtomicLong lost = new AtomicLong();

    private int epoch;

    TappedLine(int line, FrameListener feed, FrameRing ring, EpochClock clock) {
        this.line = line;
        this.feed = feed;
        this.ring = ring;
        this.clock = clock;
    }

    int line() {
        return line;
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void onConnected(int connectionEpoch) {
        epoch = connectionEpoch;
        // Should the ring be full, the first frame of the epoch tells it too.
        ring.offer(FrameRing.CONNECTED, clock.epochNanos(), 0, line, epoch, NOTHING, 0, 0);
        feed.onConnected(connectionEpoch);
    }

    @Override
    public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
        long before = lost.getPlain();
        if (ring.offer(FrameRing.FRAME, receivedEpochNs, before, line, epoch, frame, offset, length)) {
            if (before != 0) {
                lost.setRelease(0);
            }
        } else {
            lost.setRelease(before + 1);
        }
        feed.onText(frame, offset, length, receivedNanos, receivedEpochNs);
    }

    @Override
    public void onDisconnected(int connectionEpoch, DisconnectReason reason) {
        if (reason != DisconnectReason.CLOSED) { // our own ending is told by the end line
            tell(connectionEpoch, reason);
        }
        feed.onDisconnected(connectionEpoch, reason);
    }

    private void tell(int connectionEpoch, DisconnectReason reason) {
        byte[] word = reason.name().getBytes(StandardCharsets.US_ASCII);
        ring.offer(
                FrameRing.DISCONNECTED,
                clock.epochNanos(),
                0,
                line,
                connectionEpoch,
                new UnsafeBuffer(word),
                0,
                word.length);
    }

    @Override
    public void onThrottled(long waitNs) {
        feed.onThrottled(waitNs);
    }
}
