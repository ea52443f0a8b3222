package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.json.ConstantPattern;
import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.QuotedNumber;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.VenueTime;

/**
 * Reads price changes, books, prints and best prices in the key order and spacing the venue uses, keys matched whole and numbers read by words.
 * The first byte that is other than usual ends the attempt, and the frame is read from its start by the general cursor: so
 * this class never says that a message is wrong, and takes only messages the general way reads alike. What it passes over
 * (hashes, best prices) it holds to plain text of the usual length.
 *
 * <p>Levels go to the batch given; the other values stand in the fields, good after {@link #message} found its end.
 */
final class UsualOrder {
    /** The message is not of the usual order. */
    static final long UNUSUAL = -1;

    /** {@code 0x} and 64 digits. */
    private static final int CONDITION_LENGTH = 66;
    /** Forty hex digits. */
    private static final int HASH_LENGTH = LevelBatch.HASH_LENGTH;
    /** {@code 0x} and 64 digits. */
    private static final int TRANSACTION_LENGTH = 66;

    /** Digits of a time. */
    private static final int MILLISECONDS_LENGTH = 13;

    private static final int END_OF_ENTRIES = '"' | '}' << 8 | ']' << 16;
    private static final int END_MASK = 0xFF_FFFF;
    private static final int END_LENGTH = 3;

    private static final int BUY = 'B' | 'U' << 8 | 'Y' << 16;
    private static final int SELL = 'S' | 'E' << 8 | 'L' << 16 | 'L' << 24;

    private final MarketTable markets;
    private final LevelBatch levels;
    private final SideText sides;
    private final ChangeText entries;

    int type;
    int slot;
    int token;
    long venueTimeNs;
    long tickMicros;
    long priceMicros;
    long qtyMicros;
    byte side;

    UsualOrder(MarketTable markets, LevelBatch levels) {
        this.markets = markets;
        this.levels = levels;
        sides = new SideText(levels);
        entries = new ChangeText(markets, levels);
    }

    /**
     * Reads the message at {@code at}.
     *
     * @param frameAt address of index 0 of the buffer that offsets count from
     * @param end address behind the frame's last byte
     * @return address behind the message, or {@link #UNUSUAL}
     */
    long message(Object base, long at, long end, long frameAt) {
        long p = at + Key.BEGIN.length();
        if (p + CONDITION_LENGTH + 2 * FrameBytes.WORD > end
                || Key.BEGIN.difference(base, at) != 0
                || (slot = markets.condition(base, p, CONDITION_LENGTH)) == MarketTable.ABSENT) {
            return UNUSUAL;
        }
        p += CONDITION_LENGTH;
        // Behind the closing quote and the comma.
        int gap = FrameBytes.byteAt(base, p + 2) == ' ' ? 1 : 0;
        levels.clear();
        long behind = Key.after(Key.FIRST_CHANGE, base, p, end, gap);
        return behind >= 0
                ? changes(base, behind, end, gap, frameAt)
                : ofToken(base, Key.after(Key.ASSET, base, p, end, gap), end, gap, frameAt);
    }

    /** From the token of a message about one. */
    private long ofToken(Object base, long at, long end, int gap, long frameAt) {
        if (at < 0 || (token = token(base, at, end)) < 0) {
            return UNUSUAL;
        }
        long p = at + markets.tokenLength(token);
        long behind = Key.after(Key.PRICE, base, p, end, gap);
        if (behind >= 0) {
            return trade(base, behind, end, gap);
        }
        behind = Key.after(Key.BEST_BID, base, p, end, gap);
        return behind >= 0 ? bestPrices(base, behind, end, gap) : book(base, p, end, gap, frameAt);
    }

