package io.parallax.gateway.polymarket.market;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.BookWriter;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.reference.TickBand;
import java.util.List;

/**
 * What the decoder understood, as events of one line; and which books need a fresh snapshot because of it. A book whose
 * last word was a fault or a new grid waits: changes to it are left out until a whole book came.
 */
final class MarketPublisher implements MarketSink {
    /** In place of a slot or an instrument: every one of the line. */
    static final int EVERY = -1;

    private final MarketTable markets;
    private final BookWriter books;
    private final EventWriter events;
    private final int line;
    private final boolean[] awaiting;
    private final int[] losses;
    private int epoch;
    private long receivedEpochNs;
    private long receivedNanos;
    private boolean wanting;

    MarketPublisher(MarketTable markets, EventPublisher publisher, int line) {
        this.markets = markets;
        this.books = new BookWriter(publisher, line, this::onRefused);
        this.events = new EventWriter(publisher, Venue.POLYMARKET);
        this.line = line;
        awaiting = new boolean[markets.size()];
        losses = new int[markets.size()];
    }

    /** A new connection: every book waits for its snapshot. */
    void epoch(int connectionEpoch) {
        epoch = connectionEpoch;
        books.epoch(connectionEpoch);
        books.rearm();
        awaitAll();
        wanting = false;
    }

    /** Sets the receive time of the frame that follows. */
    void received(long epochNs, long nanos) {
        receivedEpochNs = epochNs;
        receivedNanos = nanos;
    }

    /** Whether the book waits for a snapshot. */
    boolean isAwaiting(int slot) {
        return awaiting[slot];
    }

    /** Leaves changes of the book out until its next snapshot. */
    void await(int slot) {
        if (!awaiting[slot]) {
            awaiting[slot] = true;
            losses[slot]++;
        }
        wanting = true;
    }

    private void awaitAll() {
        for (int slot = 0; slot < awaiting.length; slot++) {
            await(slot);
        }
    }

    /** How often the book was lost: tells a new wait from an old one. */
    int losses(int slot) {
        return losses[slot];
    }

    /** Whether since the last asking some book began to wait, for another reason than a new connection. */
    boolean takeWanting() {
        boolean some = wanting;
        wanting = false;
        return some;
    }

    /** Whether the ring refused market data and {@link #rearm} is due. */
    boolean isRefused() {
        return books.isRefused();
    }

    /** Tries market data again: every book waits for a snapshot since the refusal. */
    void rearm() {
        books.rearm();
        wanting = true;
    }

    /** The ring had no room: what the engine knows of the line has a hole. */
    private void onRefused() {
        status(FeedState.GAP, EVERY, 0);
        awaitAll();
    }

    /** Publishes the state of the line, or of one market on it. */
    void status(FeedState state, int slot, int faultCode) {
        events.stamp(receivedEpochNs, 0, receivedNanos);
        int instrumentId = slot < 0 ? EVERY : markets.instrumentId(slot);
        events.feedStatus(line, state, epoch, instrumentId, faultCode);
    }

    @Override
    public void book(int slot, long venueTimeNs, LevelBatch levels) {
        books.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        books.beginSnapshot(markets.instrumentId(slot));
        for (int i = 0; i < levels.size(); i++) {
            if (levels.qtyMicros(i) > 0) {
                books.level(sideOf(levels.side(i)), levels.priceMicros(i), levels.qtyMicros(i));
            }
        }
        if (books.endSnapshot()) {
            awaiting[slot] = false;
        }
    }

    @Override
    public void changes(int slot, long venueTimeNs, LevelBatch levels) {
        if (awaiting[slot]) {
            return;
        }
        books.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        books.beginUpdate(markets.instrumentId(slot));
        for (int i = 0; i < levels.size(); i++) {
            if (levels.slot(i) == slot && !levels.isSkipped(i)) {
                books.change(LevelOp.SET, sideOf(levels.side(i)), levels.priceMicros(i), levels.qtyMicros(i));
            }
        }
        books.endUpdate();
    }

    @Override
    public void trade(int slot, long venueTimeNs, boolean takerBuysYes, long priceMicros, long qtyMicros) {
        books.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        books.trade(
                markets.instrumentId(slot), takerBuysYes ? OrderAction.BUY : OrderAction.SELL, priceMicros, qtyMicros);
    }

    @Override
    public void tick(int slot, long venueTimeNs, long tickMicros) {
        events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        events.tickSize(markets.instrumentId(slot), grid(tickMicros));
        await(slot);
    }

    @Override
    public void resolved(int slot, long venueTimeNs, long payoutMicros) {
        events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        events.marketStatus(markets.instrumentId(slot), MarketState.RESOLVED, payoutMicros);
    }

    @Override
    public void fault(int slot, int code) {
        status(FeedState.FAULT, slot, code);
        if (slot < 0) {
            awaitAll();
        } else {
            await(slot);
        }
    }

    private static BookSide sideOf(byte side) {
        return side == LevelBatch.BID ? BookSide.BID : BookSide.ASK;
    }

    private static List<TickBand> grid(long tickMicros) {
        return List.of(new TickBand(0, Micros.ONE, tickMicros));
    }
}
