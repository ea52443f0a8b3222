package io.parallax.bench.alternative;

/**
 * The book as two sorted arrays of primitive pairs, best last, changed by shifting. Needs no tick grid and allocates
 * nothing; refused because a change away from the best moves every better level, and a busy market has hundreds.
 */
public final class SortedArrayBook {
    private final long[][] prices;
    private final long[][] qtys;
    private final int[] counts = new int[2];

    public SortedArrayBook(int capacity) {
        prices = new long[2][capacity];
        qtys = new long[2][capacity];
    }

    /** Sets the whole quantity of a level; 0 removes it. */
    public void set(boolean bid, long priceMicros, long qtyMicros) {
        int side = bid ? 0 : 1;
        long[] price = prices[side];
        long[] qty = qtys[side];
        int count = counts[side];
        long key = bid ? priceMicros : -priceMicros;
        int at = count;
        while (at > 0 && price[at - 1] > key) {
            at--;
        }
        boolean found = at > 0 && price[at - 1] == key;
        if (found && qtyMicros != 0) {
            qty[at - 1] = qtyMicros;
        } else if (found) {
            System.arraycopy(price, at, price, at - 1, count - at);
            System.arraycopy(qty, at, qty, at - 1, count - at);
            counts[side]--;
        } else if (qtyMicros != 0) {
            System.arraycopy(price, at, price, at + 1, count - at);
            System.arraycopy(qty, at, qty, at + 1, count - at);
            price[at] = key;
            qty[at] = qtyMicros;
            counts[side]++;
        }
    }

    /** Best price, -1 when the side is empty. */
    public long bestMicros(boolean bid) {
        int side = bid ? 0 : 1;
        return counts[side] == 0 ? -1 : Math.abs(prices[side][counts[side] - 1]);
    }

    /** Price times quantity over the first {@code depth} levels. */
    public long walk(boolean bid, int depth) {
        int side = bid ? 0 : 1;
        long sum = 0;
        int last = Math.max(0, counts[side] - depth);
        for (int i = counts[side] - 1; i >= last; i--) {
            sum += Math.abs(prices[side][i]) * (qtys[side][i] / 10_000);
        }
        return sum;
    }
}
