package io.parallax.gateway.polymarket.market;

import io.parallax.codecs.units.Micros;

/** Levels of one message, staged until the whole message is understood. Reused; capacity is what one frame may hold. */
final class LevelBatch {
    static final byte BID = 1;
    static final byte ASK = 2;

    private static final int CAPACITY = 20_000;

    private final int[] tokens = new int[CAPACITY];
    private final byte[] sides = new byte[CAPACITY];
    private final long[] prices = new long[CAPACITY];
    private final long[] quantities = new long[CAPACITY];
    private final boolean[] skipped = new boolean[CAPACITY];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void add(int token, byte side, long priceMicros, long qtyMicros) {
        tokens[size] = token;
        sides[size] = side;
        prices[size] = priceMicros;
        quantities[size] = qtyMicros;
        skipped[size] = false;
        size++;
    }

    int token(int index) {
        return tokens[index];
    }

    void token(int index, int token) {
        tokens[index] = token;
    }

    int slot(int index) {
        return tokens[index] >> 1;
    }

    byte side(int index) {
        return sides[index];
    }

    long priceMicros(int index) {
        return prices[index];
    }

    long qtyMicros(int index) {
        return quantities[index];
    }

    boolean isSkipped(int index) {
        return skipped[index];
    }

    void skip(int index) {
        skipped[index] = true;
    }

    /** Turns a level of the second outcome into one of the first: a bid at p is an ask at 1 - p. */
    void mirror(int index) {
        sides[index] = sides[index] == BID ? ASK : BID;
        prices[index] = Micros.ONE - prices[index];
    }

    /** Whether no level before it is of the same market. */
    boolean isFirstOfItsSlot(int index) {
        for (int i = 0; i < index; i++) {
            if (slot(i) == slot(index)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Leaves out levels of the market's second outcome that its first outcome's levels name too; all of them already in
     * terms of the first. Returns how many.
     */
    int skipMirrors(int slot) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (tokens[i] == 2 * slot + 1 && isNamedByFirst(i, slot)) {
                skipped[i] = true;
                count++;
            }
        }
        return count;
    }

    private boolean isNamedByFirst(int index, int slot) {
        for (int i = 0; i < size; i++) {
            if (tokens[i] == 2 * slot && prices[i] == prices[index] && sides[i] == sides[index]) {
                return true;
            }
        }
        return false;
    }
}
