package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.engine.instrument.Instrument;
import java.util.Arrays;

/** The ladders of all instruments, by dense id and side; each is made when it is first asked for. */
final class Ladders {
    private Ladder[] bids = new Ladder[16];
    private Ladder[] asks = new Ladder[16];

    /** The ladder of a side as its book is now, its best level read. */
    Ladder of(Instrument instrument, BookSide side) {
        int id = instrument.instrumentId();
        Ladder[] ladders = side == BookSide.BID ? bids : asks;
        Ladder ladder = id < ladders.length ? ladders[id] : null;
        if (ladder == null) {
            ladder = make(id, side);
        }
        ladder.open(instrument);
        return ladder;
    }

    private Ladder make(int id, BookSide side) {
        if (id >= bids.length) {
            int length = Math.max(id + 1, 2 * bids.length);
            bids = Arrays.copyOf(bids, length);
            asks = Arrays.copyOf(asks, length);
        }
        Ladder ladder = new Ladder(side);
        (side == BookSide.BID ? bids : asks)[id] = ladder;
        return ladder;
    }
}
