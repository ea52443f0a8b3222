package io.parallax.engine.ring;

import com.lmax.disruptor.EventHandler;
import io.parallax.engine.port.EventJournal;
import io.parallax.engine.port.StageProbe;

/** Appends a slot to the journal; whatever the slot holds may leave the process only after this returned. */
final class JournalHandler implements EventHandler<EventSlot> {
    private final EventJournal journal;
    private final StageProbe probe;

    JournalHandler(EventJournal journal, StageProbe probe) {
        this.journal = journal;
        this.probe = probe;
    }

    @Override
    public void onEvent(EventSlot slot, long sequence, boolean endOfBatch) {
        int commandsLength = slot.commands.length();
        journal.append(sequence, slot.event, 0, slot.eventLength, slot.commands.buffer(), 0, commandsLength);
        probe.passed(StageProbe.Stage.JOURNAL, sequence, slot.receivedNanos, commandsLength);
    }
}
