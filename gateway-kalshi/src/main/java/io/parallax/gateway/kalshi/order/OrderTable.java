package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.DoneReason;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Orders of this session, bounded: an ended order, the oldest where possible, gives way to a new one. When none has ended
 * {@link #add} refuses and the order is not sent. Event loop only.
 */
public final class OrderTable {
    private final Entry[] entries;
    private final Long2ObjectHashMap<Entry> byId = new Long2ObjectHashMap<>();
    private int next;

    /** One order that was handed to the venue, or is about to be. */
    public static final class Entry {
        final long orderId;
        final int market;
        final boolean immediate;
        final long qtyMicros;
        final long sentNs;
        String venueOrderId = "";
        boolean asking;
        private final long sessionId;
        private String clientOrderId;
        private boolean done;
        private boolean accepted;

        Entry(long orderId, int market, long sessionId, boolean immediate, long qtyMicros, long sentNs) {
            this.orderId = orderId;
            this.market = market;
            this.sessionId = sessionId;
            this.immediate = immediate;
            this.qtyMicros = qtyMicros;
            this.sentNs = sentNs;
        }

        /** What the venue knows it by. Made when somebody asks. */
        String clientOrderId() {
            if (clientOrderId == null) {
                clientOrderId = OrderIds.clientOrderId(sessionId, orderId);
            }
            return clientOrderId;
        }

        /** Its end was published. */
        boolean isDone() {
            return done;
        }

        /** @return whether the end may be published now: the first time only */
        boolean end() {
            boolean first = !done;
            done = true;
            return first;
        }

        /** @return whether the acceptance may be published now: once, and not after the end */
        boolean accept() {
            boolean first = !accepted && !done;
            accepted = true;
            return first;
        }

        DoneReason reason(long filledMicros) {
            if (filledMicros >= qtyMicros) {
                return DoneReason.FILLED;
            }
            return immediate ? DoneReason.KILLED : DoneReason.CANCELLED;
        }
    }

    public OrderTable(int capacity) {
        entries = new Entry[capacity];
    }

    /** @return false when no place is free */
    boolean add(Entry entry) {
        for (int tried = 0; tried < entries.length; tried++) {
            int place = next;
            next = next + 1 == entries.length ? 0 : next + 1;
            if (entries[place] == null || entries[place].done) {
                if (entries[place] != null) {
                    byId.remove(entries[place].orderId);
                }
                entries[place] = entry;
                byId.put(entry.orderId, entry);
                return true;
            }
        }
        return false;
    }

    /** The order, or null. */
    Entry find(long orderId) {
        return byId.get(orderId);
    }

    /** Our id of an order by the venue's, 0 when it is not in the table. Walks the table. */
    long orderIdOf(String venueOrderId) {
        for (Entry entry : entries) {
            if (entry != null && entry.venueOrderId.equals(venueOrderId)) {
                return entry.orderId;
            }
        }
        return 0;
    }

    /** Whether an order without an end has no venue id yet: a fill under a strange id may be its. */
    boolean hasUnnamed() {
        for (Entry entry : entries) {
            if (entry != null && !entry.done && entry.venueOrderId.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any order has not ended. */
    boolean hasLive() {
        for (Entry entry : entries) {
            if (entry != null && !entry.done) {
                return true;
            }
        }
        return false;
    }

    /** Visits every order that has not ended. */
    void forEachLive(java.util.function.Consumer<Entry> visitor) {
        for (Entry entry : entries) {
            if (entry != null && !entry.done) {
                visitor.accept(entry);
            }
        }
    }
}
