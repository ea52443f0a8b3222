package io.parallax.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.sun.management.ThreadMXBean;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.StageProbe;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A hop over the ring allocates nothing, neither where an event is published nor where the three roles handle it. */
class RingAllocationTest {
    private static final int EVENTS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AtomicLong dispatched = new AtomicLong();
    private volatile long roleThreadId;
    private volatile boolean allocateOnPurpose;
    private Object sink;

    /** One command an event, and garbage when told. */
    private final class OneCommand implements EngineLogic {
        @Override
        public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
            out.buffer().putLong(out.claim(), sequence);
            out.commit(Long.BYTES);
            if (allocateOnPurpose) {
                sink = new long[2];
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    private long fewestBytes(EventRing ring) {
        UnsafeBuffer event = new UnsafeBuffer(new byte[128]);
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long publisherBefore = threads.getCurrentThreadAllocatedBytes();
            long roleBefore = threads.getThreadAllocatedBytes(roleThreadId);
            long target = dispatched.get() + EVENTS;
            for (int i = 0; i < EVENTS; ) {
                if (ring.offerMarketData(event, 0, 128, 0)) {
                    i++;
                } else {
                    Thread.onSpinWait();
                }
            }
            while (dispatched.get() < target) {
                Thread.onSpinWait();
            }
            long bytes = threads.getThreadAllocatedBytes(roleThreadId)
                    - roleBefore
                    + threads.getCurrentThreadAllocatedBytes()
                    - publisherBefore;
            fewest = Math.min(fewest, bytes);
        }
        return fewest;
    }

    private EventRing ring() {
        EventRing ring = new EventRing(new EventRing.Parts(
                1024,
                RingLayout.COMPACT,
                new BusySpinWaitStrategy(),
                task -> {
                    Thread thread = new Thread(task, "role");
                    thread.setDaemon(true);
                    roleThreadId = thread.getId();
                    return thread;
                },
                new OneCommand(),
                (sequence, e, eo, el, c, co, cl) -> {},
                (sequence, received, buffer, offset, length) -> dispatched.lazySet(dispatched.get() + 1),
                StageProbe.NONE,
                (role, sequence, cause) -> {}));
        ring.start();
        return ring;
    }

    @Test
    void shouldNotAllocateOnEitherSideOfAHop() {
        try (EventRing ring = ring()) {
            assertThat(fewestBytes(ring)).isZero();
        }
    }

    @Test
    void shouldSeeGarbageMadeOnPurpose() {
        allocateOnPurpose = true;
        try (EventRing ring = ring()) {
            assertThat(fewestBytes(ring)).isGreaterThanOrEqualTo(EVENTS * 16L);
            assertThat(sink).isNotNull();
        }
    }
}
