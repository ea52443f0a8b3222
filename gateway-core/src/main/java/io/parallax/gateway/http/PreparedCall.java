package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import java.util.function.BiConsumer;

/**
 * A call that keeps its request ready and writes it itself, without allocating: request line, head and body as HTTP/1.1
 * has them. Of the line it takes {@link HttpLine#commonHead()}. What an ordinary call is asked for is not asked of it.
 */
public interface PreparedCall extends HttpCall {
    /**
     * Last thing before the bytes go: appends the whole request.
     *
     * @return false to withdraw the call; what was appended is dropped
     */
    boolean writeRequest(ByteBuf out);

    @Override
    default byte[] body() {
        throw new UnsupportedOperationException("a prepared call writes itself");
    }

    @Override
    default boolean beforeWrite(BiConsumer<String, String> headers) {
        throw new UnsupportedOperationException("a prepared call writes itself");
    }
}
