package io.parallax.gateway.http;

import io.netty.util.concurrent.Future;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.counters.Counters;
import org.agrona.DirectBuffer;

/** A call on its way: waiting, carried by a wire, or ended. Ends once. */
final class PendingCall {
    private final HttpCall call;
    private final Toll toll;
    private final long deadlineNs;
    private final long acceptedNs;
    private Future<?> expiry;
    private boolean held;
    private Wire carrier;
    private int streamId;
    private boolean ended;

    /** @param acceptedNs monotonic reading when it was handed in */
    PendingCall(HttpCall call, Toll toll, long deadlineNs, long acceptedNs) {
        this.call = call;
        this.toll = toll;
        this.deadlineNs = deadlineNs;
        this.acceptedNs = acceptedNs;
    }

    HttpCall call() {
        return call;
    }

    RequestKind kind() {
        return call.kind();
    }

    /** From the moment it may be sent to its whole answer. */
    long deadlineNs() {
        return deadlineNs;
    }

    long acceptedNs() {
        return acceptedNs;
    }

    /** Takes what it costs. @return whether it may be sent now */
    boolean pay(long nowNs) {
        return toll.take(call.kind(), call.items(), nowNs);
    }

    /** How many orders it is about. */
    int items() {
        return call.items();
    }

    /** How long until it may be sent after so many others like it. */
    long waitNs(long nowNs, int others) {
        return toll.waitNs(call.kind(), call.items() + others, nowNs);
    }

    /** Whether the wait for its tokens is worth it, beside what it waited already. */
    boolean mayWait(long waitNs, long nowNs) {
        return waitNs <= call.kind().patienceNs() - (nowNs - acceptedNs);
    }

    /** The venue refused it for the rate, or asked it to wait. */
    void refusedUntil(long untilNs, long nowNs) {
        toll.refusedUntil(untilNs, nowNs);
    }

    /** It waits for tokens. @return whether it did not before */
    boolean hold() {
        boolean first = !held;
        held = true;
        return first;
    }

    boolean isHeld() {
        return held;
    }

    void expiresWith(Future<?> timer) {
        if (expiry != null) {
            expiry.cancel(false);
        }
        expiry = timer;
    }

    /** What carries it, null while it waits. */
    Wire carrier() {
        return carrier;
    }

    /** @param stream its number on the wire, 0 where there are none */
    void carriedBy(Wire wire, int stream) {
        carrier = wire;
        streamId = stream;
    }

    int streamId() {
        return streamId;
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
                        case CONNECTION_LOST, RESET -> HttpCounter.LOST;
                        case UNREADABLE -> HttpCounter.UNREADABLE;
                        case RATE_LIMITED -> HttpCounter.RATE_LIMITED;
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
