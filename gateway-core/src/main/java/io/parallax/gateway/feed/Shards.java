package io.parallax.gateway.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which market of a venue is followed on which connections. Markets are spread over shards of at most so many; a market
 * joins the shard with the fewest members that has room, and when none has, a new one. Each shard has one or two
 * connections, its copies; a line is the number of a copy: twice the shard's, plus the copy's.
 */
public final class Shards {
    /** Shards of a venue: a line's number fits into a byte. */
    public static final int MAX_SHARDS = 127;

    private final int marketsPerShard;
    private final List<Shard> shards = new ArrayList<>();
    private int[] shardOf = new int[0];
    private int[] placeOf = new int[0];

    public Shards(int marketsPerShard) {
        if (marketsPerShard <= 0) {
            throw new IllegalArgumentException(marketsPerShard + " markets on one connection: must be positive");
        }
        this.marketsPerShard = marketsPerShard;
    }

    public static int line(int shard, int copy) {
        return 2 * shard + copy;
    }

    public static int shardOfLine(int line) {
        return line >> 1;
    }

    public static int copyOfLine(int line) {
        return line & 1;
    }

    /**
     * Gives a market a place.
     *
     * @param slot of the market table, not yet a member of any shard
     * @return its shard, which may be new
     * @throws IllegalStateException when every shard is full
     */
    public Shard add(int slot) {
        if (shardOf(slot) != Shard.NONE) {
            throw new IllegalStateException("market " + slot + " is followed already");
        }
        Shard least = null;
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            if (shard.hasRoom() && (least == null || shard.size() < least.size())) {
                least = shard;
            }
        }
        if (least == null) {
            if (shards.size() == MAX_SHARDS) {
                throw new IllegalStateException("market " + slot + " finds all " + MAX_SHARDS + " connections of "
                        + marketsPerShard + " markets full; allow more markets on one connection");
            }
            least = open();
        }
        grow(slot);
        shardOf[slot] = least.number();
        placeOf[slot] = least.add(slot);
        return least;
    }

    /** One more shard, empty. */
    public Shard open() {
        Shard shard = new Shard(this, shards.size(), marketsPerShard);
        shards.add(shard);
        return shard;
    }

    /** Frees the market's place, for the next one to come. */
    public void remove(int slot) {
        get(shardOf[slot]).removeAt(placeOf[slot]);
        shardOf[slot] = Shard.NONE;
        placeOf[slot] = Shard.NONE;
    }

    public int count() {
        return shards.size();
    }

    public Shard get(int number) {
        return shards.get(number);
    }

    /** Shard of a market, {@link Shard#NONE} when it is followed by none. */
    public int shardOf(int slot) {
        return slot >= 0 && slot < shardOf.length ? shardOf[slot] : Shard.NONE;
    }

    /** Place of a market in its shard, {@link Shard#NONE} when it is followed by none. */
    public int placeOf(int slot) {
        return slot >= 0 && slot < placeOf.length ? placeOf[slot] : Shard.NONE;
    }

    private void grow(int slot) {
        int length = shardOf.length;
        if (slot >= length) {
            int wanted = Math.max(slot + 1, 2 * length);
            shardOf = Arrays.copyOf(shardOf, wanted);
            placeOf = Arrays.copyOf(placeOf, wanted);
            Arrays.fill(shardOf, length, wanted, Shard.NONE);
            Arrays.fill(placeOf, length, wanted, Shard.NONE);
        }
    }
}
