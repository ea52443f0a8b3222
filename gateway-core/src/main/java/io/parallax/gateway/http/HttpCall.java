package io.parallax.gateway.http;

import io.parallax.gateway.budget.RequestKind;
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

    /** What it is for: who waits and who does not where a venue permits few requests. */
    default RequestKind kind() {
        return RequestKind.READ;
    }

    /** How many orders it is about, where the venue counts those and not requests. */
    default int items() {
        return 1;
    }

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
