package io.parallax.engine.core;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.strategy.api.PairView;

/** A pair as strategies see it. */
final class PairWindow implements PairView {
    private final Pair pair;
    private final PairDesk desk;

    PairWindow(Pair pair, PairDesk desk) {
        this.pair = pair;
        this.desk = desk;
    }

    @Override
    public int pairId() {
        return pair.pairId();
    }

    @Override
    public int legCount() {
        return pair.legCount();
    }

    @Override
    public int instrumentId(int leg) {
        return pair.leg(leg).instrumentId();
    }

    @Override
    public int directionCount() {
        return pair.directionCount();
    }

    @Override
    public Outcome outcome(int direction, int leg) {
        return pair.direction(direction).outcome(leg);
    }

    @Override
    public long payoutMicros(int direction) {
        return pair.direction(direction).payoutMicros();
    }

    @Override
    public ReasonCode price(int direction) {
        return desk.price(pair, pair.direction(direction));
    }
}
