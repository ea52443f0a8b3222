package io.parallax.gateway.kalshi.market;

import static io.parallax.gateway.kalshi.market.UsualText.NO;
import static io.parallax.gateway.kalshi.market.UsualText.mask;
import static io.parallax.gateway.kalshi.market.UsualText.word;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;

/**
 * One side of a snapshot as the venue spells it, {@code ["0.4700","3.00"],…}, read into a {@link LevelBuffer}: a word for
 * the price's digits, one for the quantity, one for what stands between two levels.
 */
final class UsualLevels {
    private static final long OPEN = word("[\"0.");
    private static final long MIDDLE = word("\0\0\0\0\",\"");
    private static final long MIDDLE_MASK = mask(7) & ~mask(4);
    private static final long NEXT = word("\"],[\"0.");
    private static final long LAST = word("\"]]");
    private static final int HUNDRED_MICROS = 100;
    private static final int OPEN_LENGTH = 4;
    /** From a price's first digit behind the point to its quantity. */
    private static final int QTY_AT = 7;
    /** The shortest rest of a snapshot, from the digits of its last price. */
    private static final int SHORTEST = 13;
    /** The most bytes looked at for one level, from the digits of its price to those of the next one. */
    private static final int REACH = 32;

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
        if (FrameBytes.byteAt(base, from) == ']') {
            return from + 1;
        }
        if (from + OPEN_LENGTH + SHORTEST > end || (FrameBytes.word(base, from) & mask(4)) != OPEN) {
            return NO;
        }
        long[] ladder = levels.ladder(ask);
        long sign = ask && !yesPrices ? -1 : 1;
        long zero = ask && !yesPrices ? Micros.ONE : 0;
        long at = from + OPEN_LENGTH;
        int used = 0;
        for (int i = 0; i < JsonCursor.MAX_ARRAY_ITEMS; i++) {
            if (at + REACH > end) {
                levels.used(ask, used);
                return nearTheEnd(base, at, end, ask, i);
            }
            long head = FrameBytes.word(base, at);
            int price = UsualText.fourDigits(head);
            long qty = UsualText.qty(base, at + QTY_AT);
            if (price <= 0 || qty < 0 || (head & MIDDLE_MASK) != MIDDLE) {
                return NO;
            }
            if (qty >= UsualText.ONE_UNIT) {
                ladder[used] = zero + sign * price * HUNDRED_MICROS;
                ladder[used + 1] = FastNumber.value(qty);
                used += 2;
            }
            at += QTY_AT + FastNumber.length(qty);
            long between = FrameBytes.word(base, at);
            if ((between & mask(7)) != NEXT) {
                levels.used(ask, used);
                return (between & mask(3)) == LAST ? at + 3 : NO;
            }
            at += 7;
        }
        return NO;
    }

    /** As {@link #side}, from the digits of level {@code first}'s price, and reads no byte at or beyond {@code end}. */
    private long nearTheEnd(Object base, long from, long end, boolean ask, int first) {
        long at = from;
        for (int i = first; i < JsonCursor.MAX_ARRAY_ITEMS && at + SHORTEST <= end; i++) {
            long head = FrameBytes.word(base, at);
            int price = UsualText.fourDigits(head);
            long qty = UsualText.decimalBefore(base, at + QTY_AT, end);
            if (price <= 0 || (head & MIDDLE_MASK) != MIDDLE || qty == FastNumber.ODD) {
                return NO;
            }
            long micros = (long) price * HUNDRED_MICROS;
            levels.add(ask, ask && !yesPrices ? Micros.ONE - micros : micros, FastNumber.value(qty));
            at += QTY_AT + FastNumber.length(qty);
            if (at + 3 > end || FrameBytes.byteAt(base, at + 1) != ']') {
                return NO;
            }
            int b = FrameBytes.byteAt(base, at + 2);
            at += 3;
            if (b != ',') {
                return b == ']' ? at : NO;
            }
            if (at + FrameBytes.WORD > end || (FrameBytes.word(base, at) & mask(4)) != OPEN) {
                return NO;
            }
            at += OPEN_LENGTH;
        }
        return NO;
    }
}
