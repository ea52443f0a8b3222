package io.parallax.bench;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.parallax.bench.alternative.Hop;
import io.parallax.bench.alternative.Seen;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.StageProbe;
import io.parallax.engine.ring.EventRing;
import io.parallax.engine.ring.RingLayout;
import org.agrona.DirectBuffer;

/**
 * The product's ring with an engine that answers every event with one command of eight bytes, a journal that drops it and
 * a sink that reports it: hand-over without work. COMPACT spins; PINNED yields, so that it also runs on few cores.
 */
final class EventRingHop implements Hop {
    private final Seen seen = new Seen();
    private final EventRing ring;

    EventRingHop(RingLayout layout) {
        ring = new EventRing(new EventRing.Parts(
                1 << 12,
                layout,
                layout == RingLayout.COMPACT ? new BusySpinWaitStrategy() : new YieldingWaitStrategy(),
                DaemonThreadFactory.INSTANCE,
                new Echo(),
                (sequence, event, eventOffset, eventLength, commands, commandsOffset, commandsLength) -> {},
                (sequence, receivedNanos, buffer, offset, length) -> seen.set(buffer.getLong(offset)),
                StageProbe.NONE,
                (role, sequence, cause) -> {
                    throw new IllegalStateException(role + " failed at " + sequence, cause);
                }));
        ring.start();
    }

    @Override
    public void send(DirectBuffer event, int length) {
        ring.publish(event, 0, length, 0);
    }

    @Override
    public long seen() {
        return seen.get();
    }

    @Override
    public void close() {
        ring.close();
    }

    /** Answers every event with its own number. */
    private static final class Echo implements EngineLogic {
        @Override
        public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
            out.buffer().putLong(out.claim(), event.getLong(offset));
            out.commit(Long.BYTES);
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }
}
