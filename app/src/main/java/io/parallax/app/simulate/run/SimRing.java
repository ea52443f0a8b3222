package io.parallax.app.simulate.run;

import io.parallax.app.simulate.disk.SimDisk;
import io.parallax.app.simulate.time.SimLoop;
import io.parallax.app.simulate.time.SimTime;
import io.parallax.app.simulate.world.InvariantBroken;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.EventJournal;
import io.parallax.engine.port.EventPublisher;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the ring does, in order and on one thread: event to the engine, event with its consequences to the journal, then
 * the consequences to the sink. Publishers never wait; market data may fill three quarters.
 */
final class SimRing implements EventPublisher {
    private static final int COMMANDS_CAPACITY = 6144;

    private final SimTime time;
    private final SimLoop loop;
    private final SimDisk disk;
    private final EngineLogic engine;
    private final EventJournal journal;
    private final CommandSink sink;
    private final Listener listener;
    private final boolean sendsBeforeJournal;
    private final UnsafeBuffer[] slots;
    private final int[] lengths;
    private final CommandBuffer commands = new CommandBuffer(new UnsafeBuffer(new byte[COMMANDS_CAPACITY]));
    private final Runnable drain = this::drain;
    private long published;
    private long handled;
    private long refused;
    private boolean planned;
    private boolean stopped;

    /** Hears of each event around the engine, and of what ends the process. */
    interface Listener {
        void beforeEvent(long sequence, DirectBuffer event, int offset, int length);

        void afterEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer commands);

        void onFatal(String where, long sequence, RuntimeException cause);
    }

    SimRing(
            SimTime time,
            SimLoop loop,
            SimDisk disk,
            int size,
            EngineLogic engine,
            EventJournal journal,
            CommandSink sink,
            Listener listener,
            boolean sendsBeforeJournal) {
        this.time = time;
        this.loop = loop;
        this.disk = disk;
        this.engine = engine;
        this.journal = journal;
        this.sink = sink;
        this.listener = listener;
        this.sendsBeforeJournal = sendsBeforeJournal;
        slots = new UnsafeBuffer[size];
        lengths = new int[size];
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (occupancy() >= slots.length - slots.length / 4) {
            refused++;
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
        if (stopped) {
            return;
        }
        if (occupancy() == slots.length) {
            IllegalStateException full = new IllegalStateException("ring full: " + slots.length + " slots");
            stopped = true;
            listener.onFatal("publisher", -1, full);
            throw full;
        }
        int place = (int) (published % slots.length);
        if (slots[place] == null) {
            slots[place] = new UnsafeBuffer(new byte[MAX_EVENT_LENGTH]);
        }
        slots[place].putBytes(0, event, offset, length);
        lengths[place] = length;
        published++;
        plan(0);
    }

    private void plan(long delayNs) {
        if (planned) {
            return;
        }
        planned = true;
        if (delayNs == 0) {
            loop.execute(drain);
        } else {
            loop.schedule(drain, delayNs, TimeUnit.NANOSECONDS);
        }
    }

    private void drain() {
        planned = false;
        while (handled < published && !stopped) {
            long waitNs = disk.stalledUntilNs() - time.nanoTime();
            if (waitNs > 0) {
                plan(waitNs);
                return;
            }
            handle();
        }
    }

    private void handle() {
        long sequence = handled;
        int place = (int) (sequence % slots.length);
        DirectBuffer event = slots[place];
        int length = lengths[place];
        listener.beforeEvent(sequence, event, 0, length);
        commands.clear();
        String where = "engine";
        try {
            engine.onEvent(sequence, event, 0, length, commands);
            where = "journal";
            listener.afterEvent(sequence, event, 0, length, commands);
            if (sendsBeforeJournal) {
                dispatch(sequence);
            }
            journal.append(sequence, event, 0, length, commands.buffer(), 0, commands.length());
        } catch (InvariantBroken e) {
            throw e;
        } catch (RuntimeException e) { // whatever it is, the process stops
            stopped = true;
            listener.onFatal(where, sequence, e);
            return;
        }
        handled++;
        if (!sendsBeforeJournal) {
            dispatch(sequence);
        }
    }

    private void dispatch(long sequence) {
        CommandBuffer.forEach(
                commands.buffer(),
                0,
                commands.length(),
                (buffer, offset, size) -> sink.onCommand(sequence, 0, buffer, offset, size));
    }

    /** Nothing is handled any more. */
    void stop() {
        stopped = true;
    }

    /** Events published and not yet handled. */
    long occupancy() {
        return published - handled;
    }

    /** Market data turned away. */
    long refusedMarketData() {
        return refused;
    }
}
