package io.parallax.engine.ring;

import com.lmax.disruptor.EventHandler;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.StageProbe;
import org.agrona.DirectBuffer;

/** Hands the journaled commands of a slot to the sink. */
final class DispatchHandler implements EventHandler<EventSlot>, CommandBuffer.Visitor {
    private final CommandSink sink;
    private final StageProbe probe;
    private long sequence;
    private long receivedNanos;

    DispatchHandler(CommandSink sink, StageProbe probe) {
        this.sink = sink;
        this.probe = probe;
    }

    @Override
    public void onEvent(EventSlot slot, long sequence, boolean endOfBatch) {
        int commandsLength = slot.commands.length();
        if (commandsLength > 0) {
            this.sequence = sequence;
            this.receivedNanos = slot.receivedNanos;
            sink.onSlot(sequence, slot.commands.buffer(), 0, commandsLength);
            CommandBuffer.forEach(slot.commands.buffer(), 0, commandsLength, this);
        }
        probe.passed(StageProbe.Stage.DISPATCH, sequence, slot.receivedNanos, commandsLength);
    }

    @Override
    public void onCommand(DirectBuffer buffer, int offset, int length) {
        sink.onCommand(sequence, receivedNanos, buffer, offset, length);
    }
}
