package io.parallax.sim.fault;

/** The times one venue puts on its market data: right, or wrong on demand. Written and read by the loop. */
public final class SentTimes {
    private WrongTime how = WrongTime.RIGHT;

    /** From now on times are wrong in this way. */
    public void become(WrongTime newHow) {
        how = newHow;
    }

    /** The time to send for this one, epoch ns. */
    public long of(long timestampNs) {
        return how.ns(timestampNs);
    }
}
