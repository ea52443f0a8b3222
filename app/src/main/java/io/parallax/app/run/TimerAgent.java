package io.parallax.app.run;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.TimerEncoder;
import io.parallax.engine.port.EventPublisher;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** Publishes a Timer event every ten milliseconds, so that the engine's deadlines fire when nothing else happens. */
final class TimerAgent implements Agent {
    private static final long PERIOD_NS = 10_000_000L;

    private final EventPublisher publisher;
    private final EpochNanoClock clock;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    private final TimerEncoder timer = new TimerEncoder();
    private final AtomicLong ticks = new AtomicLong();
    private long dueNs = System.nanoTime();

    TimerAgent(EventPublisher publisher, EpochNanoClock clock) {
        this.publisher = publisher;
        this.clock = clock;
        timer.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    }

    @Override
    public int doWork() {
        long monotonicNs = System.nanoTime(); // a wall clock set back must not stop the engine's deadlines
        if (monotonicNs - dueNs < 0) {
            return 0;
        }
        dueNs = monotonicNs + PERIOD_NS;
        timer.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        publisher.publish(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), 0);
        ticks.lazySet(ticks.get() + 1);
        return 1;
    }

    /** Timers published so far; any thread. */
    long ticks() {
        return ticks.get();
    }

    @Override
    public String roleName() {
        return "timer";
    }
}
