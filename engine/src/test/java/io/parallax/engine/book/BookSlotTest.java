package io.parallax.engine.book;

import static io.parallax.engine.book.BookEvents.BEGIN;
import static io.parallax.engine.book.BookEvents.END;
import static io.parallax.engine.book.BookEvents.WHOLE;
import static io.parallax.engine.book.BookEvents.addAsk;
import static io.parallax.engine.book.BookEvents.addBid;
import static io.parallax.engine.book.BookEvents.ask;
import static io.parallax.engine.book.BookEvents.bid;
import static io.parallax.engine.book.BookSlot.FAULT;
import static io.parallax.engine.book.BookSlot.HEALTH_CHANGED;
import static io.parallax.engine.book.BookSlot.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.book.BookHealth.State;
import org.junit.jupiter.api.Test;

final class BookSlotTest {
    private final BookSlot slot = new BookSlot(Grids.CENT);
    private final BookEvents events = new BookEvents();

    private void live() {
        assertThat(events.snapshot(slot, WHOLE, bid(420_000, 10), ask(440_000, 20)))
                .isEqualTo(READY | HEALTH_CHANGED);
    }

    private int feed(FeedState state) {
        return slot.onFeed(events.line, state, events.epoch, ++events.timestampNs);
    }

    @Test
    void shouldIgnoreUpdatesUntilASnapshotIsThere() {
        assertThat(events.update(slot, WHOLE, bid(420_000, 10))).isZero();
        assertThat(slot.ignoredUpdates()).isEqualTo(1);
        assertThat(slot.health()).isEqualTo(State.AWAITING_SNAPSHOT);
        live();
        assertThat(slot.isLive()).isTrue();
        assertThat(slot.book().bestBidMicros()).isEqualTo(420_000);
        assertThat(events.update(slot, WHOLE, addBid(430_000, 5), addAsk(440_000, -20), ask(450_000, 1)))
                .isEqualTo(READY);
        assertThat(slot.book().bestBidMicros()).isEqualTo(430_000);
        assertThat(slot.book().bestAskMicros()).isEqualTo(450_000);
    }

    @Test
    void shouldBeReadOnlyWhenTheLastChunkOfASnapshotIsIn() {
        live();
        assertThat(events.snapshot(slot, BEGIN, bid(300_000, 1))).isZero();
        assertThat(slot.isLive()).isFalse();
        assertThat(events.snapshot(slot, 0, bid(310_000, 1))).isZero();
        assertThat(slot.isLive()).isFalse();
        assertThat(events.snapshot(slot, END, ask(320_000, 1))).isEqualTo(READY);
        assertThat(slot.isLive()).isTrue();
        assertThat(slot.book().bestBidMicros()).isEqualTo(310_000);
        assertThat(slot.book().qtyAt(io.parallax.codecs.sbe.BookSide.BID, 420_000))
                .isZero();
    }

    @Test
    void shouldBeReadOnlyWhenTheLastChunkOfAMessageIsIn() {
        live();
        assertThat(events.update(slot, BEGIN, bid(430_000, 5))).isZero();
        assertThat(slot.isLive()).isFalse();
        assertThat(events.update(slot, END, bid(420_000, 0))).isEqualTo(READY);
        assertThat(slot.isLive()).isTrue();
    }

    @Test
    void shouldFoldInWhatAHalfAppliedMessageBeganFrom() {
        assertThat(hashWithinAMessage(5)).isEqualTo(hashWithinAMessage(5)).isNotEqualTo(hashWithinAMessage(6));
    }

    /** The copy that is not read, within a message that makes its levels the same whatever they were. */
    private static long hashWithinAMessage(long qtyBefore) {
        BookSlot two = new BookSlot(Grids.CENT);
        BookEvents first = new BookEvents();
        first.snapshot(two, WHOLE, bid(420_000, 10), ask(440_000, 20));
        BookEvents second = new BookEvents();
        second.line = 1;
        second.snapshot(two, WHOLE, bid(420_000, qtyBefore), ask(440_000, 20));
        assertThat(two.activeLine()).isZero();
        second.update(two, BEGIN, bid(420_000, 7));
        return two.stateHash(0);
    }

    @Test
    void shouldNotAskForEvaluationWhenNothingChanged() {
        live();
        long hash = slot.stateHash(0);
        assertThat(events.update(slot, WHOLE, bid(420_000, 10))).isZero();
        assertThat(slot.stateHash(0)).isEqualTo(hash);
        assertThat(slot.lastHeardNs()).isEqualTo(events.timestampNs);
        assertThat(slot.book().lastChangeNs()).isLessThan(events.timestampNs);
    }

