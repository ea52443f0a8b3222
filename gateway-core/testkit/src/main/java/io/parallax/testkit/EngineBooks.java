package io.parallax.testkit;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.port.EventPublisher;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** The engine's own books behind a publisher: every event is applied at once, as the engine would. */
public final class EngineBooks implements EventPublisher {
    private static final int MICRO_PLACES = 6;

    private final Map<Integer, BookSlot> slots = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final TickSizeChangedDecoder tick = new TickSizeChangedDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private long events;
    private long faults;

    /** Adds an instrument on a grid. */
    public void define(int instrumentId, TickGrid grid) {
        slots.put(instrumentId, new BookSlot(grid));
    }

    /** Events taken so far. */
    public long events() {
        return events;
    }

    /** Faults the engine itself found in events. */
    public long faults() {
        return faults;
    }

    /** Whether a decision could read the book. */
    public boolean isLive(int instrumentId) {
        return slots.get(instrumentId).isLive();
    }

    /** Health in words, for messages. */
    public String health(int instrumentId) {
        return slots.get(instrumentId).health().toString();
    }

    /** Whether the book holds these levels and no others. */
    public boolean holds(int instrumentId, Map<BigDecimal, BigDecimal> bids, Map<BigDecimal, BigDecimal> asks) {
        OrderBook book = slots.get(instrumentId).book();
        return holds(book, BookSide.BID, bids) && holds(book, BookSide.ASK, asks);
    }

    private static boolean holds(OrderBook book, BookSide side, Map<BigDecimal, BigDecimal> levels) {
        if (book.levels(side) != levels.size()) {
            return false;
        }
        for (Map.Entry<BigDecimal, BigDecimal> level : levels.entrySet()) {
            if (book.qtyAt(side, micros(level.getKey())) != micros(level.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static long micros(BigDecimal value) {
        return value.movePointRight(MICRO_PLACES).longValueExact();
    }

    /** The levels in words, best first, for messages. */
    public String describe(int instrumentId) {
        return levels(instrumentId, BookSide.BID) + " / " + levels(instrumentId, BookSide.ASK);
    }

    private String levels(int id, BookSide side) {
        OrderBook book = slots.get(id).book();
        StringBuilder text = new StringBuilder("{");
        for (int i = book.bestIndex(side); i >= 0; i = book.nextIndex(side, i)) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(plain(BigDecimal.valueOf(book.priceMicros(i), MICRO_PLACES))
                            .toPlainString())
                    .append('=')
                    .append(plain(BigDecimal.valueOf(book.qtyMicros(side, i), MICRO_PLACES))
                            .toPlainString());
        }
        return text.append('}').toString();
    }

    /** The same number without zeros at its end, so that equal numbers are equal objects. */
    public static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        events++;
        if (length > MAX_EVENT_LENGTH) {
            throw new AssertionError("event of " + length + " bytes");
        }
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(event, offset, header);
                count(slots.get(snapshot.instrumentId()).onSnapshot(snapshot));
            }
            case BookUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(event, offset, header);
                count(slots.get(update.instrumentId()).onUpdate(update));
            }
            case TickSizeChangedDecoder.TEMPLATE_ID -> {
                tick.wrapAndApplyHeader(event, offset, header);
                onTick(slots.get(tick.instrumentId()), tick.meta().timestampNs());
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(event, offset, header);
                onFeed(status.instrumentId(), status.meta().timestampNs());
            }
            default -> {
                // Prints and market states do not touch the levels.
            }
        }
    }

    private void count(int result) {
        faults += (result & BookSlot.FAULT) != 0 ? 1 : 0;
    }

    private void onTick(BookSlot slot, long timestampNs) {
        TickSizeChangedDecoder.BandsDecoder bands = tick.bands();
        int count = bands.count();
        long[] start = new long[count];
        long[] end = new long[count];
        long[] step = new long[count];
        for (int i = 0; i < count; i++) {
            bands.next();
            start[i] = bands.startMicros();
            end[i] = bands.endMicros();
            step[i] = bands.stepMicros();
        }
        try {
            slot.onTickChange(TickGrid.of(start, end, step), timestampNs);
        } catch (IllegalArgumentException unusable) {
            slot.onStale(timestampNs);
        }
    }

    private void onFeed(int only, long timestampNs) {
        slots.forEach((id, slot) -> {
            if (only < 0 || only == id) {
                slot.onFeed(status.line(), status.state(), status.epoch(), timestampNs);
            }
        });
    }
}
