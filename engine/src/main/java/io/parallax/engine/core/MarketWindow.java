package io.parallax.engine.core;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.strategy.api.MarketView;

/** An instrument as strategies see it: nothing here can change it. */
final class MarketWindow implements MarketView {
    private final Instrument instrument;
    private final Pairs pairs;
    private final EngineClock clock;
    private boolean duplicate;

    MarketWindow(Instrument instrument, Pairs pairs, EngineClock clock) {
        this.instrument = instrument;
        this.pairs = pairs;
        this.clock = clock;
    }

    void duplicate() {
        duplicate = true;
    }

    @Override
    public int instrumentId() {
        return instrument.instrumentId();
    }

    @Override
    public Venue venue() {
        return instrument.venue();
    }

    @Override
    public String symbol() {
        return instrument.label().symbol();
    }

    @Override
    public String category() {
        return instrument.label().category();
    }

    @Override
    public MarketState state() {
        return instrument.state();
    }

    @Override
    public long closeTimeNs() {
        return instrument.closeTimeNs();
    }

    @Override
    public long resolutionTimeNs() {
        return instrument.resolutionTimeNs();
    }

    @Override
    public boolean isDuplicate() {
        return duplicate;
    }

    @Override
    public boolean isPaired() {
        return pairs.of(instrument.instrumentId()).length != 0;
    }

    @Override
    public int pairCount() {
        return pairs.of(instrument.instrumentId()).length;
    }

    @Override
    public int pairId(int place) {
        return pairs.of(instrument.instrumentId())[place];
    }

    @Override
    public long minQtyMicros() {
        return instrument.rules().minQtyMicros();
    }

    @Override
    public long qtyStepMicros() {
        return instrument.rules().qtyStepMicros();
    }

    @Override
    public long minNotionalMicros() {
        return instrument.rules().minNotionalMicros();
    }

    @Override
    public long floorOwnPrice(Outcome outcome, long ownPriceMicros) {
        return instrument.floorOwnPrice(outcome, ownPriceMicros);
    }

    @Override
    public long ceilOwnPrice(Outcome outcome, long ownPriceMicros) {
        return instrument.ceilOwnPrice(outcome, ownPriceMicros);
    }

    @Override
    public boolean isLive() {
        return instrument.slot().isLive();
    }

    @Override
    public long bookAgeNs() {
        return clock.nowNs() - instrument.slot().lastHeardNs();
    }

    @Override
    public long bestBidMicros() {
        return instrument.book().bestBidMicros();
    }

    @Override
    public long bestAskMicros() {
        return instrument.book().bestAskMicros();
    }

    @Override
    public int bestIndex(BookSide side) {
        return instrument.book().bestIndex(side);
    }

    @Override
    public int nextIndex(BookSide side, int index) {
        return instrument.book().nextIndex(side, index);
    }

    @Override
    public long priceMicros(int index) {
        return instrument.book().priceMicros(index);
    }

    @Override
    public long qtyMicros(BookSide side, int index) {
        return instrument.book().qtyMicros(side, index);
    }

    @Override
    public long lastTradeNs() {
        return instrument.lastTrade().timeNs();
    }

    @Override
    public long lastTradePriceMicros() {
        return instrument.lastTrade().priceMicros();
    }

    @Override
    public long lastTradeQtyMicros() {
        return instrument.lastTrade().qtyMicros();
    }

    @Override
    public OrderAction lastTradeAction() {
        return instrument.lastTrade().takerAction();
    }
}
