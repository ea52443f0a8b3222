package io.parallax.gateway.kalshi.market;

import static io.parallax.gateway.kalshi.market.UsualText.NO;
import static io.parallax.gateway.kalshi.market.UsualText.mask;
import static io.parallax.gateway.kalshi.market.UsualText.word;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.FrameBytes;

/**
 * The fields of a delta in the order in which the venue sends them, behind its {@code market_ticker}:
 * <pre>
 * ,"market_id":"7f83cad1-c053-41eb-94ca-41a60f08764e","price_dollars":"0.4200","delta_fp":"-12.50","side":"no",
 * "ts":"2026-05-14T04:38:12.1Z","ts_ms":1778733492123}
 * </pre>
 * Nothing is searched for: what must stand where is compared in words, all differences together, and only the lengths of the
 * quantity, the side and the time's fraction move what follows. {@code ts_ms} may be absent. Any other order, field or
 * spelling is left to {@link UsualFrame}'s way, field by field. The fields are good only after {@link #read} found the end.
 */
final class UsualDelta {
    private static final long ID = word(",\"market");
    private static final long ID_MORE = word("et_id\":\"");
    private static final int ID_AT = 14;
    private static final long PRICE = word("\",\"price");
    private static final long PRICE_MORE = word("_dollars");
    private static final long PRICE_END = word("ars\":\"0.");
    private static final int PRICE_AT = ID_AT + UsualText.ID_LENGTH;
    private static final int DIGITS_AT = PRICE_AT + 21;
    private static final long DELTA = word("\0\0\0\0\",\"d");
    private static final long DELTA_MORE = word("elta_fp\"");
    private static final long DELTA_END = word("ta_fp\":\"");
    private static final int QTY_AT = DIGITS_AT + 18;
    private static final long SIDE = word("\",\"side\"");
    private static final long SIDE_NO = word(":\"no\",");
    private static final long SIDE_YES = word(":\"yes\",");
    /** With {@code no}; {@code yes} is longer by one. */
    private static final int SIDE_LENGTH = 14;

    private static final long TIME = word("\"ts\":\"");
    private static final int TIME_AT = 6;
    private static final long TS_MS = word(",\"ts_ms\"");
    private static final int TS_MS_LENGTH = 9;

    /** The most bytes looked at from the quantity on, up to behind the side. */
    private static final int QTY_REACH = 28;
    /** The same from the key of the time's text, up to behind the text's closing quote. */
    private static final int TIME_REACH = TIME_AT + UsualText.TIME_LENGTH + FrameBytes.WORD;

    private static final long HUNDRED_MICROS = 100;
    private static final long MICROS_OF_HUNDREDTH = Micros.ONE / 100;

    /** Whether it is on the NO side. */
    boolean second;
    /** As the frame says it. */
    long priceMicros;

    long qtyMicros;
    /** Epoch milliseconds, 0 when not told. */
    long timeMs;

    /** From behind the ticker's closing quote to behind the brace that ends {@code msg}, or {@link UsualText#NO}. */
    long read(Object base, long from, long end) {
        if (from + QTY_AT + QTY_REACH > end) {
            return NO;
        }
        long digits = FrameBytes.word(base, from + DIGITS_AT);
        long odd = FrameBytes.word(base, from) ^ ID
                | FrameBytes.word(base, from + 6) ^ ID_MORE
                | FrameBytes.word(base, from + PRICE_AT) ^ PRICE
                | FrameBytes.word(base, from + PRICE_AT + 8) ^ PRICE_MORE
                | FrameBytes.word(base, from + PRICE_AT + 13) ^ PRICE_END
                | (digits ^ DELTA) & ~mask(4)
                | FrameBytes.word(base, from + DIGITS_AT + 8) ^ DELTA_MORE
                | FrameBytes.word(base, from + DIGITS_AT + 10) ^ DELTA_END
                | UsualText.idDifference(base, from + ID_AT);
        int price = UsualText.fourDigits(digits);
        if (odd != 0 || price <= 0) {
            return NO;
        }
        priceMicros = price * HUNDRED_MICROS;
        return fromQty(base, from + QTY_AT, end);
    }

    private long fromQty(Object base, long from, long end) {
        // Signs and sides come at random: they are reckoned with instead of branched on.
        int minus = (FrameBytes.byteAt(base, from) ^ '-') - 1 >>> 31;
        long at = from + minus;
        long word = FrameBytes.word(base, at);
        int whole = UsualText.wholeDigits(word);
        long places = FrameBytes.word(base, at + whole + 1) ^ UsualText.ZEROS;
        long micros = UsualText.hundredths(word, whole, places) * MICROS_OF_HUNDREDTH;
        at += whole + 3;
        long side = FrameBytes.word(base, at + 8);
        long yes = side >>> 16 & 1;
        long sideText = SIDE_NO ^ (SIDE_NO ^ SIDE_YES) & -yes;
        long sideMask = mask(6) | mask(7) & -yes;
        long odd = FrameBytes.word(base, at) ^ SIDE | (side ^ sideText) & sideMask;
        at += SIDE_LENGTH + yes;
        if (at + TIME_REACH > end) {
            return NO;
        }
        odd |= (FrameBytes.word(base, at) ^ TIME) & mask(6) | UsualText.timeDifference(base, at + TIME_AT);
        int fraction = FrameBytes.shortTextLength(base, at + TIME_AT + UsualText.TIME_LENGTH);
        at += TIME_AT + UsualText.TIME_LENGTH + fraction + 1;
        if (micros < 0 || odd != 0 || fraction < 0) {
            return NO;
        }
        second = yes == 0;
        qtyMicros = (micros ^ -minus) + minus;
        return fromTime(base, at, end);
    }

    private long fromTime(Object base, long from, long end) {
        timeMs = 0;
        long at = from;
        if (FrameBytes.byteAt(base, at) == ',') {
            long digits = at + TS_MS_LENGTH;
            at = digits + UsualText.MILLIS_DIGITS;
            if (at >= end) {
                return NO;
            }
            timeMs = UsualText.millis(base, digits);
            if (timeMs < 0 || FrameBytes.word(base, from) != TS_MS || FrameBytes.byteAt(base, digits - 1) != ':') {
                return NO;
            }
        }
        return FrameBytes.byteAt(base, at) == '}' ? at + 1 : NO;
    }
}
