package io.parallax.gateway.net;

import io.netty.buffer.ByteBuf;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The readable bytes of a Netty buffer as an Agrona buffer: the same memory where the buffer is one piece, a reused copy
 * where it is made of several. Valid until the Netty buffer is released or the view wraps another.
 */
public final class BytesView {
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private byte[] scratch = new byte[0];

    /** Points the view at the readable bytes; they begin at index 0. */
    public DirectBuffer wrap(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (bytes.hasMemoryAddress()) {
            view.wrap(bytes.memoryAddress() + bytes.readerIndex(), length);
        } else if (bytes.hasArray()) {
            view.wrap(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), length);
        } else {
            if (scratch.length < length) {
                scratch = new byte[Math.max(length, 64 * 1024)];
            }
            bytes.getBytes(bytes.readerIndex(), scratch, 0, length);
            view.wrap(scratch, 0, length);
        }
        return view;
    }
}
