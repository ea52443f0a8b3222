package io.parallax.app.capture;

import io.parallax.codecs.units.Micros;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Bids and asks of YES, total quantity by price, best first; prices and quantities in micros. */
public final class ReferenceBook {
    private final NavigableMap<Long, Long> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final NavigableMap<Long, Long> asks = new TreeMap<>();

    void clear() {
        bids.clear();
        asks.clear();
    }

    /** The new total at a price; zero takes the level away. */
    public void set(boolean bid, long priceMicros, long qtyMicros) {
        NavigableMap<Long, Long> side = bid ? bids : asks;
        if (qtyMicros == 0) {
            side.remove(priceMicros);
        } else {
            side.put(priceMicros, qtyMicros);
        }
    }

    /** Adds a signed quantity at a price. */
    void add(boolean bid, long priceMicros, long deltaMicros) {
        long before = (bid ? bids : asks).getOrDefault(priceMicros, 0L);
        set(bid, priceMicros, Math.addExact(before, deltaMicros));
    }

    /** Bids, best first. */
    public Map<Long, Long> bids() {
        return bids;
    }

    /** Asks, best first. */
    public Map<Long, Long> asks() {
        return asks;
    }

    /** Where the books differ first, in words, or empty text when they are equal. */
    public String difference(ReferenceBook other) {
        String inBids = difference("bid", bids, other.bids);
        return inBids.isEmpty() ? difference("ask", asks, other.asks) : inBids;
    }

    private static String difference(String side, Map<Long, Long> mine, Map<Long, Long> theirs) {
        Map<Long, long[]> joined = new TreeMap<>();
        mine.forEach((price, qty) -> joined.computeIfAbsent(price, p -> new long[2])[0] = qty);
        theirs.forEach((price, qty) -> joined.computeIfAbsent(price, p -> new long[2])[1] = qty);
        for (Map.Entry<Long, long[]> level : joined.entrySet()) {
            long[] qty = level.getValue();
            if (qty[0] != qty[1]) {
                return side + " " + Micros.format(level.getKey()) + ": " + Micros.format(qty[0]) + " against "
                        + Micros.format(qty[1]);
            }
        }
        return "";
    }
}
