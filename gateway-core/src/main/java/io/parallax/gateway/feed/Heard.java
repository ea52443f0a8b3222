package io.parallax.gateway.feed;

import java.util.concurrent.TimeUnit;

/** Whether a line is to tell that data came over it: when some came since the last telling, four times a second at most. */
public final class Heard {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private boolean some;
    private boolean told;
    private long toldNanos;

    /** A new connection: what came before it is of no matter, and the first data are told at once. */
    public void restart() {
        some = false;
        told = false;
    }

    /** Data came. */
    public void data() {
        some = true;
    }

    /** Whether to tell now; true counts as told. */
    public boolean take(long nowNanos) {
        if (!some || told && nowNanos - toldNanos < PERIOD_NS) {
            return false;
        }
        some = false;
        told = true;
        toldNanos = nowNanos;
        return true;
    }
}
