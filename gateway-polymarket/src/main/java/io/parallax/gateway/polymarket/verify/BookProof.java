package io.parallax.gateway.polymarket.verify;

import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * One market on one line: its book, what else is hashed with it, the hash told last, and how far it is proven.
 *
 * <p>The frames of one event of the venue share a hash; it is that of the book after the last of them. The price of the
 * last trade is hashed too, and comes some 35 ms after the book that has it already. A hash is tried with what is known
 * and, while nothing is proven, with what was known before or is known elsewhere: a match proves the levels, whatever
 * else was tried.
 */
final class BookProof {
    static final int NO_HASH = -1;

    /** How long the price of a trade may come after the trade's book. */
    static final long PRICE_DELAY_NS = TimeUnit.SECONDS.toNanos(2);

    private static final byte ERA_UNKNOWN = 0;
    private static final byte ERA_WITH_PRICE = 1;
    private static final byte ERA_WITHOUT_PRICE = 2;

    private final MarketTable markets;
    private final int slot;
    private final byte[] firstBeginning;
    private final byte[] secondBeginning;
    private final HashedBook book = new HashedBook();

    private final long[] hash = new long[Preimage.HASH_LONGS];
    private boolean hasHash;
    private boolean isSecond;
    private long timestampMs;
    private long heardNanos;
    private long version;

    private long tickMicros;
    private boolean versionTwo;
    private byte era = ERA_UNKNOWN;
    private long priceMicros = LastPrice.UNKNOWN;
    private int priceDecimals = LastPrice.USUAL_DECIMALS;
    private long earlierMicros = LastPrice.UNKNOWN;
    private int earlierDecimals = LastPrice.USUAL_DECIMALS;
    private boolean priceDue;
    private long priceDueNanos;

    private boolean whole;
    private boolean settled;
    private boolean matched;
    private boolean proven;
    private long provenNanos;
    private boolean queued;
    private boolean tried;
    private long triedNanos;
    private boolean reported;
    private long reportedNanos;

    BookProof(MarketTable markets, int slot) {
        this.markets = markets;
        this.slot = slot;
        String market = markets.market(slot).conditionId();
        firstBeginning = Preimage.beginning(market, markets.tokenId(2 * slot));
        secondBeginning = Preimage.beginning(market, markets.tokenId(2 * slot + 1));
    }

    /** The levels are not known any more, until the next whole book. */
    void lost() {
        whole = false;
        proven = false;
        hasHash = false;
    }

    /** Begins a whole book; its levels follow by {@link #add}, then {@link #endBook}. */
    void beginBook(long venueTimeMs, long nowNanos) {
        book.clear();
        timestampMs = venueTimeMs;
        heardNanos = nowNanos;
        version++;
        hasHash = false;
        settled = false;
        matched = false;
        proven = false;
        whole = true;
        tickMicros = markets.tickMicros(slot);
    }

    void add(boolean bid, long price, long qty) {
        whole &= book.add(bid, price, qty);
    }

    /** As {@link #add}, levels of one side: price and quantity of each in turn. */
    void addAll(boolean bid, long[] told, int from, int to) {
        whole &= book.addAll(bid, told, from, to);
    }

    /** The book came with the price of the last trade: a snapshot, which says everything. */
    void endBook(long lastPriceMicros, int decimals, boolean isVersionTwo) {
        book.makeRoom();
        versionTwo = isVersionTwo;
        price(lastPriceMicros, decimals);
        priceDue = false;
        tried = false;
        if (era == ERA_WITHOUT_PRICE) {
            era = ERA_UNKNOWN;
        }
    }

    /** The book came without: a trade made it, whose price follows. */
    void endBookOfTrade(long nowNanos) {
        book.makeRoom();
        priceDue = era != ERA_WITHOUT_PRICE && priceMicros != LastPrice.UNKNOWN;
        priceDueNanos = nowNanos;
    }

    /** A message of single changes begins; they follow by {@link #set}. */
    void change(long venueTimeMs, long nowNanos) {
        timestampMs = venueTimeMs;
        heardNanos = nowNanos;
        version++;
        settled = false;
        matched = false;
    }

    /** @return false when the level found no room, and the book is lost */
    boolean set(boolean bid, long price, long qty) {
        if (book.set(bid, price, qty)) {
            return true;
        }
        lost();
        return false;
    }

    void trade(long price, long nowNanos) {
        heardNanos = nowNanos;
        priceDue = false;
        price(price, LastPrice.USUAL_DECIMALS);
        settled = matched;
    }

    private void price(long price, int decimals) {
        if (price != priceMicros) {
            earlierMicros = priceMicros;
            earlierDecimals = priceDecimals;
            priceMicros = price;
            priceDecimals = decimals;
            proven = false;
        }
    }

    void tick() {
        tickMicros = markets.tickMicros(slot);
        proven = false;
        settled = matched;
    }

    /** The hash the venue told with the last message, 40 hex digits in the frame. */
    void hash(DirectBuffer frame, int offset, boolean ofSecond) {
        hasHash = offset != NO_HASH;
        if (hasHash) {
            isSecond = ofSecond;
            for (int i = 0; i < Preimage.HASH_LONGS; i++) {
                hash[i] = frame.getLong(offset + 8 * i);
            }
        }
    }

