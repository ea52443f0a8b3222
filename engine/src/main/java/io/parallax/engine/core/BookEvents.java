package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.state.StateHash;

/** Takes book events to their books, and asks for a new snapshot when a book found itself wrong. */
final class BookEvents {
    /** Nothing to evaluate. */
    static final int NONE = -1;

    /** How long a book may stay crossed before it is fetched anew, and how often this is looked at. */
    static final long CROSSED_PATIENCE_NS = 1_000_000_000L;

    private final Instruments instruments;
    private final CommandWriter writer;
    private long lastSweepNs;

    BookEvents(Instruments instruments, CommandWriter writer) {
        this.instruments = instruments;
        this.writer = writer;
    }

    /** @return the instrument to evaluate, or {@link #NONE} */
    int onSnapshot(BookSnapshotDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        return outcome(instrument, instrument.slot().onSnapshot(event));
    }

    /** @return the instrument to evaluate, or {@link #NONE} */
    int onUpdate(BookUpdateDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        return outcome(instrument, instrument.slot().onUpdate(event));
    }

    void onTickChange(TickSizeChangedDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        long timestampNs = event.meta().timestampNs();
        TickGrid grid;
        try {
            grid = Bands.read(event.bands());
        } catch (IllegalArgumentException unusable) {
            // A grid we cannot hold is a market we cannot read: its book is out of use until a good grid comes.
            instrument.slot().onStale(timestampNs);
            writer.alert(AlertCode.BOOK_FAULT, -1, instrument.instrumentId(), 0, Micros.NULL);
            return;
        }
        instrument.slot().onTickChange(grid, timestampNs);
    }

    void onFeed(FeedStatusDecoder event) {
        int only = event.instrumentId();
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            if (instrument.venue() == event.venue() && (only < 0 || only == i)) {
                instrument
                        .slot()
                        .onFeed(
                                event.line(),
                                event.state(),
                                event.epoch(),
                                event.meta().timestampNs());
            }
        }
    }

    /** Fetches books anew that have stayed crossed: a message was lost that would have cured them. */
    void onTimer(long nowNs) {
        if (nowNs - lastSweepNs < CROSSED_PATIENCE_NS) {
            return;
        }
        lastSweepNs = nowNs;
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            BookSlot slot = instrument.slot();
            if (slot.health() == BookHealth.State.CROSSED && nowNs - slot.healthSinceNs() >= CROSSED_PATIENCE_NS) {
                slot.onStale(nowNs);
                writer.resubscribe(instrument.instrumentId(), instrument.venue(), CommandWriter.EVERY_LINE);
            }
        }
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        return StateHash.mix(hash, lastSweepNs);
    }

    private int outcome(Instrument instrument, int result) {
        if ((result & BookSlot.FAULT) != 0) {
            writer.alert(
                    AlertCode.BOOK_FAULT,
                    -1,
                    instrument.instrumentId(),
                    0,
                    instrument.slot().lastFault() * Micros.ONE);
        }
        boolean lost = instrument.slot().health() == BookHealth.State.GAPPED
                || instrument.slot().health() == BookHealth.State.STALE;
        if (lost && (result & (BookSlot.FAULT | BookSlot.HEALTH_CHANGED)) != 0) {
            writer.resubscribe(instrument.instrumentId(), instrument.venue(), CommandWriter.EVERY_LINE);
        }
        return (result & BookSlot.READY) != 0 ? instrument.instrumentId() : NONE;
    }
}
