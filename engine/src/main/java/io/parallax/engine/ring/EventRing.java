package io.parallax.engine.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.EventJournal;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.FatalListener;
import io.parallax.engine.port.StageProbe;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * The ring: many publishers, three roles in line.
 *
 * <pre>
 *   publishers ──▶ slot n: event ──▶ engine (adds consequences) ──▶ journal ──▶ dispatch ──▶ sink
 * </pre>
 *
 * Market data may fill three quarters; the rest is for own-order events, timers and operator commands. A handler that
 * throws stops its role for good: later roles never see that slot, so nothing of it is dispatched.
 */
public final class EventRing implements EventPublisher, AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long DRAIN_PAUSE_NS = 100_000L;

    private final Disruptor<EventSlot> disruptor;
    private final RingBuffer<EventSlot> ring;
    private final FatalListener fatal;
    private final int reservedSlots;
    private final AtomicLong refusedMarketData = new AtomicLong();
    private volatile boolean failed;

    /** What the ring is made of; {@code size} is a power of two, {@code waits} decides spin or park. */
    public record Parts(
            int size,
            RingLayout layout,
            WaitStrategy waits,
            ThreadFactory threads,
            EngineLogic engine,
            EventJournal journal,
            CommandSink sink,
            StageProbe probe,
            FatalListener fatal) {}

    public EventRing(Parts parts) {
        fatal = parts.fatal();
        disruptor = new Disruptor<>(EventSlot::new, parts.size(), parts.threads(), ProducerType.MULTI, parts.waits());
        ring = disruptor.getRingBuffer();
        reservedSlots = parts.size() / 4;
        EventHandler<EventSlot> engine = new EngineHandler(parts.engine(), parts.probe());
        EventHandler<EventSlot> journal = new JournalHandler(parts.journal(), parts.probe());
        EventHandler<EventSlot> dispatch = new DispatchHandler(parts.sink(), parts.probe());
        disruptor.setDefaultExceptionHandler(new StopOnException());
        if (parts.layout() == RingLayout.COMPACT) {
            disruptor.handleEventsWith(new InLine(engine, journal, dispatch));
        } else {
            disruptor.handleEventsWith(engine).then(journal).then(dispatch);
        }
    }

    /** Starts the role threads. */
    public void start() {
        disruptor.start();
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (!ring.hasAvailableCapacity(reservedSlots + 1)) {
            refusedMarketData.incrementAndGet();
            return false;
        }
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (length > MAX_EVENT_LENGTH) {
            throw new IllegalArgumentException("event of " + length + " bytes exceeds " + MAX_EVENT_LENGTH);
        }
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException e) {
            IllegalStateException full = new IllegalStateException("ring full: " + ring.getBufferSize() + " slots", e);
            fatal.onFatal("publisher", -1, full);
            throw full;
        }
        EventSlot slot = ring.get(sequence);
        slot.event.putBytes(0, event, offset, length);
        slot.eventLength = length;
        slot.receivedNanos = receivedNanos;
        ring.publish(sequence);
    }

    /** Market-data events refused because only the reserved quarter was left. */
    public long refusedMarketData() {
        return refusedMarketData.get();
    }

    /** Slots taken and not yet dispatched. */
    public long occupancy() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    /** Slots in all. */
    public int size() {
        return ring.getBufferSize();
    }

    /** Highest sequence that was taken by a publisher, -1 before the first. */
    public long published() {
        return ring.getCursor();
    }

    /** Highest sequence whose commands were handed out, -1 before the first. */
    public long dispatched() {
        return ring.getMinimumGatingSequence();
    }

    /**
     * Waits until everything published is dispatched, then stops the threads; gives up after {@code timeoutMs}.
     *
     * @return whether everything was dispatched; false also when a handler had failed
     */
    public boolean shutdown(long timeoutMs) {
        // Disruptor's own shutdown takes a consumer that has not begun to run, or that died, for one that is done.
        long pauses = timeoutMs * (NANOS_PER_MILLI / DRAIN_PAUSE_NS);
        boolean drained = isDrained();
        while (!drained && !failed && pauses-- > 0) {
            LockSupport.parkNanos(DRAIN_PAUSE_NS);
            drained = isDrained();
        }
        disruptor.halt();
        return drained && !failed;
    }

    private boolean isDrained() {
        return ring.getMinimumGatingSequence() >= ring.getCursor();
    }

    @Override
    public void close() {
        disruptor.halt();
    }

    /** The three roles on one thread: the same classes, one after the other. */
    private record InLine(
            EventHandler<EventSlot> engine, EventHandler<EventSlot> journal, EventHandler<EventSlot> dispatch)
            implements EventHandler<EventSlot> {
        @Override
        public void onEvent(EventSlot slot, long sequence, boolean endOfBatch) throws Exception {
            engine.onEvent(slot, sequence, endOfBatch);
            journal.onEvent(slot, sequence, endOfBatch);
            dispatch.onEvent(slot, sequence, endOfBatch);
        }
    }

    /** Tells the listener, then kills the role's thread by rethrowing: an event is never skipped to keep going. */
    private final class StopOnException implements ExceptionHandler<EventSlot> {
        @Override
        public void handleEventException(Throwable cause, long sequence, EventSlot slot) {
            failed = true;
            fatal.onFatal("handler", sequence, cause);
            throw new IllegalStateException("ring handler failed at sequence " + sequence, cause);
        }

        @Override
        public void handleOnStartException(Throwable cause) {
            fatal.onFatal("start", -1, cause);
        }

        @Override
        public void handleOnShutdownException(Throwable cause) {
            fatal.onFatal("shutdown", -1, cause);
        }
    }
}
