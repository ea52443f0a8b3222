package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedEncoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedEncoder;
import io.parallax.engine.port.TradingGate;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final TradingGate gate = new TradingGate();
    private final Watch watch = new Watch(gate);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private void engine(EngineState to) {
        new EngineStateChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .to(to)
                .cause("test");
        watch.onCommand(1, 0, buffer, 0, 0);
    }

    private void attempt(int pairId, AttemptState to) {
        new AttemptStateChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .pairId(pairId)
                .to(to);
        watch.onCommand(2, 0, buffer, 0, 0);
    }

    private void order(long orderId, OrderState to) {
        new OrderStateChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .to(to);
        watch.onCommand(3, 0, buffer, 0, 0);
    }

    @Test
    void shouldOpenGateOnlyWhileEngineAllows() {
        assertThat(gate.isOpen()).isFalse();
        engine(EngineState.RUNNING);
        assertThat(gate.isOpen()).isTrue();
        engine(EngineState.DRAINING);
        assertThat(gate.isOpen()).as("hedges and unwinds still leave").isTrue();
        engine(EngineState.HALTED);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void shouldBeQuietOnlyWithoutAttemptAndOrder() {
        assertThat(watch.isQuiet()).isTrue();
        attempt(3, AttemptState.OPENING);
        order(17, OrderState.OPEN);
        attempt(3, AttemptState.HEDGED);
        assertThat(watch.isQuiet()).as("an order is still live").isFalse();
        order(17, OrderState.UNKNOWN);
        assertThat(watch.isQuiet()).isFalse();
        order(17, OrderState.FILLED);
        assertThat(watch.isQuiet()).isTrue();
        assertThat(watch.counts().hedged()).isEqualTo(1);
    }
}
