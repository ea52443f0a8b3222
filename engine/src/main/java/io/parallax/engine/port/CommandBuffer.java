package io.parallax.engine.port;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Append-only list of SBE messages: the consequences of one event.
 *
 * <pre>
 *   +-----------+------------------+-----------+------------------+ ...
 *   | int32 len | header and body  | int32 len | header and body  |
 *   +-----------+------------------+-----------+------------------+ ...
 * </pre>
 *
 * Write: {@code offset = claim(); encoder.wrapAndApplyHeader(buffer(), offset, header)...; commit(length)}.
 * Capacity is bounded by the slot; {@link #claim()} throws when less than {@link #MAX_COMMAND_LENGTH} is left, which is a
 * bug in the engine (commands per event are bounded) and stops the process.
 */
public final class CommandBuffer {
    /** Largest command that does not say its length in advance, bytes. */
    public static final int MAX_COMMAND_LENGTH = 384;

    /** Bytes of the length in front of each message. */
    public static final int FRAME = Integer.BYTES;

    private final MutableDirectBuffer buffer;
    private final int capacity;
    private int length;

    public CommandBuffer(MutableDirectBuffer buffer) {
        this.buffer = buffer;
        this.capacity = buffer.capacity();
    }

    public void clear() {
        length = 0;
    }

    /** Offset at which the next message may be written. */
    public int claim() {
        return claim(MAX_COMMAND_LENGTH);
    }

    /** Offset at which the next message of up to so many bytes may be written. */
    public int claim(int messageLength) {
        if (length + FRAME + messageLength > capacity) {
            throw new IllegalStateException("commands of one event exceed " + capacity + " bytes");
        }
        return length + FRAME;
    }

    /** Keeps the message just written at {@link #claim}. */
    public void commit(int messageLength) {
        buffer.putInt(length, messageLength);
        length += FRAME + messageLength;
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Bytes left. */
    public int remaining() {
        return capacity - length;
    }

    /** Bytes used, frames included. */
    public int length() {
        return length;
    }

    /** Receives one message of a walk. */
    public interface Visitor {
        void onCommand(DirectBuffer buffer, int offset, int length);
    }

    /** Visits the messages of an encoded list in order. */
    public static void forEach(DirectBuffer list, int offset, int length, Visitor visitor) {
        int position = offset;
        int limit = offset + length;
        while (position < limit) {
            int messageLength = list.getInt(position);
            visitor.onCommand(list, position + FRAME, messageLength);
            position += FRAME + messageLength;
        }
    }
}
