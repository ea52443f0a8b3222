package io.parallax.engine.ring;

import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EventPublisher;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place of the ring. Written by its publisher, then by the engine handler, then only read.
 *
 * <pre>
 *   one direct buffer:  | event, up to 2,048 bytes | consequences, up to 6,144 bytes |
 * </pre>
 */
final class EventSlot {
    static final int COMMANDS_CAPACITY = 6144;

    final UnsafeBuffer event;
    final CommandBuffer commands;
    int eventLength;
    long receivedNanos;

    EventSlot() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(
                EventPublisher.MAX_EVENT_LENGTH + COMMANDS_CAPACITY + BitUtil.CACHE_LINE_LENGTH);
        event = new UnsafeBuffer(bytes, 0, EventPublisher.MAX_EVENT_LENGTH);
        commands = new CommandBuffer(new UnsafeBuffer(bytes, EventPublisher.MAX_EVENT_LENGTH, COMMANDS_CAPACITY));
    }
}
