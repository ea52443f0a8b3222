package io.parallax.app.simulate.disk;

/** The state of the journal's disk, which faults change. */
public final class SimDisk {
    private long stalledUntilNs;
    private boolean full;
    private boolean failing;
    private long syncedEveryNs;

    /** @param syncedEveryNs how long the machine keeps a page in memory before it is on the disk */
    public SimDisk(long syncedEveryNs) {
        this.syncedEveryNs = syncedEveryNs;
    }

    /** Appends wait until an instant of simulated time. */
    public void stallUntil(long untilNs) {
        stalledUntilNs = Math.max(stalledUntilNs, untilNs);
    }

    /** Until when appends wait; in the past when they do not. */
    public long stalledUntilNs() {
        return stalledUntilNs;
    }

    /** No space is left, or there is some again. */
    public void full(boolean on) {
        full = on;
    }

    /** Every append fails, or none does. */
    public void failing(boolean on) {
        failing = on;
    }

    /** Why an append cannot be done now, or null. */
    public String refusal() {
        return full ? "no space left on device" : failing ? "input/output error" : null;
    }

    long syncedEveryNs() {
        return syncedEveryNs;
    }
}
