package io.parallax.gateway.kalshi.market;

import static io.parallax.gateway.kalshi.market.UsualText.NO;
import static io.parallax.gateway.kalshi.market.UsualText.mask;
import static io.parallax.gateway.kalshi.market.UsualText.word;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;

/** One side of a snapshot as the venue spells it, {@code ["0.4700","3.00"],…]}, read into a {@link LevelBuffer}. */
final class UsualLevels {
    private static final long OPEN = word("[\"0.");
    private static final long MIDDLE = word("\",\"");
    private static final int HUNDRED_MICROS = 100;
    /** From a level's bracket to its quantity. */
    private static final int QTY_AT = 11;
    /** The shortest level and the two brackets and braces behind the last one. */
    private static final int SHORTEST = 17;

    private final LevelBuffer levels;
    private final boolean yesPrices;

    UsualLevels(LevelBuffer levels, boolean yesPrices) {
        this.levels = levels;
        this.yesPrices = yesPrices;
    }

    void clear() {
        levels.clear();
    }

    /** From behind the array's bracket to behind its closing bracket, or {@link UsualText#NO}. */
    long side(Object base, long from, long end, boolean ask) {
        long at = from;
        if (FrameBytes.byteAt(base, at) == ']') {
            return at + 1;
        }
        boolean complement = ask && !yesPrices;
        for (int i = 0; i < JsonCursor.MAX_ARRAY_ITEMS; i++) {
            if (at + SHORTEST > end) {
                return NO;
            }
            long head = FrameBytes.word(base, at);
            int price = UsualText.fourDigits(head);
            if ((head & mask(4)) != OPEN || price <= 0 || (FrameBytes.word(base, at + 8) & mask(3)) != MIDDLE) {
                return NO;
            }
            long qty = UsualText.decimalBefore(base, at + QTY_AT, end);
            at += QTY_AT + FastNumber.length(qty);
            if (qty == FastNumber.ODD || at + 3 > end || FrameBytes.byteAt(base, at + 1) != ']') {
                return NO;
            }
            long micros = (long) price * HUNDRED_MICROS;
            levels.add(ask, complement ? Micros.ONE - micros : micros, FastNumber.value(qty));
            int b = FrameBytes.byteAt(base, at + 2);
            at += 3;
            if (b != ',') {
                return b == ']' ? at : NO;
            }
        }
        return NO;
    }
}
