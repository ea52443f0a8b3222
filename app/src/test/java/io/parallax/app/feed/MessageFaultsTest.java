package io.parallax.app.feed;

import static io.parallax.engine.book.BookHealth.State.AWAITING_SNAPSHOT;
import static io.parallax.engine.book.BookHealth.State.CROSSED;
import static io.parallax.engine.book.BookHealth.State.GAPPED;
import static io.parallax.engine.book.BookHealth.State.LIVE;
import static io.parallax.engine.book.BookHealth.State.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.book.BookHealth.State;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.fault.Fault;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.fault.WrongTime;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of messages: rows MD-05 to MD-07, MD-11 to MD-16, MD-20 and MD-21. */
@Timeout(180)
class MessageFaultsTest {
    /** MD-05: the first message after the gap is not applied. */
    @Test
    void shouldLatchAGapUntilTheNextSnapshot() {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.lines(Venue.KALSHI).begin(0, Fault.lateSnapshots(Duration.ofMillis(300), 100));
            rig.lines(Venue.KALSHI).begin(0, Fault.drop(1).ofMarket(rig.marketId(Venue.KALSHI, 0)));
            rig.change(Venue.KALSHI, 0);
            rig.awaitHealth(Venue.KALSHI, 0, 0, GAPPED);
            rig.bait(Venue.POLYMARKET, 0);
            rig.awaitTrue(Venue.KALSHI, 0);
            rig.expectJudged(0);
            assertThat(rig.watched().since(mark, rig.instrument(Venue.KALSHI, 0), 0))
                    .startsWith(GAPPED)
                    .endsWith(LIVE)
                    .doesNotContain(CROSSED);
            assertThat(rig.watched().statuses(FeedState.GAP)).isPositive();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-05, two lines: the gap is of one line, the twin is read. */
    @Test
    void shouldReadTheTwinWhileALineHasAGap() {
        try (Rig rig = Rig.withLines(2)) {
            int mark = rig.watched().changeCount();
            rig.lines(Venue.KALSHI).begin(0, Fault.lateSnapshots(Duration.ofMillis(300), 100));
            rig.lines(Venue.KALSHI).begin(0, Fault.drop(1).of(FrameKind.CHANGE));
            rig.change(Venue.KALSHI, 0);
            rig.await(
                    "one copy is GAPPED",
                    () -> rig.health(Venue.KALSHI, 0, 0) == GAPPED || rig.health(Venue.KALSHI, 0, 1) == GAPPED);
            int gapped = rig.oneThatChanged(mark, Venue.KALSHI, 0);
            rig.bait(Venue.KALSHI, 0);
            assertThat(rig.watched().since(mark, rig.instrument(Venue.KALSHI, 0), 1 - gapped))
                    .isEmpty();
            rig.lines(Venue.KALSHI).cureAll();
            rig.awaitAllLive();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-06: what comes out of order is not applied; on the numbered feed it shows as a gap. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldEndRightAfterMessagesOutOfOrder(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            rig.lines(venue).begin(0, Fault.reorder().ofMarket(rig.marketId(venue, 0)));
            rig.change(venue, 0);
            rig.change(venue, 0);
            rig.change(venue, 0);
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-07: a repeated message changes nothing. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldIgnoreRepeatedMessages(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            int resubscribes = rig.watched().resubscribes();
            rig.lines(venue).begin(0, Fault.duplicate(5).ofMarket(rig.marketId(venue, 0)));
            for (int i = 0; i < 5; i++) {
                rig.change(venue, 0);
            }
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0)).isEmpty();
            assertThat(rig.watched().resubscribes()).isEqualTo(resubscribes);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-11: a message cut in the middle. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldDistrustTheBookOfADamagedMessage(Venue venue) {
        expectCuredStale(venue, Fault.truncate(1));
    }

    /** MD-14: numbers that cannot be. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldDistrustTheBookOfAnImpossibleNumber(Venue venue) {
        expectCuredStale(venue, Fault.hostile(1));
    }

    /** MD-21: prices in cents where dollars belong. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldDistrustABookWhosePricesChangedTheirScale(Venue venue) {
        expectCuredStale(venue, Fault.inCents(1));
    }

    private static void expectCuredStale(Venue venue, Fault fault) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue).begin(0, Fault.lateSnapshots(Duration.ofMillis(300), 1));
            rig.lines(venue).begin(0, fault.ofMarket(rig.marketId(venue, 0)).of(FrameKind.CHANGE));
            rig.change(venue, 0);
            rig.await("the book is not LIVE", () -> rig.health(venue, 0, 0) != LIVE);
            rig.bait(Rig.other(venue), 0);
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            List<State> states = rig.watched().since(mark, rig.instrument(venue, 0), 0);
            assertThat(states.get(0)).isIn(STALE, GAPPED, AWAITING_SNAPSHOT);
            assertThat(states.get(states.size() - 1)).isEqualTo(LIVE);
            assertThat(rig.watched().statuses(FeedState.FAULT) + rig.watched().statuses(FeedState.GAP))
                    .isPositive();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-11: text that is no message harms no book for long; an unknown kind of message harms none at all. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldCountWhatItDoesNotUnderstand(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue).begin(0, Fault.unknownType());
            rig.bait(venue, 0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0)).isEmpty();
            for (int i = 0; i < 8; i++) { // bad UTF-8, a byte-order mark, duplicate keys and deep nesting among them
                rig.lines(venue).begin(0, Fault.garbage());
                rig.bait(Rig.other(venue), 0);
                rig.awaitTrue(venue, 0);
            }
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-13: a message larger than any limit, one in endless fragments, one that drips. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldCloseALineWhoseMessageHasNoEnd(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(1).withFeed(Rig.feed(1, 300, 400, 0));
        try (Rig rig = Rig.start(plan)) {
            for (Fault fault : List.of(Fault.giant(), Fault.fragments(), Fault.drip())) {
                int mark = rig.watched().changeCount();
                long accepted = rig.lines(venue).acceptedCount();
                rig.lines(venue).begin(0, fault);
                rig.await("the line is rebuilt", () -> rig.lines(venue).acceptedCount() > accepted);
                rig.bait(Rig.other(venue), 0);
                rig.awaitTrue(venue, 0);
                assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0))
                        .as(fault.kind().name())
                        .startsWith(STALE)
                        .endsWith(LIVE);
            }
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-15: a book that is crossed at the venue itself is kept, not judged, and used again when it uncrosses. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldJudgeNothingFromACrossedBook(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.set(venue, 0, BookSide.BID, "0.57", "10");
            rig.awaitHealth(venue, 0, 0, CROSSED);
            rig.expectNotJudged(venue, 0);
            rig.set(venue, 0, BookSide.BID, "0.57", "0");
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            List<State> states = rig.watched().since(mark, rig.instrument(venue, 0), 0);
            assertThat(states).startsWith(CROSSED).endsWith(LIVE);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-16: another grid empties the book until its snapshot. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldEmptyTheBookWhenTheTickChanges(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            if (venue == Venue.KALSHI) {
                rig.sim().kalshiNews().gridUpdated(rig.marketId(venue, 0), "deci_cent", List.of(TickBand.whole(1_000)));
            } else {
                rig.sim().polymarketNews().tickChanged(rig.marketId(venue, 0), 1_000, false);
            }
            rig.await(
                    "the grid changes",
                    () -> rig.ask(
                            engine -> engine.slot(rig.instrument(venue, 0)).tickEpoch() > 0));
            rig.bait(Rig.other(venue), 0);
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0))
                    .contains(AWAITING_SNAPSHOT)
                    .endsWith(LIVE);
            rig.set(venue, 0, BookSide.BID, "0.451", "12");
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-20: the venue's times are data: wrong ones change no health and no judgement. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldNotBelieveTheVenuesClock(Venue venue) {
        try (Rig rig = Rig.withLines(2)) {
            int mark = rig.watched().changeCount();
            for (WrongTime how : WrongTime.values()) {
                rig.sim().sendWrongTimes(venue, how);
                rig.bait(venue, 0);
                rig.bait(Rig.other(venue), 0);
                rig.awaitTrue(venue, 0);
            }
            rig.sim().sendWrongTimes(venue, WrongTime.RIGHT);
            rig.bait(venue, 0);
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0)).isEmpty();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-20: a line that is an hour ahead does not keep the lead once it is silent. */
    @Test
    void shouldNotFollowALineFromTheFutureForEver() {
        Rig.Plan plan = Rig.Plan.of(2).withFeed(Rig.feed(2, 400, 20_000, 0));
        try (Rig rig = Rig.start(plan)) {
            rig.lines(Venue.KALSHI).begin(0, Fault.wrongTimes(WrongTime.FUTURE, 3));
            rig.change(Venue.KALSHI, 0);
            rig.change(Venue.KALSHI, 0);
            rig.change(Venue.KALSHI, 0);
            rig.lines(Venue.KALSHI).begin(0, Fault.stall());
            rig.bait(Venue.KALSHI, 0);
            rig.awaitAllLive();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }
}
