package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Orders of this session by id and by hash, bounded: an ended order, the oldest where possible, gives way to a new one.
 * When none has ended, {@link #add} refuses and the order is not sent. Event loop only.
 */
public final class OrderTable {
    private static final int HASH_LENGTH = 32;
    private static final int HASH_TEXT_LENGTH = 66;

    private final Entry[] entries;
    private final Long2ObjectHashMap<Entry> byId = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Entry> byHash = new Long2ObjectHashMap<>();
    private final byte[] parsed = new byte[HASH_LENGTH];
    private int next;

    /**
     * What is known of an order when it is handed to the venue.
     *
     * @param slot position of the market in the table of markets
     * @param immediate FOK or FAK: it never rests
     * @param wholeMicros shares it moves when it is filled whole (at least, for an immediate buy)
     * @param sentNs time of the command
     * @param expiryNs until when it is to rest, 0 = no end
     */
    record Facts(
            long orderId,
            int slot,
            Outcome outcome,
            OrderAction action,
            boolean immediate,
            long wholeMicros,
            long sentNs,
            long expiryNs) {}

    /** One order that was handed to the venue, or is about to be. */
    public static final class Entry {
        private final Facts facts;
        private final byte[] hash;
        private final String hashText;
        private boolean done;
        private boolean accepted;
        private boolean answered;
        private boolean asking;

        private Entry(Facts facts, byte[] hash, String hashText) {
            this.facts = facts;
            this.hash = hash;
            this.hashText = hashText;
        }

        public long orderId() {
            return facts.orderId();
        }

        /** Position of the market in the table of markets. */
        public int slot() {
            return facts.slot();
        }

        public Outcome outcome() {
            return facts.outcome();
        }

        public OrderAction action() {
            return facts.action();
        }

        /** FOK or FAK: it never rests. */
        public boolean isImmediate() {
            return facts.immediate();
        }

        /** When the command was made. */
        public long sentNs() {
            return facts.sentNs();
        }

        /** The order's id at the venue, {@code 0x} and 64 hex digits. */
        public String hashText() {
            return hashText;
        }

        /** Whether its end was published. */
        public boolean isDone() {
            return done;
        }

        /** Marks the end as published; false when it was already. */
        public boolean end() {
            boolean first = !done;
            done = true;
            return first;
        }

        /** Marks the acceptance as published; false when it was already, or the order ended. */
        public boolean accept() {
            boolean first = !accepted && !done;
            accepted = true;
            return first;
        }

        /** Whether the call that sent it has ended, with whatever result. */
        public boolean isAnswered() {
            return answered;
        }

        void answered() {
            answered = true;
        }

        /** Whether the time it was to rest until has come. */
        public boolean isExpired(long nowNs) {
            return facts.expiryNs() != 0 && nowNs >= facts.expiryNs();
        }

        /** Why an order that never rests ended, by what it got. */
        public DoneReason immediateReason(long filledMicros) {
            return filledMicros >= facts.wholeMicros() ? DoneReason.FILLED : DoneReason.KILLED;
        }

        /** Begins an inquiry; false when one is under way. */
        public boolean beginAsking() {
            boolean first = !asking;
            asking = true;
            return first;
        }

        /** Ends an inquiry. */
        public void endAsking() {
            asking = false;
        }
    }

    public OrderTable(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("order table of " + capacity + ": must hold at least one order");
        }
        entries = new Entry[capacity];
    }

    /** Takes an order in; null when the table is full of orders that have not ended. */
    Entry add(Facts facts, byte[] hash, String hashText) {
        int place = freePlace();
        if (place < 0) {
            return null;
        }
        Entry old = entries[place];
        if (old != null) {
            byId.remove(old.orderId());
            byHash.remove(key(old.hash));
        }
        Entry entry = new Entry(facts, hash.clone(), hashText);
        entries[place] = entry;
        byId.put(facts.orderId(), entry);
        byHash.put(key(hash), entry);
        return entry;
    }

    private int freePlace() {
        for (int i = 0; i < entries.length; i++) {
            int place = next;
            next = (next + 1) % entries.length;
            if (entries[place] == null || entries[place].done) {
                return place;
            }
        }
        return -1;
    }

    /** The order, or null. */
    public Entry byId(long orderId) {
        return byId.get(orderId);
    }

    /** The order whose hash stands at {@code offset} as {@code 0x} and 64 hex digits, or null. */
    public Entry byHash(DirectBuffer text, int offset, int length) {
        if (length != HASH_TEXT_LENGTH || text.getByte(offset) != '0' || text.getByte(offset + 1) != 'x') {
            return null;
        }
        for (int i = 0; i < HASH_LENGTH; i++) {
            int high = Character.digit(text.getByte(offset + 2 + 2 * i), 16);
            int low = Character.digit(text.getByte(offset + 3 + 2 * i), 16);
            if ((high | low) < 0) {
                return null;
            }
            parsed[i] = (byte) (high << 4 | low);
        }
        Entry entry = byHash.get(key(parsed));
        return entry != null && Arrays.equals(entry.hash, parsed) ? entry : null;
    }

    /** Visits every order that has not ended. */
    public void forEachLive(Consumer<Entry> visitor) {
        for (Entry entry : entries) {
            if (entry != null && !entry.done) {
                visitor.accept(entry);
            }
        }
    }

    /** A hash is uniformly distributed: its first eight bytes name it, the rest confirms. */
    private static long key(byte[] hash) {
        long key = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            key = key << 8 | hash[i] & 0xFF;
        }
        return key;
    }
}
