package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TimerDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import java.util.HashMap;
import java.util.Map;

/** Books: whole while they may be read, and at rest the venue's own. */
final class BookJudge extends Judge {
    private static final int INSTRUMENT_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + 2 * Long.BYTES;

    private boolean stoodStill;
    private final FeedStatusDecoder feed = new FeedStatusDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final TickSizeChangedDecoder tick = new TickSizeChangedDecoder();
    private final Map<Integer, String> toldGrids = new HashMap<>();
    private long lastTimerNs;

    BookJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        lastTimerNs = 0;
        toldGrids.clear();
    }

    @Override
    void onEvent(Slot slot) {
        stoodStill(slot);
        switch (slot.templateId) {
            case BookUpdateDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID ->
                // The instrument is the first field behind the two instants of every event.
                notCrossed(slot.world, slot.event.getInt(slot.offset + INSTRUMENT_OFFSET));
            case FeedStatusDecoder.TEMPLATE_ID -> {
                feed.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
                if (isLoss(feed.state())) {
                    lost(slot.world);
                }
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> firstGrid(slot);
            case TickSizeChangedDecoder.TEMPLATE_ID -> newGrid(slot);
            default -> {
                // Not about a book.
            }
        }
    }

    private void firstGrid(Slot slot) {
        defined.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
        StringBuilder grid = new StringBuilder();
        for (InstrumentDefinedDecoder.BandsDecoder band : defined.bands()) {
            band(grid, band.startMicros(), band.endMicros(), band.stepMicros());
        }
        toldGrids.put(defined.instrumentId(), grid.toString());
    }

    /** A grid other than the one told last empties the book on every line: its levels were prices of another grid. */
    private void newGrid(Slot slot) {
        tick.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
        int instrumentId = tick.instrumentId();
        StringBuilder grid = new StringBuilder();
        for (TickSizeChangedDecoder.BandsDecoder band : tick.bands()) {
            band(grid, band.startMicros(), band.endMicros(), band.stepMicros());
        }
        String told = toldGrids.put(instrumentId, grid.toString());
        if (grid.toString().equals(told)) {
            return;
        }
        BookSlot book = slot.world.engine().slot(instrumentId);
        for (int copy = 0; copy < 2; copy++) {
            OrderBook levels = book.book(copy);
            BookHealth.State health = book.health(copy);
            verdicts.hold(
                    Invariant.B5,
                    levels == null
                            || health != BookHealth.State.LIVE
                                    && levels.levels(io.parallax.codecs.sbe.BookSide.BID) == 0
                                    && levels.levels(io.parallax.codecs.sbe.BookSide.ASK) == 0,
                    () -> "instrument " + instrumentId + " got the grid " + grid + "after " + told + "and its book is "
                            + health + ": " + levels);
        }
    }

    private static void band(StringBuilder grid, long startMicros, long endMicros, long stepMicros) {
        grid.append(Micros.format(startMicros))
                .append("..")
                .append(Micros.format(endMicros))
                .append(" by ")
                .append(Micros.format(stepMicros))
                .append(' ');
    }

    private static boolean isLoss(FeedState state) {
        return state == FeedState.GAP
                || state == FeedState.FAULT
                || state == FeedState.STALE
                || state == FeedState.DISCONNECTED;
    }

    /** Of one book, or of every book on the line. */
    private void lost(World world) {
        for (int instrumentId = 0; instrumentId < world.instruments(); instrumentId++) {
            boolean meant = feed.instrumentId() < 0
                    ? world.venueOf(instrumentId) == feed.venue()
                    : instrumentId == feed.instrumentId();
            if (meant) {
                notLive(world, instrumentId, feed.line(), feed.state());
            }
        }
    }

    /** What came while the process stood still is older than it looks: no book is believed but the one that came whole. */
    private void stoodStill(Slot slot) {
        long nowNs = slot.timestampNs();
        long limitNs = slot.world.feed().maxClockGapNs();
        boolean gap = limitNs > 0 && lastTimerNs != 0 && nowNs - lastTimerNs > limitNs;
        if (gap || slot.templateId == TimerDecoder.TEMPLATE_ID) {
            lastTimerNs = nowNs;
        }
        if (!gap || slot.templateId == BookSnapshotDecoder.TEMPLATE_ID) {
            return;
        }
        for (int instrumentId = 0; instrumentId < slot.world.instruments(); instrumentId++) {
            int id = instrumentId;
            verdicts.hold(
                    Invariant.B3,
                    !slot.world.engine().slot(id).isLive(),
                    () -> "instrument " + id + " is LIVE after the process stood still");
        }
    }

    /** A market or a line that stands still leaves no hole in the numbers: only a comparison can tell. */
    @Override
    public void onFault(World world, String kind) {
        stoodStill |= kind.equals("feed-frozen-market") || kind.equals("feed-stall");
    }

    /** Where messages are numbered a whole book is what its line told: a snapshot that is not its repeat says one was missed. */
    @Override
    void onAlert(Slot slot, AlertDecoder alert) {
        int instrumentId = alert.instrumentId();
        verdicts.hold(
                Invariant.B3,
                stoodStill
                        || alert.code() != AlertCode.BOOK_MISMATCH
                        || slot.templateId != BookSnapshotDecoder.TEMPLATE_ID // else two lines differ, one stood still
                        || instrumentId < 0
                        || slot.world.venueOf(instrumentId) != Venue.KALSHI,
                () -> "the book of " + instrumentId + " was LIVE and not what the venue repeated");
    }

    private void notCrossed(World world, int instrumentId) {
        BookSlot slot = world.engine().slot(instrumentId);
        if (slot.isLive()) {
            OrderBook book = slot.book();
            verdicts.hold(
                    Invariant.B1,
                    book.bestBidMicros() == OrderBook.NO_PRICE
                            || book.bestAskMicros() == OrderBook.NO_PRICE
                            || book.bestBidMicros() < book.bestAskMicros(),
                    () -> "instrument " + instrumentId + ": " + book);
        }
    }

    private void notLive(World world, int instrumentId, int line, FeedState state) {
        BookSlot slot = world.engine().slot(instrumentId);
        for (int copy = 0; copy < 2; copy++) {
            if (slot.line(copy) == line) {
                BookHealth.State health = slot.health(copy);
                verdicts.hold(
                        Invariant.B3,
                        health != BookHealth.State.LIVE,
                        () -> "instrument " + instrumentId + " is LIVE on line " + line + " after " + state);
            }
        }
    }

    @Override
    public void atRest(World world) {
        if (world.engine() == null) {
            return;
        }
        for (int instrumentId = 0; instrumentId < world.instruments(); instrumentId++) {
            BookSlot slot = world.engine().slot(instrumentId);
            Market market = world.truth(world.venueOf(instrumentId)).market(instrumentId);
            if (slot.isLive() && market.state() == MarketState.OPEN) {
                same(instrumentId, slot.book(), market, BookSide.BID);
                same(instrumentId, slot.book(), market, BookSide.ASK);
            }
        }
    }

    private void same(int instrumentId, OrderBook book, Market market, BookSide side) {
        io.parallax.codecs.sbe.BookSide ours =
                side == BookSide.BID ? io.parallax.codecs.sbe.BookSide.BID : io.parallax.codecs.sbe.BookSide.ASK;
        int[] levels = {0};
        market.forEachLevel(side, (priceMicros, qtyMicros) -> {
            levels[0]++;
            verdicts.hold(
                    Invariant.B2,
                    book.qtyAt(ours, priceMicros) == qtyMicros,
                    () -> "instrument " + instrumentId + " " + side + " " + priceMicros + ": we have "
                            + book.qtyAt(ours, priceMicros) + ", the venue " + qtyMicros);
        });
        verdicts.hold(
                Invariant.B2,
                book.levels(ours) == levels[0],
                () -> "instrument " + instrumentId + " " + side + ": we have " + book.levels(ours)
                        + " levels, the venue " + levels[0]);
    }
}
