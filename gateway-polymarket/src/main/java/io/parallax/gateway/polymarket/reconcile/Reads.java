package io.parallax.gateway.polymarket.reconcile;

import io.netty.channel.EventLoop;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.polymarket.order.Calls;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** GETs that are asked again twice when the venue is busy, fails or does not answer. Event loop only. */
public final class Reads {
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int TRIES = 3;
    private static final long PAUSE_MS = 300;

    private final Calls calls;
    private final EventLoop loop;
    private final Counters<ReconcileCounter> counters;

    /** Takes a body; it is valid until the call returns. */
    @FunctionalInterface
    interface Body {
        void on(DirectBuffer body, int offset, int length, long receivedEpochNs);
    }

    public Reads(Calls calls, EventLoop loop, Counters<ReconcileCounter> counters) {
        this.calls = calls;
        this.loop = loop;
        this.counters = counters;
    }

    /** Reads one path: exactly one of both is told. */
    void get(String path, Body body, Runnable failed) {
        get(path, 1, body, failed);
    }

    private void get(String path, int attempt, Body told, Runnable failed) {
        calls.send(
                "GET",
                path,
                (status, body, offset, length, nanos, epochNs) -> {
                    if (status == OK) {
                        told.on(body, offset, length, epochNs);
                    } else if (status == TOO_MANY || status >= SERVER_ERRORS) {
                        again(path, attempt, told, failed);
                    } else {
                        failed.run();
                    }
                },
                failure -> again(path, attempt, told, failed));
    }

    private void again(String path, int attempt, Body told, Runnable failed) {
        if (attempt == TRIES) {
            failed.run();
            return;
        }
        counters.count(ReconcileCounter.READS_REPEATED);
        loop.schedule(() -> get(path, attempt + 1, told, failed), PAUSE_MS * attempt, TimeUnit.MILLISECONDS);
    }
}
