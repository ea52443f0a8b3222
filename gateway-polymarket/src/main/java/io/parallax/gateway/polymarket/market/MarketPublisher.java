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
import io.parallax.gateway.feed.Heard;
import io.parallax.gateway.feed.Shard;
import io.parallax.gateway.feed.Shards;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.reference.TickBand;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What the decoder understood, as events of one line; and which books need a fresh snapshot because of it. A book whose
 * last word was a fault or a new grid waits: changes to it are left out until a whole book came.
 */
final class MarketPublisher implements MarketSink {
    /** In place of a slot or an instrument: every one of the line. */
    static final int EVERY = -1;

    private final MarketTable markets;
    private final Shard shard;
    private final BookWriter books;
    private final EventWriter events;
    private final int line;
    private final GridListener onNewGrid;
    private final IntConsumer onResolved;
    private final Heard heard = new Heard();
    private final boolean[] awaiting;
    private final int[] losses;
    private int epoch;
    private long receivedEpochNs;
    private long receivedNanos;
    private boolean wanting;
    private int faults;

    /** For the only line there is, with every market of the table. */
    MarketPublisher(MarketTable markets, EventPublisher publisher, int line) {
        this(markets, allOf(markets), publisher, line, (its, slot) -> {}, slot -> {});
    }

    /**
     * @param onNewGrid told of a new grid, after the line has seen to its own book
     * @param onResolved told of a result, which may still be amended, after it was published
     */
    MarketPublisher(
            MarketTable markets,
            Shard shard,
            EventPublisher publisher,
            int line,
            GridListener onNewGrid,
            IntConsumer onResolved) {
        this.markets = markets;
        this.shard = shard;
        this.books = new BookWriter(publisher, line, this::onRefused);
        this.events = new EventWriter(publisher, Venue.POLYMARKET);
        this.line = line;
        this.onNewGrid = onNewGrid;
        this.onResolved = onResolved;
        awaiting = new boolean[shard.capacity()];
        losses = new int[shard.capacity()];
    }

    static Shard allOf(MarketTable markets) {
        Shards shards = new Shards(Math.max(1, markets.size()));
        Shard all = shards.open();
        for (int slot = 0; slot < markets.size(); slot++) {
            shards.add(slot);
        }
        return all;
    }

    /** A new connection: every book waits for its snapshot. */
    void epoch(int connectionEpoch) {
        epoch = connectionEpoch;
        books.epoch(connectionEpoch);
        books.rearm();
        heard.restart();
        awaitAll();
        wanting = false;
    }

    /** Sets the receive time of the frame that follows. */
    void received(long epochNs, long nanos) {
        receivedEpochNs = epochNs;
        receivedNanos = nanos;
    }

    /** Whether the book waits for a snapshot, or is not followed here. */
    boolean isAwaiting(int slot) {
        int place = shard.placeOf(slot);
        return place == Shard.NONE || awaiting[place];
    }

    /** Whether the book at a place waits for a snapshot. */
    boolean isAwaitingAt(int place) {
        return awaiting[place];
    }

    /** Whether the market's book waits for a snapshot, or is none of this line's. */
    boolean awaits(int slot) {
        int place = shard.placeOf(slot);
        return place == Shard.NONE || awaiting[place];
    }

    /** Leaves changes of the book out until its next snapshot. */
    void await(int slot) {
        loses(slot);
        wanting = true;
    }

    /** The book found no room on its way: as {@link #await}, but there is no hurry to ask. */
    void lost(int slot) {
        loses(slot);
    }

    private void loses(int slot) {
        int place = shard.placeOf(slot);
        if (place != Shard.NONE && !awaiting[place]) {
            awaiting[place] = true;
            losses[place]++;
        }
    }

    /** A market left its place. */
    void free(int place) {
        awaiting[place] = false;
    }

    private void awaitAll() {
        for (int place = 0; place < shard.capacity(); place++) {
            if (shard.slotAt(place) != Shard.NONE) {
                await(shard.slotAt(place));
            }
        }
    }

    /** How often the book at a place was lost: tells a new wait from an old one. */
    int losses(int place) {
        return losses[place];
    }

    /** Faults of this line so far. */
    int faults() {
        return faults;
    }

    /** Tells that data came, when it did and it is time. */
    void tellHeard(long nowNanos) {
        if (heard.take(nowNanos)) {
            status(FeedState.HEARD, EVERY, 0);
        }
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
    public void book(int slot, long venueTimeNs, LevelBatch levels) { // not heard: this line may have asked for it
        int place = shard.placeOf(slot);
        if (place == Shard.NONE) {
            return;
        }
        awaiting[place] = false; // before its levels go out: they may find no room
        books.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        books.beginSnapshot(markets.instrumentId(slot));
        for (int i = 0; i < levels.size(); i++) {
            if (levels.qtyMicros(i) > 0) {
                books.level(sideOf(levels.side(i)), levels.priceMicros(i), levels.qtyMicros(i));
            }
        }
        if (!books.endSnapshot()) {
            lost(slot);
        }
    }

    @Override
    public void changes(int slot, long venueTimeNs, LevelBatch levels) {
        heard.data();
        int place = shard.placeOf(slot);
        if (place == Shard.NONE || awaiting[place]) {
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
        heard.data();
        if (shard.placeOf(slot) == Shard.NONE) {
            return;
        }
        books.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        books.trade(
                markets.instrumentId(slot), takerBuysYes ? OrderAction.BUY : OrderAction.SELL, priceMicros, qtyMicros);
    }

    @Override
    public void tick(int slot, long venueTimeNs, long tickMicros) {
        events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        heard.data();
        events.tickSize(markets.instrumentId(slot), grid(tickMicros));
        renew(slot);
        onNewGrid.onNewGrid(line, slot);
    }

    /** The market has a new grid: its book does not hold until its next snapshot. */
    void renew(int slot) {
        if (shard.placeOf(slot) != Shard.NONE) {
            status(FeedState.STALE, slot, 0);
            await(slot);
        }
    }

    @Override
    public void resolved(int slot, long venueTimeNs, long payoutMicros) {
        heard.data();
        events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
        events.marketStatus(markets.instrumentId(slot), MarketState.RESOLVED, payoutMicros, false);
        onResolved.accept(slot);
    }

    @Override
    public void fault(int slot, int code) {
        if (slot < 0) {
            faults++;
            status(FeedState.FAULT, EVERY, code);
            awaitAll();
        } else if (shard.placeOf(slot) != Shard.NONE) {
            // A market that waits already says nothing new about the line: one bad market must not end its neighbours'
            // books.
            faults += isAwaiting(slot) ? 0 : 1;
            status(FeedState.FAULT, slot, code);
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