    /** From the price of a print. */
    private long trade(Object base, long at, long end, int gap) {
        if (at + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long price = FastNumber.price(base, at);
        long p = Key.after(Key.SIZE, base, at + FastNumber.length(price), end, gap);
        if (price == FastNumber.ODD || p < 0 || p + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long qty = FastNumber.decimal(base, p);
        p = Key.after(Key.FEE_RATE, base, p + FastNumber.length(qty), end, gap);
        p = afterShortText(Key.SIDE, base, p, end, gap);
        if (qty == FastNumber.ODD || p < 0 || p + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        side = sideAt(base, p);
        p = time(base, Key.after(Key.TIME, base, p + sideLength(side), end, gap), end);
        p = Key.after(Key.OF_TRADE, base, p, end, gap);
        if (side == 0 || p < 0) {
            return UNUSUAL;
        }
        type = MarketWords.TRADE;
        priceMicros = FastNumber.value(price);
        qtyMicros = FastNumber.value(qty);
        if (p + 2 <= end && FrameBytes.byteAt(base, p) == '"' && FrameBytes.byteAt(base, p + 1) == '}') {
            return p + 2;
        }
        p = Key.after(Key.TRANSACTION, base, p, end, gap);
        // Two bytes more than the text: its quote and the closing brace.
        return p >= 0
                        && p + TRANSACTION_LENGTH + 2 <= end
                        && FrameBytes.isPlain(base, p, TRANSACTION_LENGTH)
                        && FrameBytes.byteAt(base, p + TRANSACTION_LENGTH) == '"'
                        && FrameBytes.byteAt(base, p + TRANSACTION_LENGTH + 1) == '}'
                ? p + TRANSACTION_LENGTH + 2
                : UNUSUAL;
    }

    /** From the best bid of an announcement, which is only counted. */
    private long bestPrices(Object base, long at, long end, int gap) {
        long p = afterShortText(Key.BEST_ASK, base, at, end, gap);
        p = afterShortText(Key.SPREAD, base, p, end, gap);
        p = time(base, afterShortText(Key.TIME, base, p, end, gap), end);
        type = MarketWords.BEST_BID_ASK;
        return Key.after(Key.END_OF_BEST_PRICES, base, p, end, gap);
    }

    private static byte sideAt(Object base, long at) {
        long word = FrameBytes.word(base, at);
        if ((word & 0xFF_FFFF) == BUY) {
            return LevelBatch.BID;
        }
        return (word & 0xFFFF_FFFFL) == SELL ? LevelBatch.ASK : 0;
    }

    private static int sideLength(byte side) {
        return side == LevelBatch.BID ? 3 : 4;
    }

    /** From the first entry's token. */
    private long changes(Object base, long at, long end, int gap, long frameAt) {
        long p = entries.read(base, at, end, gap, slot, frameAt, 0);
        if (p < 0) {
            return UNUSUAL;
        }
        int read = 1;
        if (Key.isNextObject(base, p, gap)) {
            p += Key.toNextObject(gap);
            if (Key.NEXT_CHANGE.difference(base, p) != 0) {
                return UNUSUAL;
            }
            read = 2;
            p = entries.read(base, p + Key.NEXT_CHANGE.length(), end, gap, slot, frameAt, 1);
        }
        if (p < 0 || ((int) FrameBytes.word(base, p) & END_MASK) != END_OF_ENTRIES) {
            return UNUSUAL;
        }
        p = time(base, Key.afterArray(Key.TIME, base, p + END_LENGTH, end, gap), end);
        levels.size(read);
        type = MarketWords.PRICE_CHANGE;
        return Key.after(Key.END_OF_CHANGES, base, p, end, gap);
    }

    /** From behind the token. */
    private long book(Object base, long at, long end, int gap, long frameAt) {
        long p = at;
        long timeAt = Key.after(Key.TIME, base, p, end, gap);
        boolean whole = timeAt >= 0;
        long hashAt = UNUSUAL;
        if (whole) {
            hashAt = Key.after(Key.HASH, base, time(base, timeAt, end), end, gap);
            p = afterHash(Key.BIDS, base, hashAt, end, gap);
        } else {
            p = Key.after(Key.BIDS, base, p, end, gap);
        }
        if (p < 0 || (p = sides.read(base, p, end, gap, LevelBatch.BID)) < 0) {
            return UNUSUAL;
        }
        p = Key.afterArray(Key.ASKS, base, p, end, gap);
        if (p < 0 || (p = sides.read(base, p, end, gap, LevelBatch.ASK)) < 0) {
            return UNUSUAL;
        }
        type = MarketWords.BOOK;
        tickMicros = JsonCursor.ABSENT;
        if (!whole) {
            hashAt = Key.afterArray(Key.HASH, base, p, end, gap);
            levels.hash(hashAt < 0 ? -1 : (int) (hashAt - frameAt));
            p = afterHash(Key.TIME, base, hashAt, end, gap);
            return Key.after(Key.END_OF_BOOK, base, time(base, p, end), end, gap);
        }
        levels.hash((int) (hashAt - frameAt));
        return tail(base, p, end, gap, frameAt);
    }

    /** Tick, last trade and version: behind the levels of a book sent on subscribing. */
    private long tail(Object base, long at, long end, int gap, long frameAt) {
        long p = Key.afterArray(Key.TICK, base, at, end, gap);
        if (p < 0 || p + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long tick = FastNumber.price(base, p);
        p = Key.after(Key.OF_BOOK, base, p + FastNumber.length(tick), end, gap);
        p = Key.after(Key.LAST_TRADE, base, p, end, gap);
        if (tick == FastNumber.ODD || p < 0 || p + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        tickMicros = FastNumber.value(tick);
        int length = FrameBytes.shortTextLength(base, p);
        if (length < 0) {
            return UNUSUAL;
        }
        levels.lastTrade((int) (p - frameAt), length);
        p += length;
        if (p + 2 <= end && FrameBytes.byteAt(base, p + 1) == '}') {
            return p + 2;
        }
        levels.v2();
        return Key.after(Key.END_OF_V2, base, p, end, gap);
    }

    /** The market's token whose id stands here, up to its closing quote; or a negative number. */
    private int token(Object base, long at, long end) {
        return markets.tokenOf(slot, base, at, end);
    }

    /** Time of the message; address behind it. */
    private long time(Object base, long at, long end) {
        if (at < 0 || at + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long milliseconds = QuotedNumber.milliseconds(base, at);
        if (milliseconds != QuotedNumber.ODD) {
            venueTimeNs = VenueTime.nanoseconds(milliseconds);
            return at + MILLISECONDS_LENGTH;
        }
        long time = FastNumber.unsigned(base, at);
        if (time == FastNumber.ODD) {
            return UNUSUAL;
        }
        venueTimeNs = VenueTime.nanoseconds(FastNumber.value(time));
        return at + FastNumber.length(time);
    }

    private static long afterHash(ConstantPattern key, Object base, long at, long end, int gap) {
        return at >= 0 && at + HASH_LENGTH <= end && FrameBytes.isHashLike(base, at)
                ? Key.after(key, base, at + HASH_LENGTH, end, gap)
                : UNUSUAL;
    }

    private static long afterShortText(ConstantPattern key, Object base, long at, long end, int gap) {
        if (at < 0 || at + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        int length = FrameBytes.shortTextLength(base, at);
        return length < 0 ? UNUSUAL : Key.after(key, base, at + length, end, gap);
    }
}
