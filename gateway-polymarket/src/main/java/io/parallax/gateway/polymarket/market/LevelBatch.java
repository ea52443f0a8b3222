package io.parallax.gateway.polymarket.market;

import io.parallax.codecs.units.Micros;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Levels of one message, staged until the whole message is understood, and where in its frame stand the texts by which
 * the venue lets a book be verified. Reused; capacity is what one frame may hold. Good during the call it is handed to.
 */
final class LevelBatch {
    static final byte BID = 1;
    static final byte ASK = 2;

    /** Hex digits of a book's hash. */
    static final int HASH_LENGTH = 40;
    /** In place of an offset, an outcome or a length: the message tells none. */
    static final int ABSENT = -1;

    private static final int CAPACITY = 20_000;
    /** Levels of a batch that is searched whole for the mirror of each. */
    private static final int MOST_SEARCHED = 64;

    private static final int SIDES = BID + ASK;

    private final int[] tokens = new int[CAPACITY];
    private final byte[] sides = new byte[CAPACITY];
    private final long[] values = new long[2 * CAPACITY];
    private final int[] hashes = new int[CAPACITY];
    private final boolean[] skipped = new boolean[CAPACITY];
    private int size;
    private DirectBuffer frame;
    private int hashOffset;
    private int lastTradeOffset;
    private int lastTradeLength;
    private boolean v2;
    private int tellingSlot;
    private int bookOutcome;
    private long gridMicros;
    private long gridInverse;
    private int disagreements;

    void frame(DirectBuffer buffer) {
        frame = buffer;
    }

    /** The frame; offsets below are into it. */
    DirectBuffer frame() {
        return frame;
    }

    void clear() {
        size = 0;
        hashOffset = ABSENT;
        lastTradeOffset = ABSENT;
        lastTradeLength = ABSENT;
        v2 = false;
        tellingSlot = ABSENT;
        bookOutcome = ABSENT;
    }

    int size() {
        return size;
    }

