package io.parallax.gateway.kalshi.market;

import static io.parallax.gateway.kalshi.market.UsualText.NO;
import static io.parallax.gateway.kalshi.market.UsualText.mask;
import static io.parallax.gateway.kalshi.market.UsualText.word;

import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import org.agrona.DirectBuffer;

/**
 * Book and trade frames as the venue spells them: no white space, {@code type}, {@code sid}, {@code seq}, {@code msg} in
 * this order, the fields of {@code msg} in any order, prices and quantities as short decimal strings. Keys are compared and
 * numbers read eight bytes at a time.
 *
 * <p>The first byte that is other than usual ends the attempt, and the frame is read from its start by the general reader:
 * this class never says that a frame is wrong, and takes only what the general reader reads alike. What it passes over is
 * held to plain text. The fields are good only after {@link #read} named a type.
 */
final class UsualFrame {
    /** No sound frame of a kind read here is shorter. */
    private static final int SHORTEST = 64;
    /** So short that no array in it can have too many items: {@code ["0.0100","1"],} is the least of a level. */
    private static final int LONGEST = 15 * JsonCursor.MAX_ARRAY_ITEMS;
    /** The envelope's numbers, from the sid to the first key of {@code msg}. */
    private static final int NUMBERS_REACH = 48;
    /** No field that is read, with the two braces behind the last one, is shorter. */
    private static final int FIELD_REACH = 23;

    private static final long TYPE = word("{\"type\":");
    private static final long BOOK = word("\"orderbo");
    private static final long DELTA = word("ok_delta");
    private static final long DELTA_SID = word("\",\"sid\":");
    private static final long SNAPSHOT = word("ok_snaps");
    private static final long SNAPSHOT_SID = word("hot\",\"si");
    private static final long SNAPSHOT_COLON = word("d\":");
    private static final long TRADE = word("\"trade\",");
    private static final long TRADE_SID = word("\"sid\":");
    private static final long SEQ = word(",\"seq\":");
    private static final long MSG = word(",\"msg\":{");
    private static final long SENDING = word(",\"sendin");
    private static final long SENDING_MORE = word("g_ts_ms\"");
    private static final int SENDING_LENGTH = 17;

    private static final long MARKET = word("\"market_");
    private static final long TICKER = word("ticker\":");
    private static final long PRICE = word("\"price_d");
    private static final long PRICE_MORE = word("ollars\":");
    private static final long DELTA_FP = word("\"delta_f");
    private static final long FP = word("p\":\"");
    private static final long SIDE = word("\"side\":");
    private static final long SIDE_YES = word("yes\"");
    private static final long SIDE_NO = word("no\"");
    private static final long TS_MS = word("\"ts_ms\":");
    private static final long YES_LEVELS = word("\"yes_dol");
    private static final long YES_LEVELS_MORE = word("lars_fp\"");
    private static final long YES_LEVELS_END = word(":[");
    private static final long NO_LEVELS = word("\"no_doll");
    private static final long NO_LEVELS_MORE = word("ars_fp\":");
    private static final long YES_PRICE = word("\"yes_pri");
    private static final long YES_PRICE_MORE = word("ce_dolla");
    private static final long YES_PRICE_END = word("rs\":\"");
    private static final long COUNT = word("\"count_f");
    private static final long TAKER = word("\"taker_b");
    private static final long TAKER_MORE = word("ook_side");
    private static final long TAKER_BID = word("\":\"bid\"");
    private static final long TAKER_ASK = word("\":\"ask\"");
    private static final long BLOCK = word("\"is_bloc");
    private static final long BLOCK_MORE = word("k_trade\"");

    /** Bits of the fields met in {@code msg}. */
    private static final int HAS_TICKER = 1;

    private static final int HAS_PRICE = 2;
    private static final int HAS_QTY = 4;
    private static final int HAS_SIDE = 8;
    private static final int HAS_TIME = 16;
    private static final int HAS_BLOCK = 32;
    private static final int HAS_YES = 64;
    private static final int HAS_NO = 128;
    private static final int HAS_CHANGE = HAS_TICKER | HAS_PRICE | HAS_QTY | HAS_SIDE;

    private final Markets markets;
    private final UsualLevels levels;
    private final UsualDelta ordered = new UsualDelta();
    private boolean wasOrdered;
    /** The last market met, which is mostly the next one too; -1 before the first. */
    private int lastMarket = TextMap.ABSENT;

