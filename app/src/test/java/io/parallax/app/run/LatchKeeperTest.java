package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.LatchStore;
import io.parallax.codecs.sbe.ClearLatchEncoder;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchHaltEncoder;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.StageProbe;
import io.parallax.engine.port.TradingGate;
import io.parallax.engine.ring.EventRing;
import io.parallax.engine.ring.RingLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatchKeeperTest {
    private static final int HALTING = 3;

    @TempDir
    private Path sessions;

    /** Each event submits an order; the fourth latches a halt after it, the sixth clears it. */
    private static final class Script implements EngineLogic {
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();

        @Override
        public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
            SubmitOrderEncoder order = new SubmitOrderEncoder();
            order.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                    .orderId(sequence)
                    .purpose(Purpose.HEDGE);
            out.commit(MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength());
            if (sequence == HALTING) {
                LatchHaltEncoder latch = new LatchHaltEncoder();
                latch.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                        .latchId(77)
                        .scope(LatchScope.ENGINE)
                        .venue(Venue.NULL_VAL)
                        .pairId(LatchHaltEncoder.pairIdNullValue())
                        .causeCode(LatchCause.LOSS_LIMIT)
                        .cause("test");
                out.commit(MessageHeaderEncoder.ENCODED_LENGTH + latch.encodedLength());
            }
            if (sequence == HALTING + 2) {
                ClearLatchEncoder clear = new ClearLatchEncoder();
                clear.wrapAndApplyHeader(out.buffer(), out.claim(), header).latchId(77);
                out.commit(MessageHeaderEncoder.ENCODED_LENGTH + clear.encodedLength());
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource(RingLayout.class)
    void shouldCloseTheGateAndKeepTheLatchBeforeAnythingOfItsSlotIsHandedOver(RingLayout layout) {
        TradingGate gate = new TradingGate();
        gate.open();
        ControlDirectory directory = ControlDirectory.of(sessions).create();
        LatchStore store = LatchStore.open(directory);
        List<String> seen = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        CommandSink gateway = (sequence, nanos, buffer, offset, length) -> {
            if (header.wrap(buffer, offset).templateId() == SubmitOrderDecoder.TEMPLATE_ID) {
                seen.add(sequence + " " + gate.mayWrite(Purpose.HEDGE) + " "
                        + LatchStore.open(directory).standing().size());
            }
        };
        FanOut sinks = new FanOut();
        sinks.sinks(List.of(new LatchKeeper(gate, store, List.of()), gateway));
        try (EventRing ring = new EventRing(new EventRing.Parts(
                64,
                layout,
                new BlockingWaitStrategy(),
                Thread::new,
                new Script(),
                (sequence, event, eventOffset, eventLength, commands, offset, length) -> {},
                sinks,
                StageProbe.NONE,
                (role, sequence, cause) -> seen.add("fatal " + cause)))) {
            ring.start();
            for (int i = 0; i < 6; i++) {
                ring.publish(new UnsafeBuffer(new byte[16]), 0, 16, 0);
            }
            assertThat(ring.shutdown(10_000)).isTrue();
        }
        assertThat(seen).containsExactly("0 true 0", "1 true 0", "2 true 0", "3 false 1", "4 false 1", "5 false 1");
        assertThat(LatchStore.open(directory).standing()).isEmpty();
        assertThat(gate.mayWrite(Purpose.FLATTEN)).as("an operator's flatten").isTrue();
    }
}
