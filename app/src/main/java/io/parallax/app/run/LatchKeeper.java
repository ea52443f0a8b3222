package io.parallax.app.run;

import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.TradingGate;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Closes the gate and writes the latch down before anything else of a slot that latches a halt: no order of that slot, or of a
 * later one, leaves. Takes a cleared latch away. The dispatch thread. What cannot be written stops the process, closed.
 */
final class LatchKeeper implements CommandSink {
    private final TradingGate gate;
    private final LatchStore store;
    private final List<String> pairNames;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LatchHaltDecoder latch = new LatchHaltDecoder();
    private final ClearLatchDecoder clear = new ClearLatchDecoder();
    private final CommandBuffer.Visitor look = this::look;

    /** @param pairNames in order of the pairs' ids, which another session numbers otherwise */
    LatchKeeper(TradingGate gate, LatchStore store, List<String> pairNames) {
        this.gate = gate;
        this.store = store;
        this.pairNames = List.copyOf(pairNames);
    }

    @Override
    public void onSlot(long sequence, DirectBuffer commands, int offset, int length) {
        CommandBuffer.forEach(commands, offset, length, look);
    }

    private void look(DirectBuffer buffer, int offset, int length) {
        if (header.wrap(buffer, offset).templateId() != LatchHaltDecoder.TEMPLATE_ID) {
            return;
        }
        latch.wrapAndApplyHeader(buffer, offset, header);
        LatchScope scope = latch.scope() == LatchScope.NULL_VAL ? LatchScope.ENGINE : latch.scope();
        if (scope == LatchScope.ENGINE) {
            gate.close();
        }
        Venue venue = latch.venue();
        int pairId = latch.pairId();
        LatchCause cause = latch.causeCode() == LatchCause.NULL_VAL ? LatchCause.OPERATOR : latch.causeCode();
        String pair = scope == LatchScope.PAIR ? pairNames.get(pairId) : "";
        store.put(new Latch(latch.latchId(), scope, venue, pair, cause, latch.cause()));
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        if (header.wrap(buffer, offset).templateId() == ClearLatchDecoder.TEMPLATE_ID) {
            store.remove(clear.wrapAndApplyHeader(buffer, offset, header).latchId());
        }
    }
}