    /** Digits of the last sequence number. */
    private int sequenceLength = 1;

    private int met;
    int sid;
    long sequence;
    /** Epoch milliseconds, 0 when not told. */
    long sendingMs;

    int market;
    /** Of a delta: whether it is on the NO side. Of a trade: whether the taker was on the ask side. */
    boolean second;
    /** As the frame says it. */
    long priceMicros;

    long qtyMicros;
    /** Epoch milliseconds, 0 when not told. */
    long timeMs;

    boolean block;

    UsualFrame(Markets markets, boolean yesPrices, LevelBuffer levels) {
        this.markets = markets;
        this.levels = new UsualLevels(levels, yesPrices);
    }

    /** Type of the frame as {@link FrameReader} numbers it; {@link UsualText#NO} when it is not of the usual kind. */
    int read(DirectBuffer frame, int offset, int length) {
        if (length < SHORTEST || length > LONGEST || !FrameBytes.IS_SUPPORTED) {
            return NO;
        }
        frame.boundsCheck(offset, length);
        Object base = frame.byteArray();
        long at = frame.addressOffset() + offset;
        long end = at + length;
        if (FrameBytes.word(base, at) != TYPE) {
            return NO;
        }
        long kind = FrameBytes.word(base, at + 8);
        long more = FrameBytes.word(base, at + 16);
        long rest = FrameBytes.word(base, at + 24);
        met = 0;
        timeMs = 0;
        if (kind == BOOK && more == DELTA && rest == DELTA_SID) {
            at = numbers(base, at + 32, end);
            if (at < 0) {
                return NO;
            }
            long behind = ordered(base, at, end);
            boolean isRead =
                    behind >= 0 ? tail(base, behind, end) : tail(base, delta(base, at, end), end) && isMet(HAS_CHANGE);
            return isRead ? FrameReader.DELTA : NO;
        }
        if (kind == BOOK
                && more == SNAPSHOT
                && rest == SNAPSHOT_SID
                && (FrameBytes.word(base, at + 32) & mask(3)) == SNAPSHOT_COLON) {
            at = numbers(base, at + 35, end);
            return at >= 0 && tail(base, snapshot(base, at, end), end) && isMet(HAS_TICKER) ? FrameReader.SNAPSHOT : NO;
        }
        if (kind == TRADE && (more & mask(6)) == TRADE_SID) {
            block = false;
            at = numbers(base, at + 22, end);
            return at >= 0 && tail(base, trade(base, at, end), end) && isMet(HAS_CHANGE) ? FrameReader.TRADE : NO;
        }
        return NO;
    }

    private boolean isMet(int fields) {
        return (met & fields) == fields;
    }

    /** From the sid's digits to the first key of {@code msg}. */
    private long numbers(Object base, long from, long end) {
        if (from + NUMBERS_REACH > end) {
            return NO;
        }
        long at = from;
        int value = FrameBytes.byteAt(base, at++) - '0';
        if (value < 0 || value > 9) {
            return NO;
        }
        for (int digit; (digit = FrameBytes.byteAt(base, at) - '0') >= 0 && digit <= 9; at++) {
            value = value * 10 + digit;
            if (at - from > 3 || FrameBytes.byteAt(base, from) == '0') {
                return NO;
            }
        }
        if (value >= SequenceTracker.MAX_SID || (FrameBytes.word(base, at) & mask(7)) != SEQ) {
            return NO;
        }
        sid = value;
        return sequence(base, at + 7);
    }

    /** From the sequence number to the first key of {@code msg}. It mostly has as many digits as the last one had. */
    private long sequence(Object base, long at) {
        int length = sequenceLength;
        if (FrameBytes.word(base, at + length) != MSG) {
            length = FastNumber.length(FastNumber.unsigned(base, at));
            if (length > FastNumber.MAX_DIGITS || FrameBytes.word(base, at + length) != MSG) {
                return NO;
            }
            sequenceLength = length;
        }
        sequence = FastNumber.digits(base, at, length);
        return sequence == FastNumber.ODD ? NO : at + length + 8;
    }

