package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.config.PaperModel.Refill;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The venue's book of one instrument as its lines tell it, and what we have taken of it on paper. A message counts once
 * its END was applied. The first line that has a whole book is the one that is read; while none has, nothing is known.
 *
 * <p>A level that we took from keeps its mark until the venue refills it, as {@link Refill} says: the recorded market knows
 * nothing of our orders and shows the quantity on.
 */
final class PaperBook {
    /** Lines of an instrument that are followed; others are not read. */
    private static final int MAX_LINES = 8;

    private final Refill refill;
    private final Line[] lines = new Line[MAX_LINES];
    private final Map<Long, Taken> takenBids = new TreeMap<>();
    private final Map<Long, Taken> takenAsks = new TreeMap<>();

    PaperBook(Refill refill) {
        this.refill = refill;
    }

    /** What we took of one level, and what the level held when it last changed. */
    private static final class Taken {
        private long qtyMicros;
        private long shownMicros;
    }

    /** One level change of a message that has not ended. */
    private record Change(BookSide side, long priceMicros, LevelOp op, long qtyMicros) {}

    private static final class Line {
        private final NavigableMap<Long, Long> bids = side(BookSide.BID);
        private final NavigableMap<Long, Long> asks = side(BookSide.ASK);
        private final List<Change> message = new ArrayList<>();
        private boolean whole;
        private boolean inSnapshot;
        private boolean inUpdate;
        private int epoch;

        private static NavigableMap<Long, Long> side(BookSide of) {
            return new TreeMap<>(of == BookSide.BID ? Comparator.<Long>reverseOrder() : Comparator.naturalOrder());
        }

        private NavigableMap<Long, Long> levels(BookSide of) {
            return of == BookSide.BID ? bids : asks;
        }

        private void begin(boolean snapshot) {
            message.clear();
            inSnapshot = snapshot;
            inUpdate = !snapshot;
        }

        /** Applies the message. @return false when a level would be less than nothing: the book is void then */
        private boolean end() {
            if (inSnapshot) {
                bids.clear();
                asks.clear();
                whole = true;
            }
            for (Change change : message) {
                NavigableMap<Long, Long> levels = levels(change.side());
                long before = change.op() == LevelOp.SET ? 0 : levels.getOrDefault(change.priceMicros(), 0L);
                long after = Math.addExact(before, change.qtyMicros());
                if (after < 0) {
                    forget();
                    return false;
                }
                if (after == 0) {
                    levels.remove(change.priceMicros());
                } else {
                    levels.put(change.priceMicros(), after);
                }
            }
            begin(false);
            inUpdate = false;
            return true;
        }

        private void forget() {
            whole = false;
            inSnapshot = false;
            inUpdate = false;
            message.clear();
        }
    }

    /** Levels of a side from the best on, price in YES terms; empty while nothing is known. */
    NavigableMap<Long, Long> levels(BookSide side) {
        Line line = read();
        if (line == null) {
            return Line.side(side);
        }
        return Collections.unmodifiableNavigableMap(line.levels(side));
    }

    /** Whether some line has a whole book. */
    boolean isKnown() {
        return read() != null;
    }

    /** Shown at a price, 0 when nothing or nothing is known. */
    long shownMicros(BookSide side, long yesPriceMicros) {
        return levels(side).getOrDefault(yesPriceMicros, 0L);
    }

    /** What we took of a level and the venue has not refilled. */
    long takenMicros(BookSide side, long yesPriceMicros) {
        Taken taken = taken(side).get(yesPriceMicros);
        return taken == null ? 0 : taken.qtyMicros;
    }

    /** Remembers what we took. */
    void take(BookSide side, long yesPriceMicros, long qtyMicros) {
        Taken taken = taken(side).computeIfAbsent(yesPriceMicros, price -> new Taken());
        taken.qtyMicros += qtyMicros;
        taken.shownMicros = shownMicros(side, yesPriceMicros);
    }

    /** @return true when the book that is read may be another one now */
    boolean onSnapshot(BookSnapshotDecoder event) {
        Line line = line(event.line());
        if (line == null || event.epoch() < line.epoch) {
            return false;
        }
        if (event.flags().begin()) {
            line.begin(true);
            line.epoch = event.epoch();
        } else if (!line.inSnapshot || event.epoch() != line.epoch) {
            return false;
        }
        for (BookSnapshotDecoder.LevelsDecoder level : event.levels()) {
            line.message.add(new Change(level.side(), level.priceMicros(), LevelOp.SET, level.qtyMicros()));
        }
        if (!event.flags().end()) {
            return false;
        }
        line.end();
        return settle(line, true);
    }

    /** @return true when the book that is read may be another one now */
    boolean onUpdate(BookUpdateDecoder event) {
        Line line = line(event.line());
        if (line == null || !line.whole || event.epoch() != line.epoch) {
            return false;
        }
        if (event.flags().begin()) {
            line.begin(false);
        } else if (!line.inUpdate) {
            return false;
        }
        for (BookUpdateDecoder.ChangesDecoder change : event.changes()) {
            line.message.add(new Change(change.side(), change.priceMicros(), change.op(), change.qtyMicros()));
        }
        if (!event.flags().end()) {
            return false;
        }
        line.end();
        return settle(line, false);
    }

    /** A line's book is worth nothing until its next snapshot. @return as {@link #onUpdate} */
    boolean onVoid(int lineNumber) {
        Line line = line(lineNumber);
        if (line == null || !line.whole && !line.inSnapshot) {
            return false;
        }
        line.forget();
        settle(null, false);
        return true;
    }

    /** Every line's book is worth nothing: the grid has changed. */
    void voidAll() {
        for (Line line : lines) {
            if (line != null) {
                line.forget();
            }
        }
        takenBids.clear();
        takenAsks.clear();
    }

    private Line line(int number) {
        if (number < 0 || number >= MAX_LINES) {
            return null;
        }
        if (lines[number] == null) {
            lines[number] = new Line();
        }
        return lines[number];
    }

    private Line read() {
        for (Line line : lines) {
            if (line != null && line.whole) {
                return line;
            }
        }
        return null;
    }

    private boolean settle(Line changed, boolean snapshot) {
        if (changed != null && changed.whole && changed != read()) {
            return false;
        }
        if (isKnown()) {
            refill(BookSide.BID, snapshot);
            refill(BookSide.ASK, snapshot);
        }
        return true;
    }

    private void refill(BookSide side, boolean snapshot) {
        for (Iterator<Map.Entry<Long, Taken>> all = taken(side).entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, Taken> entry = all.next();
            Taken taken = entry.getValue();
            long shownMicros = shownMicros(side, entry.getKey());
            boolean changed = shownMicros != taken.shownMicros;
            boolean back =
                    switch (refill) {
                        case SNAPSHOT -> snapshot || changed;
                        case CHANGE -> changed;
                        case GONE -> shownMicros == 0;
                    };
            if (back) {
                all.remove();
            } else {
                taken.shownMicros = shownMicros;
            }
        }
    }

    private Map<Long, Taken> taken(BookSide side) {
        return side == BookSide.BID ? takenBids : takenAsks;
    }
}
