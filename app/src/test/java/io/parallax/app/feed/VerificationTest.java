package io.parallax.app.feed;

import static io.parallax.engine.book.BookHealth.State.LIVE;
import static io.parallax.engine.book.BookHealth.State.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.fault.Fault;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.venue.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only a proof of the book can find: rows MD-03 with one line, and MD-08. */
@Timeout(180)
class VerificationTest {
    /** MD-03, one line: only the comparison with the venue's own copy can tell. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldFindABookThatDiffersFromTheVenuesCopy(Venue venue) {
        Rig.Plan plan = Rig.Plan.of(1).withFeed(Rig.feed(1, 5_000, 20_000, 200));
        try (Rig rig = Rig.start(plan)) {
            int mark = rig.watched().changeCount();
            rig.lines(venue)
                    .begin(
                            0,
                            Fault.stall()
                                    .times(1)
                                    .ofMarket(rig.marketId(venue, 0))
                                    .of(FrameKind.CHANGE));
            rig.change(venue, 0);
            rig.await("the difference is found", () -> rig.watched().alerts(AlertCode.BOOK_MISMATCH) > 0);
            rig.awaitTrue(venue, 0);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 1), 0)).isEmpty();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** MD-08: the feed without numbers loses a message; its hash tells with the next one. */
    @Test
    void shouldFindALostMessageByTheBooksHash() {
        try (Rig rig = Rig.withLines(1)) {
            int mark = rig.watched().changeCount();
            rig.lines(Venue.POLYMARKET).begin(0, Fault.drop(1).ofMarket(rig.marketId(Venue.POLYMARKET, 0)));
            rig.set(Venue.POLYMARKET, 0, BookSide.BID, "0.45", "17");
            rig.change(Venue.POLYMARKET, 0);
            rig.await("the hash differs", () -> rig.watched().alerts(AlertCode.BOOK_MISMATCH) > 0);
            rig.awaitTrue(Venue.POLYMARKET, 0);
            assertThat(rig.watched().since(mark, rig.instrument(Venue.POLYMARKET, 0), 0))
                    .startsWith(STALE)
                    .endsWith(LIVE);
            assertThat(rig.watched().since(mark, rig.instrument(Venue.POLYMARKET, 1), 0))
                    .isEmpty();
            assertThat(rig.watched().violations()).isEmpty();
        }
    }
}
