package io.parallax.app.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.capture.CaptureEnding;
import io.parallax.app.capture.CaptureFrame;
import io.parallax.app.capture.CaptureHeader;
import io.parallax.app.capture.CaptureReader;
import io.parallax.app.capture.CaptureVisitor;
import io.parallax.app.capture.CaptureWriter;
import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameRecorderTest {
    private static final int RING_BYTES = 1024;

    @TempDir
    private Path directory;

    private final List<String> fed = new ArrayList<>();

    /** Stands for the feed behind the tap. */
    private final FrameListener feed = new FrameListener() {
        @Override
        public void onConnected(int epoch) {
            fed.add("connected " + epoch);
        }

        @Override
        public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
            fed.add(frame.getStringWithoutLengthAscii(offset, length));
        }

        @Override
        public void onDisconnected(int epoch, DisconnectReason reason) {
            fed.add("disconnected " + epoch);
        }

        @Override
        public void onThrottled(long waitNs) {
            fed.add("throttled " + waitNs);
        }
    };

    private static void text(FrameListener tap, String text, long receivedNs) {
        UnsafeBuffer frame = new UnsafeBuffer(("  " + text).getBytes(StandardCharsets.US_ASCII));
        tap.onText(frame, 2, text.length(), 0, receivedNs);
    }

    private CaptureWriter writer(Path file) throws IOException {
        return new CaptureWriter(file, new CaptureHeader(Venue.KALSHI, 1, "b", true));
    }

    private static List<String> told(Path file, CaptureEnding.Kind ending) throws IOException {
        List<String> told = new ArrayList<>();
        CaptureEnding end = CaptureReader.read(file, new CaptureVisitor() {
            @Override
            public void onConnected(long receivedNs, int line, int epoch) {
                told.add("connected " + line + " " + epoch);
            }

            @Override
            public boolean onFrame(CaptureFrame frame) {
                told.add(new String(frame.bytes(), StandardCharsets.US_ASCII) + " " + frame.receivedNs() + " "
                        + frame.line() + " " + frame.epoch());
                return true;
            }

            @Override
            public void onDisconnected(long receivedNs, int line, int epoch) {
                told.add("disconnected " + line + " " + epoch);
            }

            @Override
            public void onLost(long receivedNs, int line, long frames) {
                told.add("lost " + line + " " + frames);
            }
        });
        assertThat(end.kind()).isEqualTo(ending);
        return told;
    }

    @Test
    void shouldWriteWhatALineTellsAndTellTheFeed() throws IOException {
        FrameRecorder recorder = new FrameRecorder(EpochClock.system(), RING_BYTES);
        FrameListener tap = recorder.over(3, feed);
        Path file = directory.resolve("a.jsonl");
        recorder.start(writer(file));
        tap.onConnected(1);
        text(tap, "one", 11);
        tap.onDisconnected(1, DisconnectReason.REQUESTED);
        tap.onThrottled(5);
        tap.onConnected(2);
        text(tap, "two", 12);
        tap.onDisconnected(2, DisconnectReason.CLOSED);
        recorder.close();
        assertThat(told(file, CaptureEnding.Kind.WHOLE))
                .containsExactly("connected 3 1", "one 11 3 1", "disconnected 3 1", "connected 3 2", "two 12 3 2");
        assertThat(fed)
                .containsExactly(
                        "connected 1", "one", "disconnected 1", "throttled 5", "connected 2", "two", "disconnected 2");
        assertThat(recorder.lost()).isZero();
    }

    @Test
    void shouldCountEveryFrameThatFoundNoRoomWhereItIsMissing() throws IOException {
        FrameRecorder recorder = new FrameRecorder(EpochClock.system(), RING_BYTES);
        FrameListener first = recorder.over(0, feed);
        FrameListener second = recorder.over(1, feed);
        first.onConnected(1);
        int offered = 200;
        for (int i = 0; i < offered; i++) {
            text(i % 2 == 0 ? first : second, "frame", i);
        }
        text(first, "x".repeat(RING_BYTES), 500); // longer than any message of the ring
        Path file = directory.resolve("b.jsonl");
        recorder.start(writer(file));
        while (!recorder.isDrained()) {
            Thread.onSpinWait();
        }
        text(first, "after", 1000);
        recorder.close();
        List<String> told = told(file, CaptureEnding.Kind.WHOLE);
        long frames = told.stream().filter(line -> line.startsWith("frame ")).count();
        long lost = told.stream()
                .filter(line -> line.startsWith("lost "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                .sum();
        assertThat(frames).isPositive().isLessThan(offered);
        assertThat(frames + lost).isEqualTo(offered + 1);
        assertThat(recorder.lost()).isEqualTo(lost);
        assertThat(recorder.frames()).isEqualTo(frames + 1);
        int after = told.indexOf("after 1000 0 1");
        assertThat(told.get(after - 1)).startsWith("lost 0 ");
        assertThat(told.get(told.size() - 1)).startsWith("lost 1 ");
        assertThat(fed).hasSize(offered + 3);
    }

    @Test
    void shouldEndWritingWhenTheFileFails() throws IOException {
        Path file = directory.resolve("c.jsonl");
        FrameRecorder recorder = new FrameRecorder(EpochClock.system(), RING_BYTES);
        FrameListener tap = recorder.over(0, feed);
        CaptureWriter writer = writer(file);
        writer.close();
        recorder.start(writer);
        tap.onConnected(1);
        long until = System.nanoTime() + 30_000_000_000L;
        for (long i = 0; recorder.failure() == null && System.nanoTime() < until; i++) {
            text(tap, "frame", i); // until its buffer has to go to the closed file
            Thread.onSpinWait();
        }
        assertThat(recorder.failure()).isNotNull();
        text(tap, "late", 1);
        recorder.close();
        assertThat(recorder.lost()).isPositive();
        assertThat(told(file, CaptureEnding.Kind.CUT)).isEmpty();
    }
}
