package io.parallax.gateway.polymarket.verify;

import io.parallax.codecs.units.Micros;

/**
 * The levels of one market in terms of its first outcome, kept to be hashed. Asks are kept as what they are to the second
 * outcome, bids at the rest of one, so that either side ends with its best price, where most changes are. A whole book makes the room it needs and as
 * much again; single changes never allocate. A change that finds no room leaves the book unusable until the next whole one.
 */
final class HashedBook {
    /** Levels a side to begin with: 2 KiB a book. */
    private static final int FIRST_LEVELS = 64;

    /** Prices of the finest grid; no side can hold more. */
    private static final int MAX_LEVELS = 16_384;

    private final LevelList bids = new LevelList(FIRST_LEVELS);
    private final LevelList asks = new LevelList(FIRST_LEVELS);

    void clear() {
        bids.clear();
        asks.clear();
    }

    /** One level of a whole book. Cheapest from the outermost price to the best. @return false when the book is too long */
    boolean add(boolean bid, long priceMicros, long qtyMicros) {
        LevelList side = bid ? bids : asks;
        long key = bid ? priceMicros : Micros.ONE - priceMicros;
        if (side.set(key, qtyMicros)) {
            return true;
        }
        if (side.capacity() >= MAX_LEVELS) {
            return false;
        }
        side.grow(2 * side.capacity());
        return side.set(key, qtyMicros);
    }

    /**
     * Levels of one side of a whole book, as {@link #add} each.
     *
     * @param told price and quantity of each level in turn
     */
    boolean addAll(boolean bid, long[] told, int from, int to) {
        LevelList side = bid ? bids : asks;
        boolean fits = true;
        for (int i = from; (i = side.append(told, i, to, !bid)) < to; i++) {
            if (told[2 * i + 1] > 0) {
                fits &= add(bid, told[2 * i], told[2 * i + 1]);
            }
        }
        return fits;
    }

    /** A new total at a price, 0 = none. @return false when there was no room */
    boolean set(boolean bid, long priceMicros, long qtyMicros) {
        return bid ? bids.set(priceMicros, qtyMicros) : asks.set(Micros.ONE - priceMicros, qtyMicros);
    }

    /** Makes room where a side is more than half full. Allocates; for whole books and idle moments. */
    void makeRoom() {
        makeRoom(bids);
        makeRoom(asks);
    }

    private static void makeRoom(LevelList side) {
        if (2 * side.size() > side.capacity() && side.capacity() < MAX_LEVELS) {
            side.grow(2 * side.capacity());
        }
    }

    int levels() {
        return bids.size() + asks.size();
    }

    /** Bytes of the arrays. */
    int capacityBytes() {
        return 2 * Long.BYTES * (bids.capacity() + asks.capacity());
    }

    /** Writes both sides as the venue orders them: bids ascending, asks descending, of the outcome asked for. */
    void write(Preimage preimage, byte[] beginning, long timestampMs, boolean second) {
        preimage.begin(beginning, timestampMs, levels());
        LevelList own = second ? asks : bids;
        for (int i = 0; i < own.size(); i++) {
            preimage.level(own.priceMicros(i), own.qtyMicros(i));
        }
        preimage.asks();
        LevelList other = second ? bids : asks;
        for (int i = 0; i < other.size(); i++) {
            preimage.level(Micros.ONE - other.priceMicros(i), other.qtyMicros(i));
        }
    }
}
