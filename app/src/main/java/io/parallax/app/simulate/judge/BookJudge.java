package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;

/** Books: whole while they may be read, and at rest the venue's own. */
final class BookJudge extends Judge {
    private static final int INSTRUMENT_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + 2 * Long.BYTES;

    private final FeedStatusDecoder feed = new FeedStatusDecoder();

    BookJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    void onEvent(Slot slot) {
        switch (slot.templateId) {
            case BookUpdateDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID ->
                // The instrument is the first field behind the two instants of every event.
                notCrossed(slot.world, slot.event.getInt(slot.offset + INSTRUMENT_OFFSET));
            case FeedStatusDecoder.TEMPLATE_ID -> {
                feed.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
                if (feed.instrumentId() >= 0 && isLoss(feed.state())) {
                    notLive(slot.world, feed.instrumentId(), feed.line(), feed.state());
                }
            }
            default -> {
                // Not about a book.
            }
        }
    }

    private static boolean isLoss(FeedState state) {
        return state == FeedState.GAP || state == FeedState.FAULT || state == FeedState.STALE;
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
