package io.parallax.sim.flow;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Work in order of its time; work of one instant runs in the order it was added. */
final class Agenda {
    /** No work planned. */
    static final long NEVER = Long.MAX_VALUE;

    private record Entry(long timestampNs, long number, Runnable work) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::timestampNs).thenComparingLong(Entry::number));
    private int speedPercent;
    private long count;
    private long nowNs;

    /** @param speedPercent pace: delays shrink by it */
    Agenda(int speedPercent) {
        this.speedPercent = speedPercent;
    }

    /** Changes the pace of what is planned from now on. */
    void speed(int percent) {
        speedPercent = percent;
    }

    /** Time of the work running now, or of the last that ran. */
    long nowNs() {
        return nowNs;
    }

    void start(long timestampNs) {
        nowNs = timestampNs;
    }

    /** The instant this far from now, at the agenda's pace. */
    long after(long delayNs) {
        return nowNs + delayNs * 100 / speedPercent;
    }

    void in(long delayNs, Runnable work) {
        entries.add(new Entry(after(delayNs), count++, work));
    }

    long nextNs() {
        return entries.isEmpty() ? NEVER : entries.peek().timestampNs;
    }

    void runUntil(long timestampNs) {
        while (!entries.isEmpty() && entries.peek().timestampNs <= timestampNs) {
            Entry entry = entries.poll();
            nowNs = entry.timestampNs;
            entry.work.run();
        }
        nowNs = Math.max(nowNs, timestampNs);
    }
}
