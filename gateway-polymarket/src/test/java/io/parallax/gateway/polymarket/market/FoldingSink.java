package io.parallax.gateway.polymarket.market;

/** Folds every call and all that its batch tells into one number, and counts; allocates nothing. */
final class FoldingSink implements MarketSink {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    long fold;
    int calls;
    long levels;

    /** Forgets what was told. */
    void clear() {
        fold = 0;
        calls = 0;
        levels = 0;
    }

    private void fold(long value) {
        fold = (fold ^ value) * MIX;
        fold ^= fold >>> 29;
    }

    private void call(int kind, int slot, long venueTimeNs) {
        calls++;
        fold(kind);
        fold(slot);
        fold(venueTimeNs);
    }

    private void batch(LevelBatch batch, int slot, boolean whole) {
        fold(batch.hashOffset(0));
        fold(batch.hashOffset(1));
        if (whole) {
            fold(batch.bookOutcome());
            fold(batch.lastTradeOffset());
            fold(batch.lastTradeLength());
            fold(batch.isV2() ? 1 : 0);
        }
        for (int i = 0; i < batch.size(); i++) {
            if (whole || batch.slot(i) == slot && !batch.isSkipped(i)) {
                levels++;
                fold(batch.side(i));
                fold(batch.priceMicros(i));
                fold(batch.qtyMicros(i));
                check(batch.priceMicros(i), batch.qtyMicros(i));
            }
        }
    }

    private static void check(long priceMicros, long qtyMicros) {
        if (priceMicros <= 0 || priceMicros >= 1_000_000 || qtyMicros < 0 || qtyMicros > 1_000_000_000_000_000L) {
            throw new AssertionError("level " + qtyMicros + " @ " + priceMicros + " was told");
        }
    }

    @Override
    public void book(int slot, long venueTimeNs, LevelBatch batch) {
        call(1, slot, venueTimeNs);
        batch(batch, slot, true);
    }

    @Override
    public void changes(int slot, long venueTimeNs, LevelBatch batch) {
        call(2, slot, venueTimeNs);
        batch(batch, slot, false);
    }

    @Override
    public void trade(int slot, long venueTimeNs, boolean takerBuysYes, long priceMicros, long qtyMicros) {
        call(takerBuysYes ? 3 : 4, slot, venueTimeNs);
        fold(priceMicros);
        fold(qtyMicros);
        if (priceMicros < 0 || priceMicros > 1_000_000 || qtyMicros < 0) {
            throw new AssertionError("print " + qtyMicros + " @ " + priceMicros + " was told");
        }
    }

    @Override
    public void tick(int slot, long venueTimeNs, long tickMicros) {
        call(5, slot, venueTimeNs);
        fold(tickMicros);
    }

    @Override
    public void resolved(int slot, long venueTimeNs, long payoutMicros) {
        call(6, slot, venueTimeNs);
        fold(payoutMicros);
    }

    @Override
    public void fault(int slot, int code) {
        call(7, slot, code);
    }
}