    /** Tells how many levels were written by {@link #set} or into the arrays. */
    void size(int count) {
        size = count;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void add(int token, byte side, long priceMicros, long qtyMicros, int hashAt) {
        set(size, token, side, priceMicros, qtyMicros, hashAt);
        size++;
    }

    void set(int index, int token, byte side, long priceMicros, long qtyMicros, int hashAt) {
        tokens[index] = token;
        sides[index] = side;
        values[2 * index] = priceMicros;
        values[2 * index + 1] = qtyMicros;
        hashes[index] = hashAt;
        skipped[index] = false;
    }

    /**
     * Price and quantity of every level in turn. Who writes them from a loop, writes {@link #sides} and {@link #size(int)}
     * after it.
     */
    long[] values() {
        return values;
    }

    /** Gives the levels from one index to before another their side. */
    void sides(int from, int to, byte side) {
        Arrays.fill(sides, from, to, side);
    }

    /** First level behind {@code from} that is of another side. */
    int endOfSide(int from) {
        byte side = sides[from];
        int to = from + 1;
        while (to < size && sides[to] == side) {
            to++;
        }
        return to;
    }

    /** Offset of the hash the message tells beside its levels. */
    void hash(int offset) {
        hashOffset = offset;
    }

    void lastTrade(int offset, int length) {
        lastTradeOffset = offset;
        lastTradeLength = length;
    }

    void v2() {
        v2 = true;
    }

    /** From here on the batch is told for one market; the outcome is that of a book, {@link #ABSENT} for changes. */
    void telling(int slot, int outcome) {
        tellingSlot = slot;
        bookOutcome = outcome;
    }

    /**
     * Offset of the 40 bytes of the book hash the venue tells for an outcome of the market that is being told (the last of
     * several), or {@link #ABSENT}.
     */
    int hashOffset(int outcome) {
        if (bookOutcome != ABSENT) {
            return outcome == bookOutcome ? hashOffset : ABSENT;
        }
        int its = 2 * tellingSlot + outcome;
        for (int i = size - 1; i >= 0; i--) {
            if (tokens[i] == its) {
                return hashes[i] != ABSENT ? hashes[i] : hashOffset;
            }
        }
        return ABSENT;
    }

    /** Outcome whose book the message is, 0 or 1; {@link #ABSENT} for changes. */
    int bookOutcome() {
        return bookOutcome;
    }

    /** Offset of the text of the last trade's price; {@link #ABSENT} where the message has none. */
    int lastTradeOffset() {
        return lastTradeOffset;
    }

    /** Bytes of that text, 0 for a market without trades; {@link #ABSENT} where the message has none. */
    int lastTradeLength() {
        return lastTradeLength;
    }

    /** Whether the message says that its market is one of the venue's second protocol. */
    boolean isV2() {
        return v2;
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
        return values[2 * index];
    }

    long qtyMicros(int index) {
        return values[2 * index + 1];
    }

    boolean isSkipped(int index) {
        return skipped[index];
    }

    void skip(int index) {
        skipped[index] = true;
    }

    /** Turns a level of the second outcome into one of the first: a bid at p is an ask at 1 - p. */
    void mirror(int index) {
        sides[index] = (byte) (SIDES - sides[index]);
        values[2 * index] = Micros.ONE - values[2 * index];
    }

    /** Makes every level one of the token's book, none skipped, in terms of the first outcome. */
    void adoptAll(int token) {
        Arrays.fill(tokens, 0, size, token);
        Arrays.fill(skipped, 0, size, false);
        if ((token & 1) == 1) {
            for (int i = 0; i < size; i++) {
                mirror(i);
            }
        }
    }

    /** Whether every price is on the grid. */
    boolean isOnGrid(long tickMicros) {
        grid(tickMicros);
        long inverse = gridInverse;
        long rest = 0;
        for (int i = 0; i < size; i++) {
            rest |= values[2 * i] - (values[2 * i] * inverse >>> 40) * tickMicros;
        }
        return rest == 0;
    }

    /**
     * Brings the levels of one market into terms of its first outcome.
     *
     * @param tickMicros of its grid, 0 = not known
     * @return how many there are, or {@link #ABSENT} when the price of one is not on the grid
     */
    int adoptChanges(int slot, long tickMicros) {
        long tick = tickMicros == 0 ? 1 : tickMicros;
        grid(tick);
        int changed = 0;
        for (int i = 0; i < size; i++) {
            int token = tokens[i];
            if (token >> 1 == slot) {
                long price = values[2 * i];
                if (price != (price * gridInverse >>> 40) * tick) {
                    return ABSENT;
                }
                if ((token & 1) == 1) {
                    mirror(i);
                }
                changed++;
            }
        }
        return changed;
    }

    /** Division by the grid as a multiplication: exact, because prices and ticks are at most a million, below 2^20. */
    private void grid(long tickMicros) {
        if (gridMicros != tickMicros) {
            gridMicros = tickMicros;
            gridInverse = (1L << 40) / tickMicros + 1;
        }
    }

    /**
     * Leaves out levels of the market's second outcome that its first outcome's levels name too; all of them already in
     * terms of the first. Returns how many.
     */
    int skipMirrors(int slot) {
        int number = 0;
        disagreements = 0;
        for (int i = 0; i < size && size > 1; i++) {
            if (tokens[i] == 2 * slot + 1) {
                int first = namedByFirst(i, slot);
                if (first != ABSENT) {
                    skipped[i] = true;
                    number++;
                    disagreements += values[2 * first + 1] == values[2 * i + 1] ? 0 : 1;
                }
            }
        }
        return number;
    }

    /** How many of the levels last left out have another size than the level that names them. */
    int disagreements() {
        return disagreements;
    }

    /**
     * The venue puts the two entries of a level side by side, so the neighbours are asked before all others; and alone in a
     * long batch, where a mirror not found is one level told twice.
     */
    private int namedByFirst(int index, int slot) {
        if (index > 0 && isMirror(index - 1, index, slot)) {
            return index - 1;
        }
        if (index + 1 < size && isMirror(index + 1, index, slot)) {
            return index + 1;
        }
        for (int i = 0; i < size && size <= MOST_SEARCHED; i++) {
            if (isMirror(i, index, slot)) {
                return i;
            }
        }
        return ABSENT;
    }

    private boolean isMirror(int index, int of, int slot) {
        return tokens[index] == 2 * slot && values[2 * index] == values[2 * of] && sides[index] == sides[of];
    }
}
