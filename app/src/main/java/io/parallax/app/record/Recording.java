package io.parallax.app.record;

import io.netty.channel.EventLoop;
import io.parallax.app.build.BuildInfo;
import io.parallax.app.capture.CaptureHeader;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.app.capture.CaptureWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One recording, from the first connection to the end line of the file. Owned by the thread that runs it. */
public final class Recording {
    private static final long CONNECT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MS = 100;

    private final RecordPlan plan;
    private final CountDownLatch stop;
    private final Consumer<String> progress;
    private final EpochClock clock = EpochClock.system();

    private Recording(RecordPlan plan, CountDownLatch stop, Consumer<String> progress) {
        this.plan = plan;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Records until the time is over or {@code stop} is counted down.
     *
     * @param progress is told now and then how far it is, in one line
     * @throws RecordFailure when it could not begin, or not go on
     */
    public static RecordReport run(RecordPlan plan, CountDownLatch stop, Consumer<String> progress) {
        return new Recording(plan, stop, progress).run();
    }

    private RecordReport run() {
        try (VenueSource source = VenueSource.open(plan);
                GatewayLoops loops = new GatewayLoops("record", 1, false)) {
            return record(source, loops.next());
        } catch (ReferenceException e) {
            throw new RecordFailure(RecordFailure.Kind.VENUE, name() + ": " + e.getMessage(), e);
        }
    }

    private RecordReport record(VenueSource source, EventLoop loop) {
        FrameRecorder recorder = new FrameRecorder(clock, plan.ringBytes());
        VenueLines lines = source.lines(loop, clock, recorder);
        int instruments;
        long beganNanos;
        try {
            List<CaptureInstrument> defined = lines.define();
            instruments = defined.size();
            recorder.start(writer(lines.yesPrices(), defined));
            beganNanos = clock.nanoTime();
            lines.connect();
            await(recorder, source, beganNanos);
        } finally {
            lines.close();
            quiet(loop);
            recorder.close();
        }
        if (recorder.failure() != null) {
            throw unwritable(recorder.failure());
        }
        return new RecordReport(
                plan.file(),
                plan.venue(),
                instruments,
                TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - beganNanos),
                recorder.frames(),
                recorder.lost());
    }

    private String name() {
        return plan.venue().name().toLowerCase(Locale.ROOT);
    }

    private CaptureWriter writer(boolean yesPrices, List<CaptureInstrument> instruments) {
        try {
            CaptureWriter writer = new CaptureWriter(
                    plan.file(), new CaptureHeader(plan.venue(), clock.epochNanos(), BuildInfo.version(), yesPrices));
            for (CaptureInstrument instrument : instruments) {
                writer.instrument(instrument);
            }
            return writer;
        } catch (FileAlreadyExistsException e) {
            throw new RecordFailure(
                    RecordFailure.Kind.REQUEST, "--out=" + plan.file() + ": is there already, name another", e);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private RecordFailure unwritable(IOException e) {
        return new RecordFailure(
                RecordFailure.Kind.FILE, "--out=" + plan.file() + ": cannot be written: " + e.getMessage(), e);
    }

    private void await(FrameRecorder recorder, VenueSource source, long beganNanos) {
        while (true) {
            long elapsedNs = clock.nanoTime() - beganNanos;
            if (plan.seconds() > 0 && elapsedNs >= TimeUnit.SECONDS.toNanos(plan.seconds())) {
                return;
            }
            if (!recorder.isConnected() && elapsedNs > CONNECT_NS) {
                throw new RecordFailure(
                        RecordFailure.Kind.VENUE,
                        name() + " let no line in within "
                                + TimeUnit.NANOSECONDS.toSeconds(CONNECT_NS)
                                + " s: is the venue there, and the key right?",
                        null);
            }
            if (recorder.failure() != null) {
                return;
            }
            source.check();
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s  %d s  %,d frames",
                    plan.file(),
                    TimeUnit.NANOSECONDS.toSeconds(elapsedNs),
                    recorder.frames()));
            if (stopped()) {
                return;
            }
        }
    }

    private boolean stopped() {
        try {
            return stop.await(POLL_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lines close on the loop: when this came round, they have. */
    private static void quiet(EventLoop loop) {
        loop.submit(() -> {}).awaitUninterruptibly(CONNECT_NS, TimeUnit.NANOSECONDS);
    }
}