    @Test
    void shouldCountAGapWhenALevelGoesNegative() {
        live();
        assertThat(events.update(slot, WHOLE, addBid(420_000, -11))).isEqualTo(FAULT | HEALTH_CHANGED);
        assertThat(slot.lastFault()).isEqualTo(BookFault.NEGATIVE_LEVEL);
        assertThat(slot.health()).isEqualTo(State.GAPPED);
        assertThat(events.update(slot, WHOLE, bid(430_000, 1))).isZero();
        live();
        assertThat(slot.faults()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheBookOutWhenAPriceIsOffTheGrid() {
        live();
        assertThat(events.update(slot, WHOLE, bid(425_000, 1))).isEqualTo(FAULT | HEALTH_CHANGED);
        assertThat(slot.lastFault()).isEqualTo(BookFault.OFF_GRID);
        assertThat(slot.health()).isEqualTo(State.STALE);
    }

    @Test
    void shouldAbandonASnapshotWithABadLevel() {
        assertThat(events.snapshot(slot, BEGIN, bid(425_000, 1))).isEqualTo(FAULT | HEALTH_CHANGED);
        assertThat(events.snapshot(slot, END, ask(430_000, 1))).isZero();
        assertThat(slot.orphanChunks()).isEqualTo(1);
        assertThat(slot.isLive()).isFalse();
    }

    @Test
    void shouldNameAnUnknownSideOrOperation() {
        live();
        events.encodeUpdate(WHOLE, bid(430_000, 1));
        events.damageFirstChange(0, 9);
        assertThat(events.applyUpdate(slot) & FAULT).isEqualTo(FAULT);
        assertThat(slot.lastFault()).isEqualTo(BookFault.BAD_OP);
        live();
        events.encodeUpdate(WHOLE, bid(430_000, 1));
        events.damageFirstChange(1, 9);
        assertThat(events.applyUpdate(slot) & FAULT).isEqualTo(FAULT);
        assertThat(slot.lastFault()).isEqualTo(BookFault.BAD_SIDE);
    }

    @Test
    void shouldBeCrossedForOneMessageOnly() {
        live();
        assertThat(events.update(slot, WHOLE, bid(440_000, 3))).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.health()).isEqualTo(State.CROSSED);
        assertThat(slot.isLive()).isFalse();
        assertThat(slot.healthSinceNs()).isEqualTo(events.timestampNs);
        assertThat(events.update(slot, WHOLE, ask(440_000, 0))).isEqualTo(READY | HEALTH_CHANGED);
        assertThat(slot.isLive()).isTrue();
    }

    @Test
    void shouldBeCrossedWhenTheSnapshotIs() {
        assertThat(events.snapshot(slot, WHOLE, bid(440_000, 1), ask(440_000, 1)))
                .isEqualTo(HEALTH_CHANGED);
        assertThat(slot.health()).isEqualTo(State.CROSSED);
    }

    @Test
    void shouldLeaveGapStaleAndFaultOnlyByAWholeSnapshot() {
        for (FeedState state :
                new FeedState[] {FeedState.GAP, FeedState.STALE, FeedState.FAULT, FeedState.DISCONNECTED}) {
            events.snapshot(slot, WHOLE, bid(420_000, 10), ask(440_000, 20));
            assertThat(slot.isLive()).isTrue();
            assertThat(feed(state)).isEqualTo(HEALTH_CHANGED);
            assertThat(slot.isLive()).isFalse();
            assertThat(feed(FeedState.VERIFIED)).isZero();
            assertThat(events.update(slot, WHOLE, bid(420_000, 11))).isZero();
            assertThat(feed(FeedState.CONNECTED)).isZero();
            assertThat(slot.isLive()).isFalse();
        }
    }

    @Test
    void shouldTakeVerificationAsASignOfLife() {
        live();
        assertThat(feed(FeedState.VERIFIED)).isZero();
        assertThat(slot.lastHeardNs()).isEqualTo(events.timestampNs);
    }

    @Test
    void shouldDropWhatAnOldConnectionStillSends() {
        events.epoch = 5;
        live();
        long hash = slot.stateHash(0);
        events.epoch = 4;
        assertThat(events.update(slot, WHOLE, bid(430_000, 1))).isZero();
        assertThat(events.snapshot(slot, WHOLE, bid(430_000, 1))).isZero();
        assertThat(feed(FeedState.DISCONNECTED)).isZero();
        assertThat(slot.lateMessages()).isEqualTo(3);
        assertThat(slot.stateHash(0)).isEqualTo(hash);
    }

    @Test
    void shouldWaitForASnapshotWhenTheLineReconnects() {
        live();
        events.epoch = 2;
        assertThat(feed(FeedState.CONNECTED)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.health()).isEqualTo(State.AWAITING_SNAPSHOT);
        assertThat(events.update(slot, WHOLE, bid(420_000, 11))).isZero();
        live();
    }

    @Test
    void shouldDistrustTheBookWhenAnUpdateIsOfANewerConnection() {
        live();
        events.epoch = 2;
        assertThat(events.update(slot, WHOLE, bid(420_000, 11))).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.health()).isEqualTo(State.STALE);
    }

    @Test
    void shouldStayReadableWhileASnapshotRepeatsTheBookAndAskForNothing() {
        live();
        long hash = slot.stateHash(0);
        long version = slot.version();
        assertThat(events.snapshot(slot, BEGIN, ask(440_000, 20))).isZero();
        assertThat(slot.isLive()).isTrue();
        assertThat(events.snapshot(slot, END, bid(420_000, 10))).isZero();
        assertThat(slot.stateHash(0)).isEqualTo(hash);
        assertThat(slot.version()).isEqualTo(version);
        assertThat(slot.lastHeardNs()).isEqualTo(events.timestampNs);
        assertThat(slot.mismatches()).isZero();
    }

