package io.parallax.gateway.polymarket;

import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpenOrderSeenDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.ReconcileBeginDecoder;
import io.parallax.codecs.sbe.ReconcileEndDecoder;
import io.parallax.codecs.sbe.SettledDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.EventPublisher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;

/**
 * A publisher that keeps what it is given: books as trees by the contract of the schema, everything else as one line of
 * text each. Any thread may publish.
 */
public final class Recorder implements EventPublisher {
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, Book> books = new ConcurrentHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private boolean full;
    private int marketData;

    /** One book in terms of the first outcome. */
    public static final class Book {
        public final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        public final TreeMap<Long, Long> asks = new TreeMap<>();
        private boolean whole;

        public boolean isWhole() {
            return whole;
        }

        TreeMap<Long, Long> side(BookSide side) {
            return side == BookSide.BID ? bids : asks;
        }

        void clear() {
            bids.clear();
            asks.clear();
            whole = false;
        }

        @Override
        public String toString() {
            return (whole ? "" : "void ") + bids + " | " + asks;
        }
    }

    /** From now on the ring has room for nothing but its reserved quarter, or has room again. */
    public synchronized void full(boolean noRoom) {
        full = noRoom;
    }

    @Override
    public synchronized boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (full) {
            return false;
        }
        marketData++;
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public synchronized void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookSnapshotDecoder.TEMPLATE_ID -> snapshot(event, offset);
            case BookUpdateDecoder.TEMPLATE_ID -> update(event, offset);
            default -> lines.add(text(event, offset));
        }
        notifyAll();
    }

    private void snapshot(DirectBuffer event, int offset) {
        BookSnapshotDecoder snapshot = new BookSnapshotDecoder().wrapAndApplyHeader(event, offset, header);
        Book book = book(snapshot.instrumentId());
        if (snapshot.flags().begin()) {
            book.clear();
        }
        boolean end = snapshot.flags().end();
        for (BookSnapshotDecoder.LevelsDecoder level : snapshot.levels()) {
            Long old = book.side(level.side()).put(level.priceMicros(), level.qtyMicros());
            if (level.qtyMicros() <= 0 || old != null) {
                throw new IllegalStateException("snapshot level " + level.priceMicros() + " twice or empty");
            }
        }
        book.whole = end;
    }

    private void update(DirectBuffer event, int offset) {
        BookUpdateDecoder update = new BookUpdateDecoder().wrapAndApplyHeader(event, offset, header);
        Book book = book(update.instrumentId());
        if (!book.whole) {
            return;
        }
        for (BookUpdateDecoder.ChangesDecoder change : update.changes()) {
            if (change.qtyMicros() == 0) {
                book.side(change.side()).remove(change.priceMicros());
            } else {
                book.side(change.side()).put(change.priceMicros(), change.qtyMicros());
            }
        }
    }

    private String text(DirectBuffer event, int offset) {
        switch (header.templateId()) {
            case TradeDecoder.TEMPLATE_ID -> {
                TradeDecoder e = new TradeDecoder().wrapAndApplyHeader(event, offset, header);
                return "Trade " + e.instrumentId() + " " + e.takerAction() + " " + m(e.qtyMicros()) + " @ "
                        + m(e.priceMicros());
            }
            case TickSizeChangedDecoder.TEMPLATE_ID -> {
                TickSizeChangedDecoder e = new TickSizeChangedDecoder().wrapAndApplyHeader(event, offset, header);
                book(e.instrumentId()).clear();
                return "TickSizeChanged " + e.instrumentId() + " "
                        + m(e.bands().next().stepMicros());
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                FeedStatusDecoder e = new FeedStatusDecoder().wrapAndApplyHeader(event, offset, header);
                if (e.state() == FeedState.HEARD) {
                    return "Heard";
                }
                books.forEach((id, book) -> {
                    boolean good = e.state() == FeedState.VERIFIED || e.state() == FeedState.HEARD;
                    if (!good && (e.instrumentId() == -1 || e.instrumentId() == id)) {
                        book.clear();
                    }
                });
                return "FeedStatus " + e.state() + " " + e.instrumentId() + " epoch " + e.epoch() + " fault "
                        + e.faultCode();
            }
            case MarketStatusDecoder.TEMPLATE_ID -> {
                MarketStatusDecoder e = new MarketStatusDecoder().wrapAndApplyHeader(event, offset, header);
                return "MarketStatus " + e.instrumentId() + " " + e.state() + " "
                        + (e.payoutMicros() == Micros.NULL ? "null" : m(e.payoutMicros()))
                        + (e.finality() == Flag.YES ? " final" : e.finality() == Flag.NO ? " not final" : "");
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                return new InstrumentDefinedDecoder()
                        .wrapAndApplyHeader(event, offset, header)
                        .toString();
            }
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                OrderAcceptedDecoder e = new OrderAcceptedDecoder().wrapAndApplyHeader(event, offset, header);
                return "OrderAccepted " + e.orderId() + " " + e.venueOrderId();
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder e = new OrderRejectedDecoder().wrapAndApplyHeader(event, offset, header);
                return "OrderRejected " + e.orderId() + " " + e.code() + " " + e.text();
            }
            case OrderUnknownDecoder.TEMPLATE_ID -> {
                OrderUnknownDecoder e = new OrderUnknownDecoder().wrapAndApplyHeader(event, offset, header);
                return "OrderUnknown " + e.orderId() + " " + e.cause();
            }
            case OrderDoneDecoder.TEMPLATE_ID -> {
                OrderDoneDecoder e = new OrderDoneDecoder().wrapAndApplyHeader(event, offset, header);
                return "OrderDone " + e.orderId() + " " + e.reason() + " " + m(e.filledQtyMicros());
            }
            case FillDecoder.TEMPLATE_ID -> {
                FillDecoder e = new FillDecoder().wrapAndApplyHeader(event, offset, header);
                return "Fill " + e.orderId() + " " + e.instrumentId() + " " + e.action() + " " + e.outcome() + " "
                        + m(e.qtyMicros()) + " @ " + m(e.priceMicros()) + " " + e.liquidity() + " " + e.settlement()
                        + " part " + e.part() + (e.feeMicros() == Micros.NULL ? "" : " fee " + e.feeMicros());
            }
            case BalanceDecoder.TEMPLATE_ID -> {
                BalanceDecoder e = new BalanceDecoder().wrapAndApplyHeader(event, offset, header);
                return "Balance " + m(e.cashMicros());
            }
            case PositionDecoder.TEMPLATE_ID -> {
                PositionDecoder e = new PositionDecoder().wrapAndApplyHeader(event, offset, header);
                return "Position " + e.instrumentId() + " " + m(e.yesQtyMicros()) + " " + m(e.noQtyMicros());
            }
            case ReconcileBeginDecoder.TEMPLATE_ID -> {
                return "ReconcileBegin";
            }
            case ReconcileEndDecoder.TEMPLATE_ID -> {
                ReconcileEndDecoder e = new ReconcileEndDecoder().wrapAndApplyHeader(event, offset, header);
                return "ReconcileEnd " + e.complete();
            }
            case VenueConditionDecoder.TEMPLATE_ID -> {
                VenueConditionDecoder e = new VenueConditionDecoder().wrapAndApplyHeader(event, offset, header);
                return "VenueCondition " + e.kind()
                        + (e.untilNs() == VenueConditionDecoder.untilNsNullValue()
                                ? ""
                                : " for " + Math.round((e.untilNs() - e.meta().timestampNs()) / 1e9) + " s");
            }
            case OpenOrderSeenDecoder.TEMPLATE_ID -> {
                OpenOrderSeenDecoder e = new OpenOrderSeenDecoder().wrapAndApplyHeader(event, offset, header);
                String whose = e.orderId() == OpenOrderSeenDecoder.orderIdNullValue() ? "foreign" : "" + e.orderId();
                return "OpenOrderSeen " + whose + " " + e.instrumentId() + " " + m(e.remainingQtyMicros()) + " "
                        + e.venueOrderId();
            }
            case SettledDecoder.TEMPLATE_ID -> {
                SettledDecoder e = new SettledDecoder().wrapAndApplyHeader(event, offset, header);
                return "Settled " + e.instrumentId() + " " + m(e.yesQtyMicros()) + " " + m(e.noQtyMicros()) + " cash "
                        + m(e.cashMicros()) + " fee " + m(e.feeMicros());
            }
            default -> throw new IllegalStateException("template " + header.templateId());
        }
    }

    private static String m(long micros) {
        return Micros.format(micros);
    }

    /** The book of an instrument, empty and void at first. */
    public Book book(int instrumentId) {
        return books.computeIfAbsent(instrumentId, id -> new Book());
    }

    /** Everything but books, in order. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Lines that begin so. */
    public synchronized List<String> lines(String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    public synchronized int marketData() {
        return marketData;
    }

    public synchronized void clear() {
        lines.clear();
    }

    /** Waits until so many lines begin so; fails with what there is when they do not come. */
    public synchronized List<String> await(String beginning, int count) throws InterruptedException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (lines(beginning).size() < count) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError(count + " x '" + beginning + "' did not come; there is " + lines);
            }
            wait(leftMs);
        }
        return lines(beginning);
    }

    /** Waits until the book is whole. */
    public synchronized Book awaitBook(int instrumentId) throws InterruptedException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!book(instrumentId).isWhole()) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError("no whole book of " + instrumentId + "; there is " + lines);
            }
            wait(leftMs);
        }
        return book(instrumentId);
    }
}
