package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.json.BytePattern;
import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
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
    /** No level is longer, counted from its price to the word behind it; every message has more than this behind one. */
    private static final int LEVEL_REACH = 64;

    /** Any number read that is not {@link FastNumber#ODD} and not zero is this or more. */
    private static final long NOT_ZERO = 1 << 8;

    private static final int BUY = 'B' | 'U' << 8 | 'Y' << 16;
    private static final int SELL = 'S' | 'E' << 8 | 'L' << 16 | 'L' << 24;

    private final MarketTable markets;
    private final LevelBatch levels;
    private int count;

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
    }

    /**
     * Reads the message at {@code at}.
     *
     * @param frameAt address of index 0 of the buffer that offsets count from
     * @param end address behind the frame's last byte
     * @return address behind the message, or {@link #UNUSUAL}
     */
    long message(Object base, long at, long end, long frameAt) {
        long p = after(base, at, end, Spelling.BEGIN);
        boolean spaced = p < 0;
        if (spaced && (p = after(base, at, end, Spelling.BEGIN_SPACED)) < 0) {
            return UNUSUAL;
        }
        if (p + CONDITION_LENGTH + 2 * FrameBytes.WORD > end
                || (slot = markets.condition(base, p, CONDITION_LENGTH)) == MarketTable.ABSENT) {
            return UNUSUAL;
        }
        p += CONDITION_LENGTH;
        // Behind the closing quote and the comma.
        boolean compact = FrameBytes.byteAt(base, p + 2) == '"';
        Spelling spelling = spaced ? Spelling.SPACED : compact ? Spelling.COMPACT : Spelling.LIVE;
        levels.clear();
        long behind = after(base, p, end, spelling.firstChange);
        return behind >= 0
                ? changes(base, behind, end, spelling, frameAt)
                : ofToken(base, after(base, p, end, spelling.asset), end, spelling, frameAt);
    }

    /** From the token of a message about one. */
    private long ofToken(Object base, long at, long end, Spelling spelling, long frameAt) {
        if (at < 0 || (token = token(base, at, end)) < 0) {
            return UNUSUAL;
        }
        long p = at + markets.tokenLength(token);
        long behind = after(base, p, end, spelling.price);
        if (behind >= 0) {
            return trade(base, behind, end, spelling);
        }
        behind = after(base, p, end, spelling.bestBid);
        return behind >= 0 ? bestPrices(base, behind, end, spelling) : book(base, p, end, spelling, frameAt);
    }

    /** From the price of a print. */
    private long trade(Object base, long at, long end, Spelling spelling) {
        if (at + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long price = FastNumber.price(base, at);
        long p = after(base, at + FastNumber.length(price), end, spelling.size);
        if (price == FastNumber.ODD || p < 0 || p + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long qty = FastNumber.decimal(base, p);
        p = after(base, p + FastNumber.length(qty), end, spelling.feeRate);
        p = afterShortText(base, p, end, spelling.side);
        if (qty == FastNumber.ODD || p < 0 || p + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        side = sideAt(base, p);
        p = time(base, after(base, p + sideLength(side), end, spelling.time), end);
        p = after(base, p, end, spelling.tradeType);
        if (side == 0 || p < 0) {
            return UNUSUAL;
        }
        type = MarketWords.TRADE;
        priceMicros = FastNumber.value(price);
        qtyMicros = FastNumber.value(qty);
        if (p + 2 <= end && FrameBytes.byteAt(base, p) == '"' && FrameBytes.byteAt(base, p + 1) == '}') {
            return p + 2;
        }
        p = after(base, p, end, spelling.transaction);
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
    private long bestPrices(Object base, long at, long end, Spelling spelling) {
        long p = afterShortText(base, at, end, spelling.bestAsk);
        p = afterShortText(base, p, end, spelling.spread);
        p = time(base, afterShortText(base, p, end, spelling.time), end);
        type = MarketWords.BEST_BID_ASK;
        return after(base, p, end, spelling.bestPricesEnd);
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
    private long changes(Object base, long at, long end, Spelling spelling, long frameAt) {
        long p = change(base, at, end, spelling, frameAt, 0);
        if (p < 0) {
            return UNUSUAL;
        }
        int entries = 1;
        long next = after(base, p, end, spelling.nextChange);
        if (next >= 0) {
            entries = 2;
            if ((p = change(base, next, end, spelling, frameAt, 1)) < 0) {
                return UNUSUAL;
            }
        }
        if ((p = after(base, p, end, spelling.changesTime)) < 0 || (p = time(base, p, end)) < 0) {
            return UNUSUAL;
        }
        levels.size(entries);
        type = MarketWords.PRICE_CHANGE;
        return after(base, p, end, spelling.changesEnd);
    }

    private long change(Object base, long at, long end, Spelling spelling, long frameAt, int index) {
        int its = token(base, at, end);
        if (its < 0) {
            return UNUSUAL;
        }
        long p = after(base, at + markets.tokenLength(its), end, spelling.price);
        if (p < 0 || p + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long price = FastNumber.price(base, p);
        p = after(base, p + FastNumber.length(price), end, spelling.size);
        if (price < NOT_ZERO || p < 0 || p + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long qty = FastNumber.decimal(base, p);
        p = after(base, p + FastNumber.length(qty), end, spelling.side);
        if (qty == FastNumber.ODD || p < 0 || p + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        byte itsSide = sideAt(base, p);
        if (itsSide == 0) {
            return UNUSUAL;
        }
        long hashAt = after(base, p + sideLength(itsSide), end, spelling.hash);
        p = afterHash(base, hashAt, end, spelling.bestBid);
        p = afterShortText(base, p, end, spelling.bestAsk);
        if (p < 0 || p + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        int length = FrameBytes.shortTextLength(base, p);
        if (length < 0) {
            return UNUSUAL;
        }
        levels.set(index, its, itsSide, FastNumber.value(price), FastNumber.value(qty), (int) (hashAt - frameAt));
        return p + length;
    }

    /** From behind the token. */
    private long book(Object base, long at, long end, Spelling spelling, long frameAt) {
        long p = at;
        long timeAt = after(base, p, end, spelling.time);
        boolean whole = timeAt >= 0;
        long hashAt = UNUSUAL;
        if (whole) {
            hashAt = after(base, time(base, timeAt, end), end, spelling.hash);
            p = afterHash(base, hashAt, end, spelling.bids);
        } else {
            p = after(base, p, end, spelling.bids);
        }
        count = 0;
        if (p < 0 || (p = side(base, p, end, spelling, LevelBatch.BID)) < 0) {
            return UNUSUAL;
        }
        p = after(base, p, end, spelling.asks);
        if (p < 0 || (p = side(base, p, end, spelling, LevelBatch.ASK)) < 0) {
            return UNUSUAL;
        }
        levels.size(count);
        type = MarketWords.BOOK;
        tickMicros = JsonCursor.ABSENT;
        if (!whole) {
            hashAt = after(base, p, end, spelling.hashAfterTrade);
            levels.hash(hashAt < 0 ? -1 : (int) (hashAt - frameAt));
            p = afterHash(base, hashAt, end, spelling.time);
            return after(base, time(base, p, end), end, spelling.endAfterTrade);
        }
        levels.hash((int) (hashAt - frameAt));
        return tail(base, p, end, spelling, frameAt);
    }

    /** Tick, last trade and version: behind the levels of a book sent on subscribing. */
    private long tail(Object base, long at, long end, Spelling spelling, long frameAt) {
        long p = after(base, at, end, spelling.tick);
        if (p < 0 || p + FastNumber.REACH > end) {
            return UNUSUAL;
        }
        long tick = FastNumber.price(base, p);
        p = after(base, p + FastNumber.length(tick), end, spelling.lastTrade);
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
        return after(base, p, end, spelling.endOfV2);
    }

    /** From behind the opening bracket to behind the closing one. */
    private long side(Object base, long at, long end, Spelling spelling, byte levelSide) {
        if (at < end && FrameBytes.byteAt(base, at) == ']') {
            return at + 1;
        }
        long p = after(base, at, end, spelling.firstLevel);
        long[] prices = levels.prices();
        long[] quantities = levels.quantities();
        BytePattern sizeKey = spelling.size;
        BytePattern nextLevel = spelling.nextLevel;
        int first = count;
        int index = first;
        int most = Math.min(prices.length, first + JsonCursor.MAX_ARRAY_ITEMS);
        while (p >= 0 && p + LEVEL_REACH <= end && index < most) {
            long price = FastNumber.price(base, p);
            if (price < NOT_ZERO) {
                return UNUSUAL;
            }
            p += FastNumber.length(price);
            long qty = FastNumber.decimal(base, p + sizeKey.length());
            if (qty == FastNumber.ODD || !sizeKey.matches(base, p)) {
                return UNUSUAL;
            }
            p += sizeKey.length();
            p += FastNumber.length(qty);
            prices[index] = FastNumber.value(price);
            quantities[index] = FastNumber.value(qty);
            index++;
            if (!nextLevel.matches(base, p)) {
                levels.sides(first, index, levelSide);
                count = index;
                return after(base, p, end, spelling.lastLevel);
            }
            p += nextLevel.length();
        }
        return UNUSUAL;
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
        long time = FastNumber.unsigned(base, at);
        if (time == FastNumber.ODD) {
            return UNUSUAL;
        }
        venueTimeNs = VenueTime.nanoseconds(FastNumber.value(time));
        return at + FastNumber.length(time);
    }

    private static long after(Object base, long at, long end, BytePattern pattern) {
        return at >= 0 && at + pattern.reach() <= end && pattern.matches(base, at) ? at + pattern.length() : UNUSUAL;
    }

    private static long afterHash(Object base, long at, long end, BytePattern pattern) {
        return at >= 0 && at + HASH_LENGTH <= end && FrameBytes.isHashLike(base, at)
                ? after(base, at + HASH_LENGTH, end, pattern)
                : UNUSUAL;
    }

    private static long afterShortText(Object base, long at, long end, BytePattern pattern) {
        if (at < 0 || at + FrameBytes.WORD > end) {
            return UNUSUAL;
        }
        int length = FrameBytes.shortTextLength(base, at);
        return length < 0 ? UNUSUAL : after(base, at + length, end, pattern);
    }
}
