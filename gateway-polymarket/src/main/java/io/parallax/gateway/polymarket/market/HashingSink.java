package io.parallax.gateway.polymarket.market;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.verify.BookVerifier;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import io.parallax.gateway.polymarket.verify.VerifyListener;
import org.agrona.DirectBuffer;

/**
 * Shows a line's messages to its {@link BookVerifier} before they are published, and publishes what it finds: a book that
 * is not the venue's waits for its next snapshot. While a book waits nothing is proven of it.
 */
final class HashingSink implements MarketSink, VerifyListener {
    /** Decimals of a price, at most. */
    private static final int DECIMALS = 6;

    private static final long MALFORMED = Long.MIN_VALUE;

    private final MarketPublisher publisher;
    private final BookVerifier verifier;
    private long receivedNanos;
    private int decimals;

    HashingSink(MarketTable markets, MarketPublisher publisher, Counters<VerifyCounter> counters) {
        this.publisher = publisher;
        verifier = new BookVerifier(markets, counters, this);
    }

    BookVerifier verifier() {
        return verifier;
    }

    /** A connection began or ended: no book is known. */
    void restart() {
        verifier.lostAll();
    }

    /** Sets the monotonic receive time of the frame that follows. */
    void received(long nanos) {
        receivedNanos = nanos;
    }

    /** Proves some books that rest. The publisher's receive time must be set. */
    int poll(long nowNanos, int budget) {
        return verifier.poll(nowNanos, budget);
    }

    @Override
    public void onVerified(int slot) {
        if (!publisher.awaits(slot)) {
            publisher.status(FeedState.VERIFIED, slot, 0);
        }
    }

    @Override
    public void onMismatch(int slot) {
        if (!publisher.awaits(slot)) {
            publisher.status(FeedState.MISMATCH, slot, 0);
            publisher.await(slot);
        }
    }

    @Override
    public void book(int slot, long venueTimeNs, LevelBatch levels) {
        if (verifier.follows(slot)) {
            keepBook(slot, venueTimeNs, levels);
        }
        publisher.book(slot, venueTimeNs, levels);
    }

    private void keepBook(int slot, long venueTimeNs, LevelBatch levels) {
        verifier.beginBook(slot, venueTimeNs, receivedNanos);
        for (int from = 0, to; from < levels.size(); from = to) {
            to = levels.endOfSide(from);
            verifier.addAll(slot, levels.side(from) == LevelBatch.BID, levels.values(), from, to);
        }
        long lastPrice = lastPrice(levels);
        if (lastPrice == MALFORMED) {
            verifier.endBookOfTrade(slot, receivedNanos);
        } else {
            verifier.endBook(slot, lastPrice, decimals, levels.isV2());
        }
        int outcome = levels.bookOutcome();
        verifier.hash(slot, levels.frame(), levels.hashOffset(outcome), outcome == 1);
    }

    /** The price of the last trade a snapshot tells, {@link #MALFORMED} where it tells none. */
    private long lastPrice(LevelBatch levels) {
        int length = levels.lastTradeLength();
        if (length <= 0) {
            decimals = 0;
            return length == 0 ? BookVerifier.NEVER_TRADED : MALFORMED;
        }
        DirectBuffer frame = levels.frame();
        int end = levels.lastTradeOffset() + length;
        long units = 0;
        int places = -1;
        for (int i = levels.lastTradeOffset(); i < end; i++) {
            byte b = frame.getByte(i);
            if (b == '.' && places < 0) {
                places = 0;
            } else if (b >= '0' && b <= '9' && units <= Micros.ONE && places < DECIMALS) {
                units = 10 * units + b - '0';
                places += places < 0 ? 0 : 1;
            } else {
                return MALFORMED;
            }
        }
        decimals = Math.max(0, places);
        for (int i = decimals; i < DECIMALS; i++) {
            units *= 10;
        }
        return units;
    }

    @Override
    public void changes(int slot, long venueTimeNs, LevelBatch levels) {
        if (verifier.follows(slot)) {
            keepChanges(slot, venueTimeNs, levels);
        }
        publisher.changes(slot, venueTimeNs, levels);
    }

    private void keepChanges(int slot, long venueTimeNs, LevelBatch levels) {
        if (publisher.awaits(slot)) {
            verifier.lost(slot);
            return;
        }
        int ofFirst = levels.hashOffset(0);
        boolean isSecond = ofFirst == LevelBatch.ABSENT;
        int hash = isSecond ? levels.hashOffset(1) : ofFirst;
        verifier.beginChanges(slot, venueTimeNs, levels.frame(), hash, isSecond, receivedNanos);
        for (int i = 0; i < levels.size(); i++) {
            if (levels.slot(i) == slot && !levels.isSkipped(i)) {
                verifier.set(slot, levels.side(i) == LevelBatch.BID, levels.priceMicros(i), levels.qtyMicros(i));
            }
        }
        verifier.hash(slot, levels.frame(), hash, isSecond);
    }

    @Override
    public void trade(int slot, long venueTimeNs, boolean takerBuysYes, long priceMicros, long qtyMicros) {
        if (verifier.follows(slot)) {
            verifier.trade(slot, priceMicros, receivedNanos);
        }
        publisher.trade(slot, venueTimeNs, takerBuysYes, priceMicros, qtyMicros);
    }

    @Override
    public void tick(int slot, long venueTimeNs, long tickMicros) {
        if (verifier.follows(slot)) {
            verifier.tick(slot);
        }
        publisher.tick(slot, venueTimeNs, tickMicros);
    }

    @Override
    public void resolved(int slot, long venueTimeNs, long payoutMicros) {
        publisher.resolved(slot, venueTimeNs, payoutMicros);
    }

    @Override
    public void fault(int slot, int code) {
        if (slot < 0) {
            verifier.lostAll();
        } else if (verifier.follows(slot)) {
            verifier.lost(slot);
        }
        publisher.fault(slot, code);
    }
}
