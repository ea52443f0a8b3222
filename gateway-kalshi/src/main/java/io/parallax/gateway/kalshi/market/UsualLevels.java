package io.parallax.gateway.kalshi.market;

import static io.parallax.gateway.kalshi.market.UsualText.NO;
import static io.parallax.gateway.kalshi.market.UsualText.mask;
import static io.parallax.gateway.kalshi.market.UsualText.word;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;

/**
 * One side of a snapshot as the venue spells it, {@code ["0.4700","3.00"],…}, read into a {@link LevelBuffer}: a word for
 * the price's digits, one for the quantity, one for what stands between two levels.
 */
final class UsualLevels {
    private static final long OPEN = word("[\"0.");
    private static final long MIDDLE = word("\0\0\0\0\",\"");
    private static final long MIDDLE_MASK = mask(7) & ~mask(4);
    /** Around the digits of a price, which are told from zeros by difference. */
    private static final String HEAD_TEXT = ".0000\",\"";

    private static final long HEAD = word(HEAD_TEXT);
    /** Added to a difference: marks a byte, by its high bit, that is above 9 where a digit stands, above 0 elsewhere. */
    private static final long HEAD_FIT = UsualText.fit(HEAD_TEXT);

    private static final long HIGHS = 0x8080808080808080L;
    /** A quantity's last two digits and what stands before the point of the next level's price. */
    private static final long NEXT = word("00\"],[\"0");

    private static final int NEXT_LENGTH = 7;
    private static final long LAST = word("\"]]");
    private static final long HUNDRED_MICROS = 100;
    private static final long MICROS_OF_HUNDREDTH = Micros.ONE / 100;
    private static final int OPEN_LENGTH = 4;
    /** From a price's first digit behind the point to its quantity. */
    private static final int QTY_AT = 7;
    /** The shortest rest of a snapshot, from the digits of its last price. */
    private static final int SHORTEST = 13;
    /** The most bytes looked at for one level, from the digits of its price to those of the next one. */
    private static final int REACH = 32;

    private final LevelBuffer levels;
    private final boolean yesPrices;
    private long oddQuantities;

    UsualLevels(LevelBuffer levels, boolean yesPrices) {
        this.levels = levels;
        this.yesPrices = yesPrices;
    }

    /** Quantities met so far that were not spelled in hundredths and took longer; for tests. */
    long oddQuantities() {
        return oddQuantities;
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
        long zero = ask && !yesPrices ? Micros.ONE : 0;
        long step = ask && !yesPrices ? -HUNDRED_MICROS : HUNDRED_MICROS;
        long at = from + OPEN_LENGTH;
        long last = end - REACH;
        int used = 0;
        while (at <= last) {
            long head = FrameBytes.word(base, at - 1) ^ HEAD;
            long word = FrameBytes.word(base, at + QTY_AT);
            int whole = UsualText.wholeDigits(word);
            long next = FrameBytes.word(base, at + QTY_AT + 1 + whole) ^ NEXT;
            long pairs = head * 10 + (head >>> 8);
            long price = (pairs >>> 8 & 0xFF) * 100 + (pairs >>> 24 & 0xFF);
            if (((head + HEAD_FIT | head) & HIGHS) != 0 || price == 0) {
                return NO;
            }
            long qtyMicros = UsualText.hundredths(word, whole, next) * MICROS_OF_HUNDREDTH;
            int length = whole + 3;
            if (qtyMicros < 0) {
                oddQuantities++;
                long qty = FastNumber.decimal(base, at + QTY_AT);
                if (qty == FastNumber.ODD) {
                    return NO;
                }
                qtyMicros = FastNumber.value(qty);
                length = FastNumber.length(qty);
                next = FrameBytes.word(base, at + QTY_AT + length - 2) ^ NEXT;
            }
            if (qtyMicros != 0) {
                ladder[used] = zero + step * price;
                ladder[used + 1] = qtyMicros;
                used += LevelBuffer.ENTRY;
            }
            at += QTY_AT + length;
            if (next >>> 16 != 0) {
                levels.used(ask, used);
                return (FrameBytes.word(base, at) & mask(3)) == LAST ? at + 3 : NO;
            }
            at += NEXT_LENGTH;
        }
        levels.used(ask, used);
        // The point before these digits was left to this turn of the loop.
        return FrameBytes.byteAt(base, at - 1) == '.' ? nearTheEnd(base, at, end, ask) : NO;
    }

    /** As {@link #side}, from the digits of a level's price, and reads no byte at or beyond {@code end}. */
    private long nearTheEnd(Object base, long from, long end, boolean ask) {
        long at = from;
        while (at + SHORTEST <= end) {
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
