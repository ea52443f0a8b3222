package io.parallax.app.demo;

import io.parallax.app.run.TradingSession;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.engine.port.CommandSink;
import org.agrona.DirectBuffer;

/**
 * Halts a session at the worst moment: a leg is bought and its hedge is about to leave. The dispatch thread, but for
 * {@link #arm}.
 */
final class HaltAtHedge implements CommandSink {
    private final TradingSession session;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private volatile boolean armed;

    HaltAtHedge(TradingSession session) {
        this.session = session;
    }

    /** From now on the next hedge is the moment. */
    void arm() {
        armed = true;
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        if (!armed || header.wrap(buffer, offset).templateId() != AttemptStateChangedDecoder.TEMPLATE_ID) {
            return;
        }
        attempt.wrapAndApplyHeader(buffer, offset, header);
        if (attempt.to() == AttemptState.HEDGING) {
            armed = false;
            session.halt("demo", "halted between two legs, as asked by --halt-after");
        }
    }
}
