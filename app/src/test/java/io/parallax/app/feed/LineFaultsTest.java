package io.parallax.app.feed;

import static io.parallax.engine.book.BookHealth.State.AWAITING_SNAPSHOT;
import static io.parallax.engine.book.BookHealth.State.LIVE;
import static io.parallax.engine.book.BookHealth.State.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.book.BookHealth.State;
import io.parallax.sim.fault.Fault;
import io.parallax.sim.fault.Handshake;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of connections: rows MD-01 to MD-04, MD-09 and MD-10. */
@Timeout(180)
class LineFaultsTest {
    /** MD-01, one line: close frame, reset, and a port nobody listens on. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldJudgeNothingFromTheBooksOfAClosedConnection(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            for (Fault end : List.of(Fault.close(1012), Fault.reset())) {
                int mark = rig.watched().changeCount();
                if (end.kind() == Fault.Kind.RESET) {
                    rig.lines(venue).stopListening();
                } else {
                    rig.lines(venue).answerAll(Handshake.refuse(403));
                }
                rig.lines(venue).begin(0, end);
                rig.awaitHealth(venue, 0, 0, STALE);
                rig.change(venue, 0);
                rig.expectNotJudged(venue, 0);
                assertThat(rig.health(venue, 0, 0)).isEqualTo(STALE);

                if (end.kind() == Fault.Kind.RESET) {
                    rig.lines(venue).listenAgain();
                }
                rig.lines(venue).cureAll();
                rig.awaitTrue(venue, 0);
                rig.expectJudged(0);
                assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0))
                        .containsExactly(STALE, AWAITING_SNAPSHOT, LIVE);
            }
            assertThat(rig.watched().statuses(FeedState.DISCONNECTED)).isGreaterThanOrEqualTo(2);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-01, two lines: the twin is read and judging goes on. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldReadTheTwinWhileALineIsDown(Venue venue) {
        try (Rig rig = Rig.withLines(2)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue).answerAll(Handshake.refuse(403));
            rig.lines(venue).begin(0, Fault.reset());
            int down = rig.awaitOneDown(venue, 0);

            rig.bait(venue, 0); // the book that is read follows the venue, by the other line
            int active = rig.ask(engine -> engine.slot(rig.instrument(venue, 0)).activeLine() & 1);
            assertThat(active).isEqualTo(1 - down);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 1 - down))
                    .isEmpty();
            assertThat(rig.health(venue, 0, down)).isEqualTo(STALE);

            rig.lines(venue).cureAll();
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), down))
                    .containsExactly(STALE, AWAITING_SNAPSHOT, LIVE);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-02, one line: the socket lives and answers, the data stops. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldDropALineThatSaysNothing(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(1).withFeed(Rig.feed(1, 300, 400, 0));
        try (Rig rig = Rig.start(plan)) {
            int mark = rig.watched().changeCount();
            int silent = rig.watched().alerts(AlertCode.LINE_SILENT);
            rig.lines(venue).answerAll(Handshake.refuse(429));
            rig.lines(venue).begin(0, Fault.stall());
            rig.change(venue, 0);
            rig.awaitHealth(venue, 0, 0, STALE);
            rig.expectNotJudged(venue, 0);

            rig.lines(venue).cureAll();
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0))
                    .startsWith(STALE)
                    .endsWith(LIVE);
            assertThat(rig.watched().alerts(AlertCode.LINE_SILENT)).isGreaterThan(silent);
            assertThat(rig.watched().reconnects()).isNotEmpty();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-02, two lines: the twin speaks, so the silent one is found out. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldDropALineThatSaysNothingWhileItsTwinSpeaks(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(2).withFeed(Rig.feed(2, 400, 20_000, 0));
        try (Rig rig = Rig.start(plan)) {
            rig.lines(venue).begin(0, Fault.stall());
            rig.await(
                    "the line is told silent", () -> !rig.watched().reconnects().isEmpty());
            rig.bait(venue, 0);
            rig.awaitAllLive();
            assertThat(rig.watched().reconnects().get(0)).startsWith(venue.name());
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-03, two lines: one market stands still on one line only. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldDistrustABookThatStandsStillOnOneLine(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(2).withFeed(Rig.feed(2, 400, 20_000, 0));
        try (Rig rig = Rig.start(plan)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue)
                    .begin(
                            0,
                            Fault.stall().ofMarket(rig.marketId(venue, 0)).of(io.parallax.sim.fault.FrameKind.CHANGE));
            rig.change(venue, 0);
            rig.await("the book is told frozen", () -> rig.watched().alerts(AlertCode.BOOK_FROZEN) > 0);
            int frozen = rig.oneThatChanged(mark, venue, 0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), frozen))
                    .startsWith(STALE);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 1 - frozen))
                    .isEmpty();
            assertThat(rig.watched().since(mark, rig.instrument(venue, 1), frozen))
                    .as("its neighbours are untouched")
                    .isEmpty();
            rig.lines(venue).cureAll();
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-04: the peer is gone without an end: nothing comes, not even answers. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldLeaveAHalfOpenConnection(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(1).withFeed(Rig.feed(1, 300, 400, 0));
        try (Rig rig = Rig.start(plan)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue).begin(0, Fault.halfOpen());
            if (venue == Venue.KALSHI) {
                rig.lines(venue).answerNext(Handshake.MUTE, 1); // nor is the first attempt to come back ever answered
            }
            rig.change(venue, 0);
            rig.awaitHealth(venue, 0, 0, STALE);
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0))
                    .startsWith(STALE)
                    .endsWith(LIVE);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-09: changes come before the snapshot and are not applied. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldApplyNoChangeBeforeTheSnapshot(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue).beginNext(Fault.lateSnapshots(Duration.ofMillis(400), 100), 1);
            rig.lines(venue).begin(0, Fault.reset());
            rig.awaitHealth(venue, 0, 0, AWAITING_SNAPSHOT);
            for (int i = 0; i < 5; i++) {
                rig.change(venue, 0);
                rig.bait(Rig.other(venue), 0);
            }
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            List<State> states = rig.watched().since(mark, rig.instrument(venue, 0), 0);
            assertThat(states).containsExactly(STALE, AWAITING_SNAPSHOT, LIVE);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-09: the snapshot never comes; it is asked for again, and in the end the connection is rebuilt. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldAskAgainForASnapshotThatDoesNotCome(Venue venue) {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue).beginNext(Fault.withholdSnapshots(venue == Venue.KALSHI ? 2 : 1), 1);
            rig.lines(venue).begin(0, Fault.reset());
            rig.awaitHealth(venue, 0, 0, AWAITING_SNAPSHOT);
            rig.bait(Rig.other(venue), 0);
            rig.awaitTrue(venue, 0);
            rig.expectJudged(0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0))
                    .startsWith(STALE, AWAITING_SNAPSHOT)
                    .endsWith(LIVE);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-10: the venue turns us away; the budget is kept, the venue is closed for opening, and an alert says so. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldKeepTheBudgetOfReconnects(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(2).withFeed(Rig.feedWithBudget(2, 8));
        try (Rig rig = Rig.start(plan)) {
            long accepted = rig.lines(venue).acceptedCount();
            rig.lines(venue).answerAll(Handshake.refuse(429));
            rig.lines(venue).beginAll(Fault.reset());
            rig.await("a line is throttled", () -> rig.watched().alerts(AlertCode.LINE_THROTTLED) > 0);
            rig.expectNotJudged(venue, 0);
            assertThat(rig.lines(venue).refusedCount()).isLessThanOrEqualTo(8);
            assertThat(rig.lines(venue).acceptedCount()).isEqualTo(accepted);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }
}