    /** Whether a message with this hash belongs to another event than the last one. */
    boolean isOtherGroup(DirectBuffer frame, int offset, boolean ofSecond, long venueTimeMs) {
        if (!hasHash || offset == NO_HASH || ofSecond != isSecond) {
            return venueTimeMs != timestampMs;
        }
        for (int i = 0; i < Preimage.HASH_LONGS; i++) {
            if (frame.getLong(offset + 8 * i) != hash[i]) {
                return true;
            }
        }
        return false;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether there is something to compare. */
    boolean isOpen() {
        return whole && hasHash && !settled;
    }

    boolean isProven() {
        return proven;
    }

    /** Last message about the book or its price. */
    long heardNanos() {
        return heardNanos;
    }

    /** Counts messages about the book. */
    long version() {
        return version;
    }

    long timestampMs() {
        return timestampMs;
    }

    HashedBook book() {
        return book;
    }

    /** Whether the book stands in the queue of those to be compared. */
    boolean isQueued() {
        return queued;
    }

    void queued(boolean isQueued) {
        queued = isQueued;
    }

    /** Whether the book was proven by its hash within some time. */
    boolean isProvenWithin(long durationNs, long nowNanos) {
        return proven && nowNanos - provenNanos < durationNs;
    }

    /** Whether the levels are those of the copy. */
    boolean isEqualTo(RestCopy copy, Preimage preimage) {
        book.write(preimage, firstBeginning, copy.timestampMs(), false);
        preimage.end(copy);
        return preimage.matches(copy.hash(), 0);
    }

    /** Whether the line told the very hash of the copy last. */
    boolean isStateOf(RestCopy copy) {
        return hasHash && !isSecond && Arrays.equals(copy.hash(), hash);
    }

    /** The levels are those of the copy: what else it says is so, too. */
    void adopt(RestCopy copy, long nowNanos) {
        tickMicros = copy.tickMicros();
        versionTwo = copy.versionTwo();
        if (copy.priceMicros() != LastPrice.UNKNOWN) {
            price(copy.priceMicros(), copy.priceDecimals());
            priceDue = false;
            era = ERA_WITH_PRICE;
        }
        settled = matched;
        if (isStateOf(copy)) {
            match(nowNanos);
        }
    }

    private void match(long nowNanos) {
        settled = true;
        matched = true;
        proven = true;
        provenNanos = nowNanos;
        priceDue = false;
    }

    /** Whether the book was not compared for so long, or not since its snapshot. */
    boolean isUntriedFor(long durationNs, long nowNanos) {
        return !tried || nowNanos - triedNanos >= durationNs;
    }

    /** Whether to report that the book is the venue's, not more often than so; true counts as reported. */
    boolean takeReport(long periodNs, long nowNanos) {
        if (reported && nowNanos - reportedNanos < periodNs) {
            return false;
        }
        reported = true;
        reportedNanos = nowNanos;
        return true;
    }

    /** Compares the book with the hash told last and settles what can be. */
    Verdict judge(Preimage preimage, boolean isGroupOver, long nowNanos) {
        tried = true;
        triedNanos = nowNanos;
        boolean hasInputs = hasInputs();
        boolean isEqual = hasInputs && isEqual(preimage);
        boolean isPriceDue = priceDue && nowNanos - priceDueNanos < PRICE_DELAY_NS;
        Verdict verdict = Verdict.of(hasInputs, isEqual, isGroupOver, isPriceDue, proven);
        switch (verdict) {
            case MATCH -> match(nowNanos);
            case UNVERIFIABLE -> settled = isGroupOver;
            case MISMATCH -> lost();
            default -> {}
        }
        return verdict;
    }

    private boolean hasInputs() {
        return whole
                && hasHash
                && timestampMs > 0
                && tickMicros > 0
                && markets.minOrderMicros(slot) > 0
                && (priceMicros != LastPrice.UNKNOWN || era != ERA_WITH_PRICE);
    }

    private boolean isEqual(Preimage preimage) {
        if (era != ERA_WITHOUT_PRICE && priceMicros != LastPrice.UNKNOWN && isEqualWithPrice(preimage)) {
            era = ERA_WITH_PRICE;
            return true;
        }
        if (!proven && era != ERA_WITH_PRICE || era == ERA_WITHOUT_PRICE) {
            if (isEqual(preimage, tickMicros, LastPrice.UNKNOWN, 0)) {
                era = ERA_WITHOUT_PRICE;
                return true;
            }
        }
        return false;
    }

    private boolean isEqualWithPrice(Preimage preimage) {
        if (isEqual(preimage, tickMicros, priceMicros, priceDecimals)) {
            return true;
        }
        if (!proven
                && earlierMicros != LastPrice.UNKNOWN
                && isEqual(preimage, tickMicros, earlierMicros, earlierDecimals)) {
            return true;
        }
        long otherTick = markets.tickMicros(slot);
        if (otherTick != tickMicros && isEqual(preimage, otherTick, priceMicros, priceDecimals)) {
            tickMicros = otherTick;
            return true;
        }
        return false;
    }

    private boolean isEqual(Preimage preimage, long tick, long price, int decimals) {
        book.write(preimage, isSecond ? secondBeginning : firstBeginning, timestampMs, isSecond);
        preimage.rules(markets.minOrderMicros(slot), tick, markets.isNegRisk(slot));
        if (price != LastPrice.UNKNOWN) {
            preimage.lastTradePrice(price, decimals);
        }
        if (versionTwo) {
            preimage.versionTwo();
        }
        preimage.end();
        return preimage.matches(hash, 0);
    }
}