    /** From behind the brace that ends {@code msg} to the end of the frame. */
    private boolean tail(Object base, long from, long end) {
        long at = from;
        if (at < 0 || at >= end) {
            return false;
        }
        sendingMs = 0;
        if (FrameBytes.byteAt(base, at) == ',') {
            if (at + SENDING_LENGTH + UsualText.MILLIS_DIGITS >= end
                    || FrameBytes.word(base, at) != SENDING
                    || FrameBytes.word(base, at + 8) != SENDING_MORE
                    || FrameBytes.byteAt(base, at + 16) != ':'
                    || (sendingMs = UsualText.millis(base, at + SENDING_LENGTH)) < 0) {
                return false;
            }
            at += SENDING_LENGTH + UsualText.MILLIS_DIGITS;
        }
        return FrameBytes.byteAt(base, at) == '}'
                && (at + 1 == end || at + 2 == end && FrameBytes.byteAt(base, at + 1) == '\n');
    }

    /** As {@link #delta}, for the fields the venue sends in its order. */
    private long ordered(Object base, long from, long end) {
        wasOrdered = false;
        if (from + FIELD_REACH > end
                || FrameBytes.word(base, from) != MARKET
                || FrameBytes.word(base, from + 8) != TICKER) {
            return NO;
        }
        long at = ticker(base, from, end);
        long behind = at < 0 ? NO : ordered.read(base, at, end);
        if (behind < 0) {
            met = 0;
            return NO;
        }
        wasOrdered = true;
        second = ordered.second;
        priceMicros = ordered.priceMicros;
        qtyMicros = ordered.qtyMicros;
        timeMs = ordered.timeMs;
        return behind;
    }

    /** Quantities of levels that took the longer way; for tests. */
    long oddQuantities() {
        return levels.oddQuantities();
    }

    /** Whether the last delta had its fields in the venue's order; for tests. */
    boolean wasOrdered() {
        return wasOrdered;
    }

    /** From the first key of {@code msg} to behind its closing brace. */
    private long delta(Object base, long from, long end) {
        long at = from;
        while (at + FIELD_REACH <= end) {
            long key = FrameBytes.word(base, at);
            if (key == MARKET && FrameBytes.word(base, at + 8) == TICKER) {
                at = ticker(base, at, end);
            } else if (key == PRICE) {
                at = price(base, at, end, FrameBytes.word(base, at + 8) == PRICE_MORE, 17);
            } else if (key == DELTA_FP) {
                at = qty(base, at, end, true);
            } else if ((key & mask(7)) == SIDE) {
                at = side(base, at);
            } else if (key == TS_MS) {
                at = time(base, at);
            } else {
                at = UsualText.skipField(base, at, end);
            }
            if (at < 0 || at >= end) {
                return NO;
            }
            int b = FrameBytes.byteAt(base, at++);
            if (b != ',') {
                return b == '}' ? at : NO;
            }
        }
        return NO;
    }

    private long trade(Object base, long from, long end) {
        long at = from;
        while (at + FIELD_REACH <= end) {
            long key = FrameBytes.word(base, at);
            if (key == MARKET && FrameBytes.word(base, at + 8) == TICKER) {
                at = ticker(base, at, end);
            } else if (key == YES_PRICE && FrameBytes.word(base, at + 8) == YES_PRICE_MORE) {
                at = price(base, at, end, (FrameBytes.word(base, at + 15) >>> 8 & mask(5)) == YES_PRICE_END, 21);
            } else if (key == COUNT) {
                at = qty(base, at, end, false);
            } else if (key == TAKER && FrameBytes.word(base, at + 8) == TAKER_MORE) {
                at = taker(base, at, end);
            } else if (key == BLOCK && FrameBytes.word(base, at + 8) == BLOCK_MORE) {
                at = block(base, at, end);
            } else if (key == TS_MS) {
                at = time(base, at);
            } else {
                at = UsualText.skipField(base, at, end);
            }
            if (at < 0 || at >= end) {
                return NO;
            }
            int b = FrameBytes.byteAt(base, at++);
            if (b != ',') {
                return b == '}' ? at : NO;
            }
        }
        return NO;
    }

