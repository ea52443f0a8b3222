package io.parallax.gateway.feed;

import java.util.Arrays;

/**
 * The markets that share a connection, or two connections that follow the same: each slot of the market table has a place
 * in its shard, which stays the same while it is a member.
 */
public final class Shard {
    /** No slot, or no place. */
    public static final int NONE = -1;

    private final Shards shards;
    private final int number;
    private final int[] slots;
    private int size;
    private int limit;

    Shard(Shards shards, int number, int capacity) {
        this.shards = shards;
        this.number = number;
        this.slots = new int[capacity];
        this.limit = capacity;
        Arrays.fill(slots, NONE);
    }

    /** From 0 within the venue. */
    public int number() {
        return number;
    }

    /** Line of one of its copies. */
    public int line(int copy) {
        return Shards.line(number, copy);
    }

    /** Places there are. */
    public int capacity() {
        return slots.length;
    }

    /** Members there are. */
    public int size() {
        return size;
    }

    /** Slot of the market at a place, or {@link #NONE}. */
    public int slotAt(int place) {
        return slots[place];
    }

    /** Place of a market, {@link #NONE} when it is not a member. */
    public int placeOf(int slot) {
        return shards.shardOf(slot) == number ? shards.placeOf(slot) : NONE;
    }

    /** The venue takes no more markets here than there are. */
    public void close() {
        limit = size;
    }

    boolean hasRoom() {
        return size < limit;
    }

    /** @return the place */
    int add(int slot) {
        int place = 0;
        while (slots[place] != NONE) {
            place++;
        }
        slots[place] = slot;
        size++;
        return place;
    }

    void removeAt(int place) {
        slots[place] = NONE;
        size--;
    }
}