    @Test
    void shouldStayUnreadWhenAHalfLoadedSnapshotBeginsAgain() {
        live();
        events.snapshot(slot, BEGIN, bid(300_000, 1));
        assertThat(events.snapshot(slot, BEGIN, bid(420_000, 10))).isZero();
        assertThat(slot.isLive()).isFalse();
        assertThat(events.snapshot(slot, END, ask(440_000, 20))).isZero(); // the book is what it was
        assertThat(slot.isLive()).isTrue();
        assertThat(slot.book().levels(io.parallax.codecs.sbe.BookSide.BID)).isEqualTo(1);
    }

    @Test
    void shouldFindTheSnapshotThatDoesNotRepeatANumberedBookAndTakeIt() {
        BookSlot numbered = new BookSlot(Grids.CENT, new Lines(), true);
        events.snapshot(numbered, WHOLE, bid(420_000, 10), ask(440_000, 20));
        assertThat(events.snapshot(numbered, WHOLE, bid(420_000, 10), ask(440_000, 20)))
                .isZero();
        assertThat(events.snapshot(numbered, WHOLE, bid(420_000, 10), ask(440_000, 21)))
                .isEqualTo(READY | BookSlot.MISMATCH);
        assertThat(events.snapshot(numbered, WHOLE, bid(420_000, 10))).isEqualTo(READY | BookSlot.MISMATCH);
        assertThat(numbered.mismatches()).isEqualTo(2);
        assertThat(numbered.book().bestAskMicros()).isEqualTo(OrderBook.NO_PRICE);

        events.epoch = 2; // a new connection repeats nothing
        assertThat(events.snapshot(numbered, WHOLE, bid(410_000, 10))).isEqualTo(READY);
        assertThat(numbered.mismatches()).isEqualTo(2);
    }

    @Test
    void shouldTakeAnotherBookOfAVenueWithoutNumbersAsAnOrdinaryChange() {
        live();
        assertThat(events.snapshot(slot, WHOLE, bid(410_000, 10))).isEqualTo(READY);
        assertThat(slot.mismatches()).isZero();
    }

    @Test
    void shouldBelongToOneLineUntilThatLineFails() {
        live();
        events.line = 2;
        assertThat(events.snapshot(slot, WHOLE, bid(100_000, 1))).isZero();
        assertThat(events.update(slot, WHOLE, bid(430_000, 1))).isZero();
        assertThat(feed(FeedState.GAP)).isZero();
        assertThat(slot.foreignMessages()).isEqualTo(2);
        assertThat(slot.isLive()).isTrue();

        events.line = 0;
        feed(FeedState.DISCONNECTED);
        events.line = 2;
        live();
        events.line = 0;
        assertThat(events.update(slot, WHOLE, bid(430_000, 1))).isZero();
        assertThat(slot.foreignMessages()).isEqualTo(3);
    }

    @Test
    void shouldDropEventsOfALineItCannotKnow() {
        events.line = Lines.MAX;
        assertThat(events.snapshot(slot, WHOLE, bid(420_000, 1))).isZero();
        assertThat(slot.lateMessages()).isEqualTo(1);
    }

    @Test
    void shouldSeeAMessageThatNeverEnded() {
        live();
        events.update(slot, BEGIN, bid(430_000, 1));
        assertThat(events.update(slot, WHOLE, bid(430_000, 2))).isEqualTo(FAULT | HEALTH_CHANGED);
        assertThat(slot.lastFault()).isEqualTo(BookFault.BROKEN_BATCH);
        assertThat(slot.health()).isEqualTo(State.GAPPED);
        events.snapshot(slot, BEGIN, bid(430_000, 1));
        assertThat(events.update(slot, WHOLE, bid(430_000, 2))).isEqualTo(FAULT | HEALTH_CHANGED);
        assertThat(slot.health()).isEqualTo(State.GAPPED);
    }

    @Test
    void shouldAwaitASnapshotOnANewGridAndIgnoreTheSameGridAgain() {
        live();
        assertThat(slot.onTickChange(Grids.DECI_CENT, 50)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.tickEpoch()).isEqualTo(1);
        assertThat(slot.health()).isEqualTo(State.AWAITING_SNAPSHOT);
        assertThat(events.snapshot(slot, WHOLE, bid(421_000, 10))).isEqualTo(READY | HEALTH_CHANGED);
        assertThat(slot.onTickChange(TickGrid.uniform(1_000), 60)).isZero();
        assertThat(slot.tickEpoch()).isEqualTo(1);
        assertThat(slot.isLive()).isTrue();
    }

    @Test
    void shouldGoStaleWhenToldSoFromOutside() {
        live();
        assertThat(slot.onStale(9)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.health()).isEqualTo(State.STALE);
    }
}
