package io.parallax.sim.flow;

import io.parallax.sim.core.Exchange;
import io.parallax.sim.venue.RecordedFrame;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Plays one recording back. It starts a moment after all of its markets have been subscribed, or a second after the
 * first, and keeps the recorded pace times the speed; where that would take longer than allowed it runs faster, evenly.
 */
public final class CaptureReplay {
    /** Nothing planned: not started yet, or done. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long ALL_SUBSCRIBED_NS = 150_000_000L;
    private static final long SOME_SUBSCRIBED_NS = 1_000_000_000L;

    private final Capture capture;
    private final BookMirror mirror;
    private final Consumer<RecordedFrame> sink;
    private final double pace;
    private final Set<String> unsubscribed = new HashSet<>();
    private CaptureReader reader;
    private CaptureFrame next;
    private long startNs = NEVER;
    private long sentCount;
    private boolean done;

    /**
     * @param capture recording whose markets are listed at the exchanges
     * @param sink gets each frame when it is due
     * @param speedPercent pace, 100 = as recorded
     * @param maxNs above 0: ends within this time
     */
    public CaptureReplay(
            Capture capture,
            Exchange kalshi,
            Exchange polymarket,
            Consumer<RecordedFrame> sink,
            int speedPercent,
            long maxNs) {
        this.capture = capture;
        this.mirror = new BookMirror(kalshi, polymarket, capture);
        this.sink = sink;
        double factor = 100.0 / speedPercent;
        double wanted = capture.durationNs() * factor;
        this.pace = maxNs > 0 && wanted > maxNs ? factor * maxNs / wanted : factor;
        capture.kalshi().forEach(listing -> unsubscribed.add(listing.ticker()));
        capture.polymarket().forEach(listing -> unsubscribed.add(listing.conditionId()));
    }

    /** A client subscribed to a market. */
    public void onSubscribed(String marketId, long timestampNs) {
        if (reader != null || !unsubscribed.remove(marketId)) {
            return;
        }
        if (unsubscribed.isEmpty()) {
            startNs = timestampNs + ALL_SUBSCRIBED_NS;
        } else if (startNs == NEVER) {
            startNs = timestampNs + SOME_SUBSCRIBED_NS;
        }
    }

    /** Whether every frame has been sent. */
    public boolean isDone() {
        return done;
    }

    /** Frames sent. */
    public long sentCount() {
        return sentCount;
    }

    /** When the next frame is due, or {@link #NEVER}. */
    public long nextNs() {
        if (done || startNs == NEVER) {
            return NEVER;
        }
        return reader == null ? startNs : dueNs(next);
    }

    /**
     * Sends every frame due until now.
     *
     * @throws UnplayableCapture when a frame cannot be read or makes no sense
     */
    public void runUntil(long timestampNs) {
        if (done || startNs > timestampNs) {
            return;
        }
        try {
            play(timestampNs);
        } catch (UnplayableCapture e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnplayableCapture("capture " + capture.file() + " cannot be played: " + e.getMessage(), e);
        }
    }

    private void play(long timestampNs) {
        if (reader == null) {
            reader = new CaptureReader(capture.file());
            next = reader.next();
        }
        while (next != null && dueNs(next) <= timestampNs) {
            sink.accept(new RecordedFrame(next.venue(), next.text(), mirror.apply(next, timestampNs)));
            sentCount++;
            next = reader.next();
        }
        if (next == null) {
            close();
        }
    }

    /** Stops and lets the file go. */
    public void close() {
        done = true;
        if (reader != null) {
            reader.close();
        }
    }

    private long dueNs(CaptureFrame frame) {
        return startNs + (long) ((frame.atNs() - capture.firstNs()) * pace);
    }
}
