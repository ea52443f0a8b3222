package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Label;
import io.parallax.engine.position.Position;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One instrument of a test, in market terms: built up by name, with a LIVE book. Prices are of the YES book. */
final class Market {
    static final long NOW_NS = 1_795_000_000_000_000_000L;

    record Level(BookSide side, long priceMicros, long qtyMicros) {}

    private final int id;
    private final Venue venue;
    private final List<Level> levels = new ArrayList<>();
    private TickGrid grid = TickGrid.uniform(10_000);
    private FeeSchedule fees = FeeSchedule.of(FeeKind.NONE, 0, 0, Micros.ONE, NOW_NS);
    private Instrument.Rules rules = new Instrument.Rules(10_000, 10_000, 0, 0);
    private MarketState state = MarketState.ACTIVE;
    private long closeTimeNs;

    Market(int id, Venue venue) {
        this.id = id;
        this.venue = venue;
    }

    static Market polymarket(int id) {
        return new Market(id, Venue.POLYMARKET).rules(new Instrument.Rules(5_000_000, 10_000, Micros.ONE, 10_000));
    }

    static Market kalshi(int id) {
        return new Market(id, Venue.KALSHI);
    }

    Market grid(TickGrid prices) {
        grid = prices;
        return this;
    }

    Market fees(FeeSchedule schedule) {
        fees = schedule;
        return this;
    }

    Market rate(String rate) {
        FeeKind kind = venue == Venue.KALSHI ? FeeKind.KALSHI_QUADRATIC : FeeKind.POLYMARKET_V2;
        return fees(FeeSchedule.of(kind, Micros.parse(rate), 0, Micros.ONE, NOW_NS));
    }

    Market rules(Instrument.Rules orderRules) {
        rules = orderRules;
        return this;
    }

    Market state(MarketState now) {
        state = now;
        return this;
    }

    Market closes(long timestampNs) {
        closeTimeNs = timestampNs;
        return this;
    }

    Market bid(String price, String qty) {
        return level(BookSide.BID, Micros.parse(price), Micros.parse(qty));
    }

    Market ask(String price, String qty) {
        return level(BookSide.ASK, Micros.parse(price), Micros.parse(qty));
    }

    Market level(BookSide side, long priceMicros, long qtyMicros) {
        levels.add(new Level(side, priceMicros, qtyMicros));
        return this;
    }

    Instrument build() {
        BookSlot slot = new BookSlot(grid);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
        BookSnapshotEncoder e = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        e.meta().timestampNs(NOW_NS).venueTimeNs(0);
        e.instrumentId(id).line((short) 0).epoch(1);
        e.flags().clear().begin(true).end(true);
        BookSnapshotEncoder.LevelsEncoder group = e.levelsCount(levels.size());
        for (Level level : levels) {
            group.next().side(level.side()).priceMicros(level.priceMicros()).qtyMicros(level.qtyMicros());
        }
        slot.onSnapshot(new BookSnapshotDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
        if (slot.faults() != 0) {
            throw new IllegalArgumentException("the book has a fault: " + levels);
        }
        return new Instrument(
                id, new Label("M" + id, ""), venue, rules, fees, slot, new Position(false), state, closeTimeNs, 0);
    }
}
