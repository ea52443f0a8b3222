package io.parallax.gateway.http;

import java.util.function.BiConsumer;

/**
 * A call that keeps its request ready and writes it itself, without allocating: {@link HttpLine#start(String, String)}, headers that
 * are ready, body. What an ordinary call is asked for is not asked of it.
 */
public interface PreparedCall extends HttpCall {
    /**
     * Last thing before the bytes go: writes the whole request, its body last.
     *
     * @return false to withdraw the call; what was written is dropped
     */
    boolean writeRequest(RequestOut out);

    @Override
    default byte[] body() {
        throw new UnsupportedOperationException("a prepared call writes itself");
    }

    @Override
    default boolean beforeWrite(BiConsumer<String, String> headers) {
        throw new UnsupportedOperationException("a prepared call writes itself");
    }
}