    private long snapshot(Object base, long from, long end) {
        levels.clear();
        long at = from;
        while (at + FIELD_REACH <= end) {
            long key = FrameBytes.word(base, at);
            if (key == MARKET && FrameBytes.word(base, at + 8) == TICKER) {
                at = ticker(base, at, end);
            } else if (key == YES_LEVELS && FrameBytes.word(base, at + 8) == YES_LEVELS_MORE) {
                boolean opens = (FrameBytes.word(base, at + 11) >>> 40 & mask(2)) == YES_LEVELS_END;
                at = opens && meet(HAS_YES) ? levels.side(base, at + 18, end, false) : NO;
            } else if (key == NO_LEVELS && FrameBytes.word(base, at + 8) == NO_LEVELS_MORE) {
                boolean opens = FrameBytes.byteAt(base, at + 16) == '[';
                at = opens && meet(HAS_NO) ? levels.side(base, at + 17, end, true) : NO;
            } else {
                at = UsualText.skipField(base, at, end);
            }
            if (at < 0 || at >= end) {
                return NO;
            }
            int b = FrameBytes.byteAt(base, at++);
            if (b != ',') {
                return b == '}' ? at : NO;
            }
        }
        return NO;
    }

    /** Notes that a field was met; false the second time. */
    private boolean meet(int field) {
        boolean first = (met & field) == 0;
        met |= field;
        return first;
    }

    private long ticker(Object base, long key, long end) {
        long at = key + 17;
        if (FrameBytes.byteAt(base, at - 1) != '"' || !meet(HAS_TICKER)) {
            return NO;
        }
        if (lastMarket >= 0) {
            int length = markets.tickerLength(lastMarket);
            if (at + length < end
                    && FrameBytes.byteAt(base, at + length) == '"'
                    && markets.isTickerAt(lastMarket, base, at)) {
                market = lastMarket;
                return at + length + 1;
            }
        }
        int length = FrameBytes.textLength(base, at, end);
        market = length < 0 ? TextMap.ABSENT : markets.indexOf(base, at, length);
        if (market < 0) {
            return NO;
        }
        lastMarket = market;
        return at + length + 1;
    }

    /** @param matches whether the rest of the key is as it should be */
    private long price(Object base, long key, long end, boolean matches, int keyLength) {
        long at = key + keyLength;
        if (!matches || at + FastNumber.REACH > end || FrameBytes.byteAt(base, at - 1) != '"' || !meet(HAS_PRICE)) {
            return NO;
        }
        long price = FastNumber.price(base, at);
        priceMicros = FastNumber.value(price);
        return price == FastNumber.ODD || priceMicros == 0 ? NO : at + FastNumber.length(price) + 1;
    }

    private long qty(Object base, long key, long end, boolean signed) {
        long at = key + 12;
        if ((FrameBytes.word(base, key + 8) & mask(4)) != FP || at + 1 + FastNumber.REACH > end || !meet(HAS_QTY)) {
            return NO;
        }
        long qty = signed ? FastNumber.signedDecimal(base, at) : FastNumber.decimal(base, at);
        qtyMicros = FastNumber.value(qty);
        return qty == FastNumber.ODD ? NO : at + FastNumber.length(qty) + 1;
    }

    private long side(Object base, long key) {
        long word = FrameBytes.word(base, key + 8);
        boolean yes = (word & mask(4)) == SIDE_YES;
        second = !yes;
        return FrameBytes.byteAt(base, key + 7) == '"' && (yes || (word & mask(3)) == SIDE_NO) && meet(HAS_SIDE)
                ? key + (yes ? 12 : 11)
                : NO;
    }

    private long taker(Object base, long key, long end) {
        if (key + 24 > end) {
            return NO;
        }
        long word = FrameBytes.word(base, key + 16) & mask(7);
        second = word == TAKER_ASK;
        return (second || word == TAKER_BID) && meet(HAS_SIDE) ? key + 23 : NO;
    }

    private long block(Object base, long key, long end) {
        long at = key + 17;
        int value = at + 8 > end || FrameBytes.byteAt(base, at - 1) != ':' ? NO : UsualText.bool(base, at);
        block = value == 1;
        return value >= 0 && meet(HAS_BLOCK) ? at + (block ? 4 : 5) : NO;
    }

    private long time(Object base, long key) {
        timeMs = UsualText.millis(base, key + 8);
        return timeMs >= 0 && meet(HAS_TIME) ? key + 8 + UsualText.MILLIS_DIGITS : NO;
    }
}
