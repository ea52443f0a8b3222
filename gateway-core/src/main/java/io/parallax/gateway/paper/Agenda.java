package io.parallax.gateway.paper;

import java.util.PriorityQueue;

/** What is to happen, in order of time and, at one time, of entry. Bounded: {@link #hasRoom} is asked before an order. */
final class Agenda {
    /** Most that one order causes at its arrival: each fill is told twice, and answers and an expiry come beside. */
    private static final int TASKS_AN_ORDER = 2 * DepthWalk.MAX_TAKES + 8;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final int capacity;
    private long number;

    Agenda(int capacity) {
        this.capacity = capacity;
    }

    private record Entry(long dueNs, long number, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Whether one more thing may begin: room is kept for what the orders under way still cause. */
    boolean hasRoom(int liveOrders) {
        return entries.size() + (liveOrders + 1) * TASKS_AN_ORDER <= capacity;
    }

    /**
     * Enters a task.
     *
     * @throws IllegalStateException when the capacity is used up, which {@link #hasRoom} and the bound on takes exclude
     */
    void at(long dueNs, Runnable task) {
        if (entries.size() >= capacity) {
            throw new IllegalStateException("agenda of a paper venue holds " + capacity
                    + " tasks: an order caused more than hasRoom keeps for it, which is a bug");
        }
        entries.add(new Entry(dueNs, number++, task));
    }

    /** When the next task is due, {@link Long#MAX_VALUE} when there is none. */
    long nextNs() {
        Entry head = entries.peek();
        return head == null ? Long.MAX_VALUE : head.dueNs();
    }

    /** Runs the next task. */
    void runNext() {
        entries.poll().task().run();
    }

    int size() {
        return entries.size();
    }
}
