package io.parallax.bench.alternative;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The book as two sorted maps, price to quantity, best first. Needs no tick grid and takes any price; refused because
 * every change boxes two numbers and walks a tree of scattered nodes.
 */
public final class TreeMapBook {
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();

    /** Sets the whole quantity of a level; 0 removes it. */
    public void set(boolean bid, long priceMicros, long qtyMicros) {
        NavigableMap<Long, Long> side = bid ? bids : asks;
        if (qtyMicros == 0) {
            side.remove(priceMicros);
        } else {
            side.put(priceMicros, qtyMicros);
        }
    }

    /** Best price, -1 when the side is empty. */
    public long bestMicros(boolean bid) {
        NavigableMap<Long, Long> side = bid ? bids : asks;
        return side.isEmpty() ? -1 : side.firstKey();
    }

    /** Price times quantity over the first {@code depth} levels, a stand-in for an evaluation's walk. */
    public long walk(boolean bid, int depth) {
        long sum = 0;
        int left = depth;
        for (Map.Entry<Long, Long> level : (bid ? bids : asks).entrySet()) {
            if (left-- == 0) {
                break;
            }
            sum += level.getKey() * (level.getValue() / 10_000);
        }
        return sum;
    }
}
