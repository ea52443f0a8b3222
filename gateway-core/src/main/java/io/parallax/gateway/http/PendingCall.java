package io.parallax.gateway.http;

import io.netty.util.concurrent.Future;
import io.parallax.gateway.counters.Counters;
import org.agrona.DirectBuffer;

/** A call on its way: waiting, carried by a connection, or ended. Ends once. */
final class PendingCall {
    private final HttpCall call;
    private Future<?> expiry;
    private HttpConnection carrier;
    private boolean ended;

    PendingCall(HttpCall call) {
        this.call = call;
    }

    HttpCall call() {
        return call;
    }

    void expiresWith(Future<?> timer) {
        expiry = timer;
    }

    /** The connection that carries it, null while it waits. */
    HttpConnection carrier() {
        return carrier;
    }

    void carriedBy(HttpConnection connection) {
        carrier = connection;
    }

    boolean isEnded() {
        return ended;
    }

    /** @param retryAfterNs 0 = not said */
    void answer(
            int status, DirectBuffer body, int length, long retryAfterNs, long receivedNanos, long receivedEpochNs) {
        if (end()) {
            if (retryAfterNs > 0) {
                call.onRetryAfter(retryAfterNs);
            }
            call.onAnswer(status, body, 0, length, receivedNanos, receivedEpochNs);
        }
    }

    void fail(HttpFailure failure, Counters<HttpCounter> counters) {
        if (end()) {
            counters.count(
                    switch (failure) {
                        case TIMEOUT -> HttpCounter.TIMEOUTS;
                        case CONNECTION_LOST -> HttpCounter.LOST;
                        case UNREADABLE -> HttpCounter.UNREADABLE;
                        default -> HttpCounter.NOT_SENT;
                    });
            call.onFailure(failure);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (expiry != null) {
            expiry.cancel(false);
        }
        return true;
    }
}
