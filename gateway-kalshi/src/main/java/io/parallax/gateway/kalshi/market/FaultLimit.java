package io.parallax.gateway.kalshi.market;

import java.util.concurrent.TimeUnit;

/** How many faulty frames within a minute a connection is borne with. On the event loop. */
final class FaultLimit {
    /** Faults within a minute that are borne. */
    static final int PER_MINUTE = 10;

    private final long[] times = new long[PER_MINUTE];
    private int count;

    /** Notes a fault. @return whether it is one too many; the counting then begins anew */
    boolean exceeds(long nowNanos) {
        int slot = count++ % PER_MINUTE;
        if (count > PER_MINUTE && nowNanos - times[slot] < TimeUnit.MINUTES.toNanos(1)) {
            count = 0;
            return true;
        }
        times[slot] = nowNanos;
        return false;
    }
}
