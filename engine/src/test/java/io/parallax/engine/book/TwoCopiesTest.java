package io.parallax.engine.book;

import static io.parallax.engine.book.BookEvents.BEGIN;
import static io.parallax.engine.book.BookEvents.END;
import static io.parallax.engine.book.BookEvents.WHOLE;
import static io.parallax.engine.book.BookEvents.ask;
import static io.parallax.engine.book.BookEvents.bid;
import static io.parallax.engine.book.BookSlot.HEALTH_CHANGED;
import static io.parallax.engine.book.BookSlot.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.book.BookHealth.State;
import io.parallax.engine.book.BookSlot.Finding;
import org.junit.jupiter.api.Test;

/** Two lines tell the same book: which one is read, and what their comparison finds. */
final class TwoCopiesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_795_000_000L * SECOND;
    private static final long PATIENCE = 2 * SECOND;

    private final Lines lines = new Lines();
    private final BookSlot slot = new BookSlot(Grids.CENT, lines, false);
    private final BookEvents events = new BookEvents();

    TwoCopiesTest() {
        events.timestampNs = T0;
    }

    private int snapshot(int line, long venueTimeNs, long bidQty) {
        events.line = line;
        events.venueTimeNs = venueTimeNs;
        return events.snapshot(slot, WHOLE, bid(420_000, bidQty), ask(440_000, 20));
    }

    private int set(int line, long venueTimeNs, long bidQty) {
        events.line = line;
        events.venueTimeNs = venueTimeNs;
        return events.update(slot, WHOLE, bid(420_000, bidQty));
    }

    private int feed(int line, FeedState state) {
        return slot.onFeed(line, state, events.epoch, ++events.timestampNs);
    }

    private long read() {
        return slot.book().qtyAt(BookSide.BID, 420_000);
    }

    /** What brings the copy of a line into a state. */
    private void bring(int line, State state, long venueTimeNs, long qty) {
        snapshot(line, venueTimeNs, qty);
        switch (state) {
            case LIVE -> {}
            case CROSSED -> {
                events.line = line;
                events.venueTimeNs = venueTimeNs;
                events.update(slot, WHOLE, bid(440_000, 1));
            }
            case STALE -> feed(line, FeedState.STALE);
            case GAPPED -> feed(line, FeedState.GAP);
            case AWAITING_SNAPSHOT -> feed(line, FeedState.REMOVED);
        }
    }

    @Test
    void shouldReadTheCopyTheTableNames() {
        for (State active : State.values()) {
            for (State other : State.values()) {
                for (int ahead = -1; ahead <= 1; ahead++) {
                    TwoCopiesTest each = new TwoCopiesTest();
                    // The order makes copy 0 the one that is read before the other one gets its state.
                    each.bring(0, State.LIVE, T0, 10);
                    each.bring(1, other, T0 + ahead, 11);
                    boolean wasOdd = each.slot.activeLine() == 1;
                    assertThat(wasOdd).isEqualTo(other == State.LIVE && ahead > 0);
                    each.bring(0, active, T0, 10);
                    boolean odd = other == State.LIVE && (active != State.LIVE || ahead > 0);
                    boolean live = active == State.LIVE || other == State.LIVE;
                    String row = active + " and " + other + ", the other one ahead by " + ahead;
                    assertThat(each.slot.isLive()).as(row).isEqualTo(live);
                    if (live) {
                        assertThat(each.read()).as(row).isEqualTo(odd ? 11 : 10);
                    }
                }
            }
        }
    }

    @Test
    void shouldEvaluateTheFirstLineThatTellsAndNothingWhenTheSecondFollows() {
        assertThat(snapshot(0, T0, 10)).isEqualTo(READY | HEALTH_CHANGED);
        assertThat(snapshot(1, T0, 10)).isEqualTo(HEALTH_CHANGED);
        assertThat(set(1, T0 + 1, 11)).isEqualTo(READY);
        assertThat(slot.activeLine()).isEqualTo(1);
        assertThat(set(0, T0 + 1, 11)).isZero();
        assertThat(slot.activeLine()).as("a tie stays").isEqualTo(1);
        assertThat(set(0, T0 + 2, 12)).isEqualTo(READY);
        assertThat(set(0, T0 + 3, 13)).isEqualTo(READY);
        assertThat(set(1, T0 + 2, 12)).as("behind: nothing to read").isZero();
        assertThat(read()).isEqualTo(13);
    }

    @Test
    void shouldCountMessagesWithinOneVenueTime() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        assertThat(set(0, T0 + 1, 11)).isEqualTo(READY);
        assertThat(set(1, T0 + 1, 11)).isZero();
        assertThat(set(1, T0 + 1, 12)).isEqualTo(READY);
        assertThat(slot.activeLine()).isEqualTo(1);
        assertThat(set(0, T0 + 1, 12)).isZero();
    }

    @Test
    void shouldNotTakeADuplicateForProgress() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        set(1, T0 + 1, 11);
        set(0, T0 + 1, 11);
        long hash = slot.stateHash(0);
        assertThat(set(0, T0 + 1, 11)).isZero();
        assertThat(slot.stateHash(0)).isEqualTo(hash);
        assertThat(slot.activeLine()).isEqualTo(1);
        assertThat(slot.compare(events.timestampNs + 10 * SECOND, PATIENCE)).isEqualTo(Finding.NONE);
    }

    @Test
    void shouldGoOnWithTheOtherLineInTheEventThatEndsOne() {
        for (FeedState end : new FeedState[] {
            FeedState.DISCONNECTED,
            FeedState.GAP,
            FeedState.STALE,
            FeedState.FAULT,
            FeedState.MISMATCH,
            FeedState.REMOVED
        }) {
            TwoCopiesTest each = new TwoCopiesTest();
            each.snapshot(0, T0, 10);
            each.snapshot(1, T0, 10);
            long version = each.slot.version();
            assertThat(each.feed(0, end)).as("same levels, nothing new: " + end).isEqualTo(HEALTH_CHANGED);
            assertThat(each.slot.isLive()).isTrue();
            assertThat(each.slot.activeLine()).isEqualTo(1);
            assertThat(each.slot.version()).isEqualTo(version);
        }
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        set(0, T0 + 1, 11);
        long version = slot.version();
        assertThat(feed(0, FeedState.GAP)).as("other levels").isEqualTo(HEALTH_CHANGED | READY);
        assertThat(read()).isEqualTo(10);
        assertThat(slot.version()).isGreaterThan(version);
        assertThat(feed(1, FeedState.GAP)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.isLive()).isFalse();
    }

    @Test
    void shouldAskForReadingAgainWhenTheSameBookComesBack() {
        snapshot(0, T0, 10);
        feed(0, FeedState.GAP);
        assertThat(snapshot(1, T0, 10)).isEqualTo(HEALTH_CHANGED | READY);
    }

    @Test
    void shouldKeepTheCopyThatIsInTheMiddleOfAMessage() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        events.line = 0;
        events.venueTimeNs = T0 + 1;
        assertThat(events.update(slot, BEGIN, bid(420_000, 11))).isZero();
        assertThat(slot.isLive()).isFalse();
        assertThat(slot.activeLine()).isZero();
        assertThat(set(1, T0 + 2, 12)).as("whole and ahead").isEqualTo(READY);
        events.line = 0;
        events.venueTimeNs = T0 + 1;
        assertThat(events.update(slot, END, bid(410_000, 1))).isZero();
        assertThat(slot.activeLine()).isEqualTo(1);
    }

    @Test
    void shouldNotTurnToACopyThatIsInTheMiddleOfAMessage() {
        snapshot(0, T0 + 5, 10);
        snapshot(1, T0 + 5, 10);
        events.line = 1;
        assertThat(events.update(slot, BEGIN, bid(420_000, 12))).isZero();
        assertThat(set(0, T0 + 1, 11))
                .as("a time that went back makes the other one lead")
                .isEqualTo(READY);
        assertThat(slot.activeLine()).isZero();
        assertThat(slot.isLive()).isTrue();
        events.line = 1;
        events.venueTimeNs = T0 + 6;
        assertThat(events.update(slot, END, bid(410_000, 1))).isEqualTo(READY);
        assertThat(slot.activeLine()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveAVenueTimeFarAheadOfItsReceipt() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        set(0, T0 + 10_000 * SECOND, 11); // a clock far off at the venue, and then line 0 stands still
        assertThat(read()).isEqualTo(11);
        assertThat(set(1, T0 + 1, 12)).as("cannot be compared yet").isZero();
        events.timestampNs += 2 * SECOND;
        assertThat(set(1, T0 + 2 * SECOND, 13)).isEqualTo(READY);
        assertThat(slot.activeLine()).isEqualTo(1);
        assertThat(slot.compare(events.timestampNs + 3 * SECOND, PATIENCE)).isEqualTo(Finding.EVEN_FROZEN);
    }

    @Test
    void shouldFollowVenueTimesThatGoBackwardsOrAreInSeconds() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        for (long wrong : new long[] {T0 - 5, 1_795_000_000L, 1, -1, 0, Long.MIN_VALUE, Long.MAX_VALUE}) {
            set(0, wrong, 10 + wrong % 7 + 20);
            set(1, wrong, 10 + wrong % 7 + 20);
            assertThat(slot.isLive()).isTrue();
            assertThat(read()).isEqualTo(10 + wrong % 7 + 20);
            assertThat(slot.lastHeardNs())
                    .isEqualTo(slot.activeLine() == 1 ? events.timestampNs : events.timestampNs - 1);
        }
        set(0, T0 + 1, 5);
        set(1, T0 + 1, 5);
        assertThat(read()).isEqualTo(5);
    }

    @Test
    void shouldFindTheCopyThatStandsStill() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        set(0, T0 + 1, 11);
        long leadSinceNs = events.timestampNs;
        assertThat(slot.compare(leadSinceNs + PATIENCE, PATIENCE)).isEqualTo(Finding.NONE);
        assertThat(slot.compare(leadSinceNs + PATIENCE + 1, PATIENCE)).isEqualTo(Finding.ODD_FROZEN);
        assertThat(slot.onStale(1, leadSinceNs + PATIENCE + 1)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.isLive()).isTrue();
        assertThat(slot.health(1)).isEqualTo(State.STALE);
        assertThat(slot.compare(leadSinceNs + 3 * PATIENCE, PATIENCE)).isEqualTo(Finding.NONE);
    }

    @Test
    void shouldNotCallALineFrozenThatIsOnlySlow() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        for (int i = 1; i < 100; i++) {
            events.timestampNs += SECOND / 4;
            set(0, T0 + 100 * i, 10 + i);
            if (i > 4) {
                set(1, T0 + 100 * (i - 4), 10 + i - 4); // a second behind, for good
            }
            assertThat(slot.compare(events.timestampNs, PATIENCE)).isEqualTo(Finding.NONE);
            assertThat(slot.activeLine()).isZero();
        }
    }

    @Test
    void shouldTrustNeitherWhenTwoQuietCopiesDiffer() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 11);
        assertThat(slot.compare(events.timestampNs + PATIENCE, PATIENCE)).isEqualTo(Finding.NONE);
        assertThat(slot.compare(events.timestampNs + PATIENCE + 1, PATIENCE)).isEqualTo(Finding.DIFFERENT);
    }

    @Test
    void shouldCompareCopiesWithoutVenueTimesByWhatTheyHoldAndWhenTheyMoved() {
        snapshot(0, 0, 10);
        snapshot(1, 0, 10);
        assertThat(slot.activeLine()).isZero();
        assertThat(set(1, 0, 11)).isZero();
        assertThat(slot.compare(events.timestampNs + PATIENCE + 1, PATIENCE)).isEqualTo(Finding.DIFFERENT);
        events.timestampNs += 2 * SECOND;
        assertThat(set(1, 0, 12)).as("a second later it leads").isEqualTo(READY);
        assertThat(slot.compare(events.timestampNs + PATIENCE + 1, PATIENCE)).isEqualTo(Finding.EVEN_FROZEN);
    }

    @Test
    void shouldForgetHowFarABookHadComeWhenItIsBuiltAnew() {
        snapshot(0, T0 + 50, 10);
        snapshot(1, T0, 10);
        feed(0, FeedState.GAP);
        assertThat(slot.activeLine()).isEqualTo(1);
        snapshot(0, 0, 10); // no time: neither ahead nor behind
        assertThat(slot.activeLine()).isEqualTo(1);
        assertThat(set(1, T0 + 1, 11)).isEqualTo(READY);
    }

    @Test
    void shouldEmptyBothCopiesOnANewGrid() {
        snapshot(0, T0, 10);
        snapshot(1, T0, 10);
        assertThat(slot.onTickChange(Grids.DECI_CENT, ++events.timestampNs)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.isLive()).isFalse();
        assertThat(slot.health(0)).isEqualTo(State.AWAITING_SNAPSHOT);
        assertThat(slot.health(1)).isEqualTo(State.AWAITING_SNAPSHOT);
        assertThat(slot.onTickChange(Grids.DECI_CENT, ++events.timestampNs)).isZero();
        assertThat(slot.tickEpoch()).isEqualTo(1);
        assertThat(set(0, T0 + 1, 11)).as("of the old grid").isZero();
        events.line = 1;
        assertThat(events.snapshot(slot, WHOLE, bid(421_000, 3))).isEqualTo(READY | HEALTH_CHANGED);
        assertThat(slot.book().bestBidMicros()).isEqualTo(421_000);
    }

    @Test
    void shouldPayForTheSecondCopyOnlyWhenALineBringsIt() {
        long one = slot.sizeBytes();
        snapshot(0, T0, 10);
        assertThat(set(1, T0, 10)).isZero();
        assertThat(feed(1, FeedState.CONNECTED)).isZero();
        assertThat(slot.sizeBytes()).isEqualTo(one);
        assertThat(slot.ignoredUpdates()).isEqualTo(1);
        snapshot(1, T0, 10);
        assertThat(slot.sizeBytes()).isEqualTo(2 * one);
    }

    @Test
    void shouldBeHeardWithItsLineWhileItIsWhole() {
        snapshot(0, T0, 10);
        long messageNs = events.timestampNs;
        lines.onFeed(0, FeedState.HEARD, 1, true, messageNs + 7);
        assertThat(slot.lastHeardNs()).isEqualTo(messageNs + 7);
        lines.onFeed(0, FeedState.HEARD, 2, true, messageNs + 9); // another connection says nothing of this book
        assertThat(slot.lastHeardNs()).isEqualTo(messageNs);
        lines.onFeed(2, FeedState.HEARD, 1, true, messageNs + 11);
        assertThat(slot.lastHeardNs()).isEqualTo(messageNs);
    }

    @Test
    void shouldNotBeHeardWithItsLineOnceItIsNotWhole() {
        snapshot(0, T0, 10);
        long messageNs = events.timestampNs;
        feed(0, FeedState.GAP);
        lines.onFeed(0, FeedState.HEARD, 1, true, messageNs + 7);
        assertThat(slot.lastHeardNs()).isEqualTo(messageNs);
    }

    @Test
    void shouldLetALineGoThatFollowsTheInstrumentNoLonger() {
        snapshot(0, T0, 10);
        assertThat(feed(0, FeedState.REMOVED)).isEqualTo(HEALTH_CHANGED);
        assertThat(slot.activeLine()).isEqualTo(-1);
        assertThat(set(0, T0 + 1, 11)).isZero();
        assertThat(snapshot(4, T0, 10)).isEqualTo(READY | HEALTH_CHANGED);
        assertThat(slot.activeLine()).isEqualTo(4);
    }
}
