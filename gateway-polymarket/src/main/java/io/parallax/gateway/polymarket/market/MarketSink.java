package io.parallax.gateway.polymarket.market;

/** Takes what the decoder understood, in terms of the first outcome. Called in the order of the frame's messages. */
interface MarketSink {
    /** A whole book: every level staged. */
    void book(int slot, long venueTimeNs, LevelBatch levels);

    /** New totals of single levels: those of the batch whose slot is {@code slot} and that are not skipped. */
    void changes(int slot, long venueTimeNs, LevelBatch levels);

    /** A public print. */
    void trade(int slot, long venueTimeNs, boolean takerBuysYes, long priceMicros, long qtyMicros);

    /** A grid other than the one known. */
    void tick(int slot, long venueTimeNs, long tickMicros);

    /** The market is resolved; the payout of the first outcome is {@code Micros.NULL} when not told. */
    void resolved(int slot, long venueTimeNs, long payoutMicros);

    /** A message about the market was not understood: its book is no longer known. Slot -1: which market, nobody knows. */
    void fault(int slot, int code);
}
