package io.parallax.gateway.http;

import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/** One request with what happens to its answer. All methods run on the line's loop; exactly one end is told. */
public interface HttpCall {
    /** Such as {@code GET}. */
    String method();

    /** Path and query. */
    String path();

    /** JSON body, null = none. */
    byte[] body();

    /**
     * Last thing before the bytes are written: adds headers, such as a fresh signature.
     *
     * @return false to withdraw the call
     */
    boolean beforeWrite(BiConsumer<String, String> headers);

    /** The venue answered. The body is valid until the call returns. */
    void onAnswer(int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs);

    /** The answer that is told next says when to ask again at the earliest ({@code Retry-After}, in seconds). */
    default void onRetryAfter(long afterNs) {
        // of no use to most calls
    }

    /** There will be no answer. */
    void onFailure(HttpFailure failure);
}
