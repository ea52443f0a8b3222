package io.parallax.engine.execution;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Label;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.position.Position;

/** Pairs of exact legs without fees, for tests of one class. */
final class Legs {
    private Legs() {}

    static Instrument instrument(int id, long notionalStep) {
        return new Instrument(
                id,
                new Label("M" + id, ""),
                notionalStep == 0 ? Venue.KALSHI : Venue.POLYMARKET,
                new Instrument.Rules(10_000, 10_000, 0, notionalStep),
                FeeSchedule.of(FeeKind.NONE, 0, 0, Micros.ONE, 0),
                new BookSlot(TickGrid.uniform(10_000)),
                new Position(notionalStep == 0),
                MarketState.ACTIVE,
                0,
                0);
    }

    static Attempt attempt(int legs) {
        Instrument[] all = new Instrument[legs];
        for (int leg = 0; leg < legs; leg++) {
            all[leg] = instrument(leg, 0);
        }
        Relation relation = legs == 2 ? Relation.SAME : Relation.BASKET;
        return new Attempt(new Pair(0, relation, all, PayoffMatrix.of(relation, legs), 1_000 * Micros.ONE, 0));
    }
}
