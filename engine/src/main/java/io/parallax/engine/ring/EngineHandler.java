package io.parallax.engine.ring;

import com.lmax.disruptor.EventHandler;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.StageProbe;

/** Runs the engine over a slot and leaves the consequences in it. */
final class EngineHandler implements EventHandler<EventSlot> {
    private final EngineLogic engine;
    private final StageProbe probe;

    EngineHandler(EngineLogic engine, StageProbe probe) {
        this.engine = engine;
        this.probe = probe;
    }

    @Override
    public void onEvent(EventSlot slot, long sequence, boolean endOfBatch) {
        slot.commands.clear();
        probe.passed(StageProbe.Stage.PUBLISHED, sequence, slot.receivedNanos, 0);
        engine.onEvent(sequence, slot.event, 0, slot.eventLength, slot.commands);
        probe.passed(StageProbe.Stage.ENGINE, sequence, slot.receivedNanos, slot.commands.length());
    }
}
