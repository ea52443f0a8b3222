package io.parallax.engine.risk;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Label;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.position.Position;

/** Instruments and pairs without an engine around them. */
final class Markets {
    private Markets() {}

    /** @param exact whether a purchase fills at most the quantity asked for */
    static Instrument instrument(int id, Venue venue, boolean exact) {
        return new Instrument(
                id,
                new Label("M" + id, ""),
                venue,
                new Instrument.Rules(Micros.ONE, 10_000, 0, exact ? 0 : 10_000),
                FeeSchedule.of(FeeKind.NONE, 0, 0, Micros.ONE, 0),
                new BookSlot(TickGrid.uniform(10_000)),
                new Position(venue == Venue.KALSHI),
                MarketState.ACTIVE,
                0,
                0);
    }

    static Pair pair(int id, Relation relation, Instrument... legs) {
        Pair pair = new Pair(id, relation, legs, PayoffMatrix.of(relation, legs.length), 1_000_000 * Micros.ONE, 0);
        pair.review(relation == Relation.INVERTED ? Verdict.INVERTED : Verdict.SAME, 0);
        pair.enable(true);
        return pair;
    }
}
