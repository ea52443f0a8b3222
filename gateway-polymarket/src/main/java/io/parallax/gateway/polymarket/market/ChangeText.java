package io.parallax.gateway.polymarket.market;

import static io.parallax.gateway.polymarket.market.UsualOrder.UNUSUAL;

import io.parallax.gateway.json.FastNumber;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.QuotedNumber;
import io.parallax.gateway.polymarket.reference.MarketTable;

/**
 * Entries of a price change. Values are read one after the other without asking whether what stood before them was usual;
 * that is judged at the end of an entry over all of it.
 */
final class ChangeText {
    private static final int BUY = 'B' | 'U' << 8 | 'Y' << 16;
    private static final int SELL = 'S' | 'E' << 8 | 'L' << 16 | 'L' << 24;

    /** No entry reads further from behind its token up to behind the word of its size. */
    private static final int VALUES_REACH = 64;
    /** No entry, and no key behind one, reads further from behind its size; every message has more than this there. */
    private static final int TEXTS_REACH = 128;

    /** All bytes that are no letter, no control character and not beyond ASCII have these bits as {@link #SIGNS}. */
    private static final long KIND = 0xE0E0E0E0E0E0E0E0L;

    private static final long SIGNS = 0x2020202020202020L;

    private final MarketTable markets;
    private final LevelBatch levels;

    ChangeText(MarketTable markets, LevelBatch levels) {
        this.markets = markets;
        this.levels = levels;
    }

    /**
     * Reads an entry from its token and stages it.
     *
     * @param slot market it must be of
     * @param index it gets in the batch
     * @return address of the quote that closes its last value, or {@link UsualOrder#UNUSUAL}
     */
    long read(Object base, long at, long end, int gap, int slot, long frameAt, int index) {
        // The second entry is of the other token, as good as always.
        int other = levels.token(0) ^ 1;
        boolean isOther = index > 0 && markets.isToken(other, base, at, end);
        int token = isOther ? other : markets.tokenOf(slot, base, at, end);
        if (token < 0) {
            return UNUSUAL;
        }
        long p = at + markets.tokenLength(token);
        if (p + VALUES_REACH > end) {
            return UNUSUAL;
        }
        long odd = Key.difference(Key.PRICE, base, p, gap);
        p += Key.length(Key.PRICE, gap);
        long word = FrameBytes.word(base, p);
        long quote = QuotedNumber.quote(word);
        p += QuotedNumber.length(quote);
        long price = QuotedNumber.price(word, quote);
        odd |= Key.difference(Key.SIZE, base, p, gap);
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
        if (price <= 0 || qty < 0 || odd != 0 || p + TEXTS_REACH > end) {
            return UNUSUAL;
        }
        return texts(base, p, gap, frameAt, index, token, price, qty);
    }

    /** From the quote that closes the size. */
    private long texts(Object base, long at, int gap, long frameAt, int index, int token, long price, long qty) {
        long odd = Key.difference(Key.SIDE, base, at, gap);
        long p = at + Key.length(Key.SIDE, gap);
        int word = (int) FrameBytes.word(base, p);
        // A side that is not BUY must be SELL.
        boolean bid = (word & 0xFF_FFFF) == BUY;
        odd |= bid ? 0 : word ^ SELL;
        p += bid ? 3 : 4;
        odd |= Key.difference(Key.HASH, base, p, gap);
        p += Key.length(Key.HASH, gap);
        int hash = (int) (p - frameAt);
        boolean isHash = FrameBytes.isHashLike(base, p);
        p += LevelBatch.HASH_LENGTH;
        odd |= Key.difference(Key.BEST_BID, base, p, gap);
        p += Key.length(Key.BEST_BID, gap);
        long best = FrameBytes.word(base, p);
        long quote = QuotedNumber.quote(best);
        odd |= oddSigns(best, quote);
        p += QuotedNumber.length(quote);
        odd |= Key.difference(Key.BEST_ASK, base, p, gap);
        p += Key.length(Key.BEST_ASK, gap);
        best = FrameBytes.word(base, p);
        quote = QuotedNumber.quote(best);
        odd |= oddSigns(best, quote);
        if (odd != 0 || !isHash) {
            return UNUSUAL;
        }
        levels.set(index, token, bid ? LevelBatch.BID : LevelBatch.ASK, price, qty, hash);
        return p + QuotedNumber.length(quote);
    }

    /** 0 when the word has a quote and before it only digits and other signs: plain text, as a price is. */
    private static long oddSigns(long word, long quote) {
        return (word ^ SIGNS) & KIND & (quote >>> 7) - 1 | QuotedNumber.length(quote) >>> 3;
    }
}
