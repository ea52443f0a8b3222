package io.parallax.app.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What the loops have seen and the writer has not yet written. Writing is for any thread and never waits; reading for one.
 *
 * <pre>
 *   int64 receivedNs | int64 lost before | int32 line | int32 epoch | bytes
 * </pre>
 */
final class FrameRing {
    static final int FRAME = 1;
    static final int CONNECTED = 2;
    static final int DISCONNECTED = 3;

    private static final int LOST_OFFSET = 8;
    private static final int LINE_OFFSET = 16;
    private static final int EPOCH_OFFSET = 20;
    private static final int BODY_OFFSET = 24;

    private final RingBuffer ring;

    /** @param bytes a power of two; an eighth of it is the longest message */
    FrameRing(int bytes) {
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes + RingBufferDescriptor.TRAILER_LENGTH)
                .order(ByteOrder.nativeOrder());
        ring = new ManyToOneRingBuffer(new UnsafeBuffer(memory));
    }

    /** @return false when there is no room, and nothing was written */
    boolean offer(
            int type, long receivedNs, long lost, int line, int epoch, DirectBuffer bytes, int offset, int length) {
        if (BODY_OFFSET + length > ring.maxMsgLength()) {
            return false;
        }
        int index = ring.tryClaim(type, BODY_OFFSET + length);
        if (index < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        buffer.putLong(index, receivedNs);
        buffer.putLong(index + LOST_OFFSET, lost);
        buffer.putInt(index + LINE_OFFSET, line);
        buffer.putInt(index + EPOCH_OFFSET, epoch);
        buffer.putBytes(index + BODY_OFFSET, bytes, offset, length);
        ring.commit(index);
        return true;
    }

    /** Receives one message of the ring. */
    interface Reader {
        void on(int type, long receivedNs, long lost, int line, int epoch, byte[] bytes);
    }

    /** Whether everything written was read. */
    boolean isEmpty() {
        return ring.size() == 0;
    }

    /** Reads up to so many messages; returns how many, which is 0 before the ring's end too. */
    int read(Reader reader, int limit) {
        return ring.read(
                (type, buffer, index, length) -> {
                    byte[] bytes = new byte[length - BODY_OFFSET];
                    buffer.getBytes(index + BODY_OFFSET, bytes);
                    reader.on(
                            type,
                            buffer.getLong(index),
                            buffer.getLong(index + LOST_OFFSET),
                            buffer.getInt(index + LINE_OFFSET),
                            buffer.getInt(index + EPOCH_OFFSET),
                            bytes);
                },
                limit);
    }
}
