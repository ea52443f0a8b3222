package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.Lines;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Takes book events to their books, asks for a new snapshot when a book found itself wrong, and looks on Timer events for
 * what no message tells: lines that fell silent, books that stand still, stay crossed or differ from their twins.
 *
 * <p>Feed states and timers may change what is read of many instruments at once. Every book moves first; those to be read
 * again are then taken with {@link #readyCount} and {@link #ready}.
 */
final class BookEvents {
    /** Nothing to evaluate. */
    static final int NONE = -1;

    /** How long a book may stay crossed before it is fetched anew. */
    static final long CROSSED_PATIENCE_NS = 1_000_000_000L;

    /** Instruments looked at on one Timer event: a hundred timers a second go round 25,600. */
    static final int SWEPT_PER_TIMER = 256;

    private static final int COPIES = 2;

    private final EngineSettings settings;
    private final Instruments instruments;
    private final CommandWriter writer;
    private final Lines polymarket = new Lines();
    private final Lines kalshi = new Lines();
    private int cursor;
    private int[] ready = new int[32];
    private int readyCount;

    BookEvents(EngineSettings settings, Instruments instruments, CommandWriter writer) {
        this.settings = settings;
        this.instruments = instruments;
        this.writer = writer;
    }

    /** A book for one more instrument. */
    BookSlot newSlot(Venue venue, TickGrid grid) {
        if (ready.length < 2 * COPIES * (instruments.size() + 1)) {
            ready = Arrays.copyOf(ready, ready.length * 2);
        }
        return new BookSlot(grid, lines(venue), venue == Venue.KALSHI); // the only one that numbers its messages
    }

    private Lines lines(Venue venue) {
        return venue == Venue.KALSHI ? kalshi : polymarket;
    }

    /** @return the instrument to evaluate, or {@link #NONE} */
    int onSnapshot(BookSnapshotDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        return outcome(instrument, event.line(), instrument.slot().onSnapshot(event));
    }

    /** @return the instrument to evaluate, or {@link #NONE} */
    int onUpdate(BookUpdateDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        return outcome(instrument, event.line(), instrument.slot().onUpdate(event));
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

    /** Takes the state of a line, or of one instrument on it; {@link #ready} tells what is to be evaluated. */
    void onFeed(FeedStatusDecoder event) {
        readyCount = 0;
        Venue venue = event.venue();
        if (venue == Venue.NULL_VAL) {
            return;
        }
        int only = event.instrumentId();
        int line = event.line();
        int epoch = event.epoch();
        FeedState state = event.state();
        long timestampNs = event.meta().timestampNs();
        Lines table = lines(venue);
        boolean wasThrottled = line < Lines.MAX && table.isThrottled(line);
        if (!table.onFeed(line, state, epoch, only < 0, timestampNs)) {
            return;
        }
        if (line < Lines.MAX && table.isThrottled(line) && !wasThrottled) {
            writer.alert(AlertCode.LINE_THROTTLED, -1, -1, 0, line * Micros.ONE);
        }
        boolean changed = only >= 0
                ? only < instruments.size() && onFeed(instruments.get(only), venue, line, state, epoch, timestampNs)
                : state != FeedState.HEARD
                        && state != FeedState.VERIFIED
                        && onWholeLine(venue, line, state, epoch, timestampNs);
        if (changed && state == FeedState.MISMATCH) {
            writer.alert(AlertCode.BOOK_MISMATCH, -1, Math.max(only, -1), 0, Micros.NULL);
            writer.resubscribe(Math.max(only, -1), venue, (short) line);
        }
    }

    private boolean onWholeLine(Venue venue, int line, FeedState state, int epoch, long timestampNs) {
        boolean changed = false;
        for (int i = 0; i < instruments.size(); i++) {
            changed |= onFeed(instruments.get(i), venue, line, state, epoch, timestampNs);
        }
        return changed;
    }

    /** @return whether the health of the line's copy changed */
    private boolean onFeed(Instrument instrument, Venue venue, int line, FeedState state, int epoch, long timestampNs) {
        if (instrument.venue() != venue) {
            return false;
        }
        int result = instrument.slot().onFeed(line, state, epoch, timestampNs);
        collect(instrument, result);
        return (result & BookSlot.HEALTH_CHANGED) != 0;
    }

    /** Looks at every line and at the next instruments in turn; {@link #ready} tells what is to be evaluated. */
    void onTimer(long nowNs) {
        readyCount = 0;
        judgeLines(Venue.POLYMARKET, polymarket, nowNs);
        judgeLines(Venue.KALSHI, kalshi, nowNs);
        int size = instruments.size();
        for (int left = Math.min(SWEPT_PER_TIMER, size); left > 0; left--) {
            if (!writer.hasRoom()) {
                return; // the next timer goes on from here
            }
            cursor = cursor >= size ? 0 : cursor;
            inspect(instruments.get(cursor++), nowNs);
        }
    }

    private void judgeLines(Venue venue, Lines table, long nowNs) {
        for (int line = 0; line < table.size(); line++) {
            if (!writer.hasRoom()) {
                return;
            }
            if (table.fallsSilent(line, nowNs, settings.maxSilenceNs(), settings.maxSilenceAloneNs())) {
                writer.reconnectLine(venue, (short) line);
                writer.alert(AlertCode.LINE_SILENT, -1, -1, 0, line * Micros.ONE);
                for (int i = 0; i < instruments.size(); i++) {
                    Instrument instrument = instruments.get(i);
                    if (instrument.venue() == venue) {
                        collect(instrument, instrument.slot().onStale(line, nowNs));
                    }
                }
            }
        }
    }

    private void inspect(Instrument instrument, long nowNs) {
        BookSlot slot = instrument.slot();
        for (int copy = 0; copy < COPIES; copy++) {
            if (slot.isCrossedFor(copy, CROSSED_PATIENCE_NS, nowNs)) {
                fetch(instrument, copy, nowNs); // a message was lost that would have cured it
            }
        }
        if (settings.maxSilenceNs() == 0) {
            return;
        }
        switch (slot.compare(nowNs, settings.maxSilenceNs())) {
            case EVEN_FROZEN -> {
                writer.alert(AlertCode.BOOK_FROZEN, -1, instrument.instrumentId(), 0, Micros.NULL);
                fetch(instrument, 0, nowNs);
            }
            case ODD_FROZEN -> {
                writer.alert(AlertCode.BOOK_FROZEN, -1, instrument.instrumentId(), 0, Micros.NULL);
                fetch(instrument, 1, nowNs);
            }
            case DIFFERENT -> {
                mismatch(instrument);
                fetch(instrument, 0, nowNs);
                fetch(instrument, 1, nowNs);
            }
            default -> {}
        }
    }

    /** Takes one copy out of use and asks its line for it again. */
    private void fetch(Instrument instrument, int copy, long nowNs) {
        int line = instrument.slot().line(copy);
        collect(instrument, instrument.slot().onStale(line, nowNs));
        writer.resubscribe(instrument.instrumentId(), instrument.venue(), (short) line);
    }

    private void mismatch(Instrument instrument) {
        writer.alert(AlertCode.BOOK_MISMATCH, -1, instrument.instrumentId(), 0, Micros.NULL);
    }

    /** We ourselves stood still: no book is believed, everything is asked for again. */
    void onGap(long nowNs) {
        for (int i = 0; i < instruments.size(); i++) {
            instruments.get(i).slot().onStale(nowNs);
        }
        polymarket.restart(nowNs);
        kalshi.restart(nowNs);
        writer.resubscribe(-1, Venue.POLYMARKET, CommandWriter.EVERY_LINE);
        writer.resubscribe(-1, Venue.KALSHI, CommandWriter.EVERY_LINE);
    }

    /** How many instruments the last feed state or timer calls to be evaluated. */
    int readyCount() {
        return readyCount;
    }

    /** Instrument at a place below {@link #readyCount}. */
    int ready(int place) {
        return ready[place];
    }

    private void collect(Instrument instrument, int result) {
        if ((result & BookSlot.READY) != 0) {
            ready[readyCount++] = instrument.instrumentId();
        }
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        return kalshi.stateHash(polymarket.stateHash(StateHash.mix(hash, cursor)));
    }

    private int outcome(Instrument instrument, int line, int result) {
        if ((result & ~BookSlot.READY) != 0) {
            trouble(instrument, line, result);
        }
        return (result & BookSlot.READY) != 0 ? instrument.instrumentId() : NONE;
    }

    private void trouble(Instrument instrument, int line, int result) {
        if ((result & BookSlot.FAULT) != 0) {
            writer.alert(
                    AlertCode.BOOK_FAULT,
                    -1,
                    instrument.instrumentId(),
                    0,
                    instrument.slot().lastFault() * Micros.ONE);
        }
        if ((result & BookSlot.MISMATCH) != 0) {
            mismatch(instrument);
        }
        BookHealth.State health = instrument.slot().health(line);
        boolean lost = health == BookHealth.State.GAPPED || health == BookHealth.State.STALE;
        if (lost && (result & (BookSlot.FAULT | BookSlot.HEALTH_CHANGED)) != 0) {
            writer.resubscribe(instrument.instrumentId(), instrument.venue(), (short) line);
        }
    }
}
