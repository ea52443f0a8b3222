package io.parallax.gateway.order;

import java.util.concurrent.TimeUnit;

/**
 * How long an order may still be on its way. A venue that does not know an order proves nothing while the request may yet
 * arrive: a slow venue takes it after all, when nobody reckons with it any more.
 */
public final class LateArrival {
    /** Longer than venues and the hosts before them keep a request (20 s), shorter than a leg may stay naked by default (30 s). */
    static final long LATEST_NS = TimeUnit.SECONDS.toNanos(25);

    private LateArrival() {}

    /** @param sentNs when the order was decided, epoch nanoseconds; of the same clock as {@code nowNs} */
    public static boolean isPossible(long sentNs, long nowNs) {
        return nowNs - sentNs < LATEST_NS;
    }
}
