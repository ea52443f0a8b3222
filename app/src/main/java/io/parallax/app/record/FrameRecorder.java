package io.parallax.app.record;

import io.parallax.app.capture.CaptureWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.ws.FrameListener;
import io.parallax.gateway.ws.FrameTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Writes what its taps see. Close it after the lines: then the ring is emptied and the file ended. A file that cannot be
 * written on ends the writing; what comes after counts as lost.
 */
final class FrameRecorder implements FrameTap, AutoCloseable {
    private static final int BATCH = 64;
    private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final FrameRing ring;
    private final EpochClock clock;
    private final List<TappedLine> taps = new CopyOnWriteArrayList<>();
    private final Map<Integer, Integer> epochs = new TreeMap<>();
    private CaptureWriter writer;
    private AgentRunner runner;
    private volatile long frames;
    private volatile long lost;
    private volatile boolean connected;
    private volatile IOException failure;
    private long flushedNanos;
    private boolean dirty;

    FrameRecorder(EpochClock clock, int ringBytes) {
        this.clock = clock;
        ring = new FrameRing(ringBytes);
    }

    /** Writes from now on, and closes the file in the end. */
    void start(CaptureWriter to) {
        writer = to;
        flushedNanos = clock.nanoTime();
        runner = new AgentRunner(new SleepingMillisIdleStrategy(1), this::onFailure, null, new Writing(to));
        AgentRunner.startOnThread(runner);
    }

    @Override
    public FrameListener over(int line, FrameListener feed) {
        TappedLine tap = new TappedLine(line, feed, ring, clock);
        taps.add(tap);
        return tap;
    }

    /** Told once more of a file that failed; anything else is a defect. */
    private void onFailure(Throwable cause) {
        if (failure == null) {
            failure = new IOException("the recorder failed: " + cause, cause);
        }
    }

    /** Whether everything seen so far is written, or given to the file. */
    boolean isDrained() {
        return ring.isEmpty();
    }

    /** Whether a connection was written of. */
    boolean isConnected() {
        return connected;
    }

    /** Frames written. */
    long frames() {
        return frames;
    }

    /** Frames that were not written; whole only after {@link #close}. */
    long lost() {
        return lost;
    }

    /** Why nothing is written any more, or null. */
    IOException failure() {
        return failure;
    }

    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
    }

    private void write(int type, long receivedNs, long lostBefore, int line, int epoch, byte[] bytes) {
        try {
            if (lostBefore != 0) {
                lose(receivedNs, line, lostBefore);
            }
            boolean told = epochs.getOrDefault(line, 0) == epoch;
            if (!told && type != FrameRing.DISCONNECTED) {
                epochs.put(line, epoch);
                connected = true;
                writer.connected(receivedNs, line, epoch);
            }
            if (type == FrameRing.DISCONNECTED) {
                writer.disconnected(receivedNs, line, epoch, new String(bytes, StandardCharsets.US_ASCII));
            } else if (type == FrameRing.FRAME) {
                writer.frame(receivedNs, line, epoch, bytes, 0, bytes.length);
                frames = writer.frames();
            }
            dirty = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lose(long receivedNs, int line, long count) throws IOException {
        writer.lost(receivedNs, line, count);
        lost += count;
    }

    private void end() throws IOException {
        for (TappedLine tap : taps) {
            if (tap.lost() != 0) {
                lose(clock.epochNanos(), tap.line(), tap.lost());
            }
        }
        writer.end(clock.epochNanos());
    }

    /** The writer thread's work. */
    private final class Writing implements Agent {
        private final FrameRing.Reader reader = FrameRecorder.this::write;
        private final CaptureWriter file;

        private Writing(CaptureWriter file) {
            this.file = file;
        }

        @Override
        public int doWork() {
            try {
                int count = ring.read(reader, BATCH);
                long nowNanos = clock.nanoTime();
                if (dirty && nowNanos - flushedNanos >= FLUSH_NS) {
                    flushedNanos = nowNanos;
                    dirty = false;
                    file.flush();
                }
                return count;
            } catch (UncheckedIOException e) {
                failure = e.getCause();
            } catch (IOException e) {
                failure = e;
            }
            throw new AgentTerminationException("the file cannot be written");
        }

        @Override
        public void onClose() {
            try (file) {
                if (failure == null) {
                    while (!ring.isEmpty()) {
                        ring.read(reader, BATCH);
                    }
                    end();
                } else {
                    count();
                }
            } catch (UncheckedIOException e) {
                failure = e.getCause();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }

        private void count() {
            long[] unwritten = new long[1];
            while (!ring.isEmpty()) {
                ring.read(
                        (type, receivedNs, before, line, epoch, bytes) ->
                                unwritten[0] += before + (type == FrameRing.FRAME ? 1 : 0),
                        BATCH);
            }
            taps.forEach(tap -> unwritten[0] += tap.lost());
            lost += unwritten[0];
        }

        @Override
        public String roleName() {
            return "recorder";
        }
    }
}
