package io.parallax.gateway.polymarket.market;

import static io.parallax.gateway.polymarket.market.UsualOrder.UNUSUAL;

import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.QuotedNumber;

/**
 * Levels of one side of a book, {@code {"price":"0.48","size":"30"}} and a comma between two, with the gap
 * of {@link Key} behind commas.
 */
final class SideText {
    private static final int END = '"' | '}' << 8 | ']' << 16;
    private static final int END_MASK = 0xFF_FFFF;
    private static final int END_LENGTH = 3;

    /** No level is longer, up to the word behind it; every message has more than this behind one. */
    private static final int LEVEL_REACH = 64;

    private final LevelBatch levels;

    SideText(LevelBatch levels) {
        this.levels = levels;
    }

    /**
     * Reads from behind the opening bracket to behind the closing one; the levels follow those of the batch.
     *
     * @param gap spaces behind a comma, 0 or 1
     * @return address behind the side, or {@link UsualOrder#UNUSUAL}
     */
    long read(Object base, long at, long end, int gap, byte side) {
        if (at < end && FrameBytes.byteAt(base, at) == ']') {
            return at + 1;
        }
        if (at + LEVEL_REACH > end || Key.LEVEL.difference(base, at) != 0) {
            return UNUSUAL;
        }
        int first = levels.size();
        long[] values = levels.values();
        int most = Math.min(values.length >> 1, first + JsonCursor.MAX_ARRAY_ITEMS);
        long p = at + Key.LEVEL.length();
        for (int index = first; p + LEVEL_REACH <= end && index < most; ) {
            long word = FrameBytes.word(base, p);
            long quote = QuotedNumber.quote(word);
            p += QuotedNumber.length(quote);
            long price = QuotedNumber.price(word, quote);
            long odd = Key.difference(Key.SIZE, base, p, gap);
            p += Key.length(Key.SIZE, gap);
            word = FrameBytes.word(base, p);
            quote = QuotedNumber.quote(word);
            long qty;
            if (quote != 0) {
                p += QuotedNumber.length(quote);
                qty = QuotedNumber.decimal(word, quote);
            } else {
                long number = FastNumber.decimal(base, p);
                p += FastNumber.length(number);
                qty = FastNumber.value(number);
            }
            if (price <= 0 || qty < 0 || odd != 0) {
                return UNUSUAL;
            }
            values[2 * index] = price;
            values[2 * index + 1] = qty;
            index++;
            if (!Key.isNextObject(base, p, gap)) {
                levels.sides(first, index, side);
                levels.size(index);
                return ((int) FrameBytes.word(base, p) & END_MASK) == END ? p + END_LENGTH : UNUSUAL;
            }
            p += Key.toNextObject(gap);
            if (Key.LEVEL.difference(base, p) != 0) {
                return UNUSUAL;
            }
            p += Key.LEVEL.length();
        }
        return UNUSUAL;
    }
}
