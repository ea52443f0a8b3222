package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** One event with its place: what every judge is given of it. Reused. */
final class Slot {
    private static final int NS_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    World world;
    long sequence;
    DirectBuffer event;
    int offset;
    int templateId;

    void wrap(World world, long sequence, DirectBuffer event, int offset) {
        this.world = world;
        this.sequence = sequence;
        this.event = event;
        this.offset = offset;
        templateId = header.wrap(event, offset).templateId();
    }

    /** The process's own time of the event, epoch nanoseconds. */
    long timestampNs() {
        return event.getLong(offset + NS_OFFSET);
    }

    /** Header of the event, for a decoder's wrapAndApplyHeader. */
    MessageHeaderDecoder header() {
        return header;
    }
}
