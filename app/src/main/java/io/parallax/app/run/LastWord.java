package io.parallax.app.run;

import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.engine.port.EventPublisher;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A gateway's way onto the ring that ends in order: once {@link #end} was called, market data and feed status are dropped,
 * so that books stay as they were last seen while connections are closed. Own-order events pass to the last.
 */
final class LastWord implements EventPublisher {
    private final EventPublisher ring;
    private volatile boolean ended;

    LastWord(EventPublisher ring) {
        this.ring = ring;
    }

    /** From now on nothing about markets passes. */
    void end() {
        ended = true;
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        return ended || ring.offerMarketData(event, offset, length, receivedNanos);
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (ended && isFeedStatus(event, offset)) {
            return;
        }
        ring.publish(event, offset, length, receivedNanos);
    }

    private static boolean isFeedStatus(DirectBuffer event, int offset) {
        int templateId =
                event.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        return templateId == FeedStatusDecoder.TEMPLATE_ID;
    }
}
