package io.parallax.gateway.polymarket.verify;

import io.parallax.codecs.units.Micros;

/**
 * The levels of one market in terms of its first outcome, kept to be hashed. A whole book makes the room it needs and as
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

    /** One level of a whole book. Cheapest in ascending order of prices. @return false when the book is too long */
    boolean add(boolean bid, long priceMicros, long qtyMicros) {
        LevelList side = bid ? bids : asks;
        if (side.set(priceMicros, qtyMicros)) {
            return true;
        }
        if (side.capacity() >= MAX_LEVELS) {
            return false;
        }
        side.grow(2 * side.capacity());
        return side.set(priceMicros, qtyMicros);
    }

    /** A new total at a price, 0 = none. @return false when there was no room */
    boolean set(boolean bid, long priceMicros, long qtyMicros) {
        return (bid ? bids : asks).set(priceMicros, qtyMicros);
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
        if (second) {
            for (int i = asks.size() - 1; i >= 0; i--) {
                preimage.level(Micros.ONE - asks.priceMicros(i), asks.qtyMicros(i));
            }
        } else {
            for (int i = 0; i < bids.size(); i++) {
                preimage.level(bids.priceMicros(i), bids.qtyMicros(i));
            }
        }
        preimage.asks();
        if (second) {
            for (int i = 0; i < bids.size(); i++) {
                preimage.level(Micros.ONE - bids.priceMicros(i), bids.qtyMicros(i));
            }
        } else {
            for (int i = asks.size() - 1; i >= 0; i--) {
                preimage.level(asks.priceMicros(i), asks.qtyMicros(i));
            }
        }
    }
}
