package io.parallax.gateway.polymarket;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.parallax.gateway.net.EpochClock;
import java.util.concurrent.TimeUnit;

/** An event loop whose time the test lets go by, and the clock that belongs to it. */
public final class ManualLoop implements EpochClock {
    private static final long START_NS = 1_790_766_966_000_000_000L;
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private long passedNs;

    public ManualLoop() {
        channel.freezeTime();
    }

    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public long epochNanos() {
        return START_NS + passedNs;
    }

    @Override
    public long nanoTime() {
        return passedNs;
    }

    /** Runs what is due now. */
    public void run() {
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
    }

    /** Lets time go by, and runs everything when it is due. */
    public void pass(long millis) {
        long untilNs = passedNs + TimeUnit.MILLISECONDS.toNanos(millis);
        run();
        while (passedNs < untilNs) {
            passedNs += STEP_NS;
            channel.advanceTimeBy(STEP_NS, TimeUnit.NANOSECONDS);
            run();
        }
    }

    public void passSeconds(long seconds) {
        pass(seconds * 1_000);
    }
}
