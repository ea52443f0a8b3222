package io.parallax.gateway.polymarket.market;

/** Hands what the decoder understood to the line whose frame it was: the lines of a loop share one decoder. */
final class SinkSwitch implements MarketSink {
    private MarketSink sink;

    /** The next frame is of this one's line. */
    void to(MarketSink its) {
        sink = its;
    }

    @Override
    public void book(int slot, long venueTimeNs, LevelBatch levels) {
        sink.book(slot, venueTimeNs, levels);
    }

    @Override
    public void changes(int slot, long venueTimeNs, LevelBatch levels) {
        sink.changes(slot, venueTimeNs, levels);
    }

    @Override
    public void trade(int slot, long venueTimeNs, boolean takerBuysYes, long priceMicros, long qtyMicros) {
        sink.trade(slot, venueTimeNs, takerBuysYes, priceMicros, qtyMicros);
    }

    @Override
    public void tick(int slot, long venueTimeNs, long tickMicros) {
        sink.tick(slot, venueTimeNs, tickMicros);
    }

    @Override
    public void resolved(int slot, long venueTimeNs, long payoutMicros) {
        sink.resolved(slot, venueTimeNs, payoutMicros);
    }

    @Override
    public void fault(int slot, int code) {
        sink.fault(slot, code);
    }
}
