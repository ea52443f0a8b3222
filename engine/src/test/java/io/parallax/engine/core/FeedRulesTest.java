package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.book.BookHealth.State;
import org.junit.jupiter.api.Test;

/** What no message tells: silence, books that stand still, differ or are disproved; and that nothing is opened meanwhile. */
class FeedRulesTest {
    private static final long SECOND = EventBytes.SECOND;
    private static final long MILLI = EventBytes.MILLI;

    private final EngineHarness engine = new EngineHarness();
    private final EventBytes event = engine.event;

    FeedRulesTest() {
        event.maxSilenceNs = 2 * SECOND;
        event.maxSilenceAloneNs = 10 * SECOND;
        engine.apply(event.settings(engine.nowNs));
    }

    /** Both lines of both venues are up and tell the same two books; no edge between them. */
    private void linesUp() {
        for (int line = 0; line < 2; line++) {
            event.on(line);
            for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
                engine.apply(event.feed(engine.nowNs, venue, FeedState.CONNECTED, 1));
            }
            event.venueTimeNs = engine.nowNs;
            engine.book(0, "0.48", "100", "0.50", "100");
            engine.book(1, "0.48", "100", "0.60", "100"); // a bid of 0.52 makes an edge of two cents
        }
        engine.records.clear();
    }

    private void level(int line, int instrument, BookSide side, long priceMicros, long qty) {
        event.on(line).venueTimeNs = engine.nowNs;
        engine.apply(event.level(engine.nowNs, instrument, side, priceMicros, qty * 1_000_000L));
    }

    private void feed(int line, Venue venue, FeedState state, int instrument) {
        engine.apply(event.on(line).feed(engine.nowNs, venue, state, event.epoch, instrument));
    }

    /** Data came over every line. */
    private void allSpeak() {
        for (int line = 0; line < 2; line++) {
            feed(line, Venue.POLYMARKET, FeedState.HEARD, -1);
            feed(line, Venue.KALSHI, FeedState.HEARD, -1);
        }
    }

    private void timer() {
        engine.apply(event.timer(engine.nowNs));
    }

    private State health(int instrument, int copy) {
        return engine.engine.slot(instrument).health(copy);
    }

    @Test
    void shouldDropTheLineThatIsSilentWhileItsTwinSpeaks() {
        linesUp();
        engine.at(SECOND);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1);
        engine.at(3 * SECOND);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1);
        timer();
        assertThat(engine.asked).as("the line has its patience to say the same").isEmpty();
        engine.at(4 * SECOND + MILLI);
        timer();
        assertThat(engine.asked).containsExactly("KALSHI 0 reconnect");
        assertThat(engine.records).containsExactly("alert LINE_SILENT");
        assertThat(health(1, 0)).isEqualTo(State.STALE);
        assertThat(health(1, 1)).isEqualTo(State.LIVE);
        assertThat(health(0, 0)).as("of the other venue").isEqualTo(State.LIVE);
        engine.at(5 * SECOND);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1);
        feed(1, Venue.POLYMARKET, FeedState.HEARD, -1);
        feed(0, Venue.POLYMARKET, FeedState.HEARD, -1);
        timer();
        assertThat(engine.asked).as("once a connection").hasSize(1);

        event.epoch = 2;
        feed(0, Venue.KALSHI, FeedState.CONNECTED, -1);
        engine.at(7 * SECOND);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1); // its epoch 2 is as good as any
        timer();
        engine.at(8 * SECOND + MILLI);
        feed(1, Venue.POLYMARKET, FeedState.HEARD, -1);
        feed(0, Venue.POLYMARKET, FeedState.HEARD, -1);
        timer();
        assertThat(engine.asked).containsExactly("KALSHI 0 reconnect", "KALSHI 0 reconnect");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldKeepBothLinesWhenAQuietMarketSpeaksAndOneLineIsTheFirst() {
        linesUp();
        for (int i = 1; i <= 3; i++) {
            engine.at(5 * i * SECOND);
            feed(0, Venue.POLYMARKET, FeedState.HEARD, -1);
            feed(1, Venue.POLYMARKET, FeedState.HEARD, -1);
            level(i & 1, 1, BookSide.BID, 470_000, i);
            engine.at(5 * i * SECOND + MILLI);
            timer();
            level(1 - (i & 1), 1, BookSide.BID, 470_000, i);
            timer();
        }
        engine.at(19 * SECOND);
        timer();
        assertThat(engine.asked).isEmpty();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotHoldASnapshotOfOneLineAgainstTheOther() {
        linesUp();
        engine.at(5 * SECOND);
        event.on(1).venueTimeNs = engine.nowNs;
        engine.book(1, "0.48", "100", "0.60", "100"); // asked for on this line alone
        timer();
        engine.at(9 * SECOND);
        timer();
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void shouldDropALineThatIsSilentAlone() {
        linesUp();
        event.on(1);
        engine.apply(event.feed(engine.nowNs, Venue.POLYMARKET, FeedState.DISCONNECTED, 1));
        engine.at(5 * SECOND);
        feed(0, Venue.POLYMARKET, FeedState.VERIFIED, 0);
        feed(0, Venue.KALSHI, FeedState.HEARD, -1);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1);
        engine.at(14 * SECOND);
        feed(0, Venue.KALSHI, FeedState.HEARD, -1);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1);
        timer();
        assertThat(engine.asked).as("a book proven right counts").isEmpty();
        engine.at(15 * SECOND + MILLI);
        timer();
        assertThat(engine.asked).containsExactly("POLYMARKET 0 reconnect");
        assertThat(health(0, 0)).isEqualTo(State.STALE);
        assertThat(engine.engine.slot(0).isLive()).isFalse();
    }

    @Test
    void shouldJudgeNoSilenceWhereTheRulesAreOff() {
        event.maxSilenceNs = 0;
        event.maxSilenceAloneNs = 0;
        engine.apply(event.settings(engine.nowNs));
        linesUp();
        level(1, 0, BookSide.BID, 470_000, 5);
        engine.at(1_000 * SECOND);
        feed(1, Venue.KALSHI, FeedState.HEARD, -1);
        timer();
        assertThat(engine.asked).isEmpty();
        assertThat(health(0, 0)).isEqualTo(State.LIVE);
    }

    @Test
    void shouldTakeOutTheOneBookThatStandsStillOnALiveLine() {
        linesUp();
        engine.at(SECOND);
        level(1, 0, BookSide.BID, 470_000, 5);
        assertThat(engine.engine.slot(0).activeLine()).isEqualTo(1);
        engine.at(3 * SECOND);
        allSpeak();
        timer();
        assertThat(engine.asked).isEmpty();
        engine.at(3 * SECOND + MILLI);
        timer();
        assertThat(engine.asked).containsExactly("POLYMARKET 0 resubscribe 0");
        assertThat(engine.records).containsExactly("alert BOOK_FROZEN");
        assertThat(health(0, 0)).isEqualTo(State.STALE);
        assertThat(health(0, 1)).isEqualTo(State.LIVE);
        assertThat(health(1, 0)).as("its neighbour on the other venue").isEqualTo(State.LIVE);
        timer();
        assertThat(engine.asked).hasSize(1);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldBelieveNeitherOfTwoQuietBooksThatDiffer() {
        linesUp();
        event.venueTimeNs = engine.nowNs;
        engine.apply(event.on(1).level(engine.nowNs, 0, BookSide.BID, 470_000, 5_000_000));
        engine.apply(event.on(0).level(engine.nowNs, 0, BookSide.BID, 470_000, 6_000_000));
        engine.at(2 * SECOND + MILLI);
        allSpeak();
        timer();
        assertThat(engine.records).containsExactly("alert BOOK_MISMATCH");
        assertThat(engine.asked).containsExactly("POLYMARKET 0 resubscribe 0", "POLYMARKET 1 resubscribe 0");
        assertThat(engine.engine.slot(0).isLive()).isFalse();
    }

    @Test
    void shouldTakeOutTheBookThatTheVenueDisproves() {
        linesUp();
        feed(0, Venue.POLYMARKET, FeedState.MISMATCH, 0);
        assertThat(engine.records).containsExactly("alert BOOK_MISMATCH");
        assertThat(engine.asked).containsExactly("POLYMARKET 0 resubscribe 0");
        assertThat(engine.engine.slot(0).activeLine()).isEqualTo(1);
        assertThat(engine.engine.slot(0).isLive()).isTrue();
        feed(0, Venue.POLYMARKET, FeedState.MISMATCH, 0);
        assertThat(engine.asked).as("it waits already").hasSize(1);
        feed(1, Venue.POLYMARKET, FeedState.MISMATCH, 0);
        assertThat(engine.engine.slot(0).isLive()).isFalse();
        level(0, 1, BookSide.BID, 520_000, 100); // an edge, but for the book that is out
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).endsWith("opportunity BOOK_NOT_LIVE");
        event.on(0);
        engine.book(0, "0.48", "100", "0.50", "100");
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldTellASnapshotThatDoesNotRepeatANumberedBook() {
        linesUp();
        event.on(0);
        engine.book(1, "0.48", "100", "0.60", "100");
        engine.book(0, "0.47", "100", "0.50", "100"); // an ordinary change where nothing is numbered
        assertThat(engine.records).isEmpty();
        engine.book(1, "0.47", "100", "0.60", "100");
        assertThat(engine.records).containsExactly("alert BOOK_MISMATCH");
        assertThat(engine.asked).as("the snapshot is the answer").isEmpty();
    }

    @Test
    void shouldCloseAVenueWhoseLineMayNotReconnect() {
        linesUp();
        feed(1, Venue.KALSHI, FeedState.THROTTLED, -1);
        feed(1, Venue.KALSHI, FeedState.THROTTLED, -1);
        assertThat(engine.records).containsExactly("alert LINE_THROTTLED");
        assertThat(health(1, 1)).isEqualTo(State.STALE);
        assertThat(engine.engine.slot(1).isLive()).as("the other line is well").isTrue();
        level(0, 1, BookSide.BID, 520_000, 100);
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).endsWith("opportunity VENUE_CLOSED");
        feed(1, Venue.KALSHI, FeedState.CONNECTED, -1);
        level(0, 1, BookSide.BID, 520_000, 101);
        assertThat(engine.sent).hasSize(1);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldFinishWhatIsOpenAtAClosedVenue() {
        linesUp();
        level(0, 1, BookSide.BID, 520_000, 100);
        feed(1, Venue.KALSHI, FeedState.THROTTLED, -1);
        engine.done(engine.lastSent(), "100");
        assertThat(engine.lastSent().purpose()).hasToString("HEDGE");
    }

    @Test
    void shouldEvaluateWhatTheOtherLineHoldsInTheEventThatEndsTheFirst() {
        linesUp();
        engine.at(2 * MILLI);
        level(0, 1, BookSide.BID, 470_000, 1);
        event.on(1).venueTimeNs = engine.nowNs - MILLI; // an edge, but line 0 is past it
        engine.apply(event.level(engine.nowNs, 1, BookSide.BID, 520_000, 100_000_000));
        assertThat(engine.engine.slot(1).activeLine()).isZero();
        assertThat(engine.records).isEmpty();
        feed(0, Venue.KALSHI, FeedState.DISCONNECTED, -1);
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@0 0.5]");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldCallABookFreshWhileItsLineSpeaks() {
        linesUp();
        engine.at(30 * SECOND);
        feed(0, Venue.POLYMARKET, FeedState.HEARD, -1);
        level(0, 1, BookSide.BID, 520_000, 100);
        assertThat(engine.sent)
                .as("nothing happened in the quiet market, and its line was heard")
                .hasSize(1);
    }

    @Test
    void shouldCallABookStaleWhenItsLineIsQuietTooOrSpeaksOfAnotherConnection() {
        linesUp();
        engine.at(30 * SECOND);
        feed(1, Venue.POLYMARKET, FeedState.HEARD, -1); // the line that is not read
        level(0, 1, BookSide.BID, 520_000, 100);
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).endsWith("opportunity BOOK_STALE");
    }

    @Test
    void shouldDropAStatusOfAnOlderConnection() {
        event.epoch = 3;
        linesUp();
        event.epoch = 2;
        feed(0, Venue.KALSHI, FeedState.DISCONNECTED, -1);
        feed(0, Venue.KALSHI, FeedState.MISMATCH, 1);
        feed(0, Venue.KALSHI, FeedState.THROTTLED, -1);
        assertThat(health(1, 0)).isEqualTo(State.LIVE);
        assertThat(engine.records).isEmpty();
    }

    @Test
    void shouldFetchOnlyTheCopyThatStaysCrossed() {
        linesUp();
        level(0, 0, BookSide.BID, 500_000, 1);
        assertThat(engine.engine.slot(0).activeLine()).isEqualTo(1);
        engine.at(SECOND);
        timer();
        assertThat(engine.asked).containsExactly("POLYMARKET 0 resubscribe 0");
        assertThat(health(0, 0)).isEqualTo(State.STALE);
    }

    @Test
    void shouldTradeNothingBetweenATickChangeAndItsSnapshot() {
        linesUp();
        engine.apply(event.tick(engine.nowNs, 0, 1_000));
        assertThat(health(0, 0)).isEqualTo(State.AWAITING_SNAPSHOT);
        assertThat(health(0, 1)).isEqualTo(State.AWAITING_SNAPSHOT);
        level(0, 1, BookSide.BID, 520_000, 100);
        level(1, 0, BookSide.ASK, 400_000, 100);
        assertThat(engine.sent).isEmpty();
        event.on(1);
        engine.book(0, "0.481", "100", "0.499", "100");
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@0 0.499]");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldUnwindOnlyAtPricesOfTheNewGridOnceItsBookIsThere() {
        linesUp();
        level(0, 1, BookSide.BID, 520_000, 100);
        engine.apply(event.tick(engine.nowNs, 0, 1_000));
        engine.done(engine.lastSent(), "100"); // the leg filled; its hedge is sent to the other venue
        EngineHarness.Sent hedge = engine.lastSent();
        assertThat(hedge.purpose()).hasToString("HEDGE");
        level(0, 1, BookSide.BID, 520_000, 0);
        engine.done(hedge, "0");
        assertThat(engine.lastSent()).as("no book to sell into").isEqualTo(hedge);
        event.on(0);
        engine.book(0, "0.481", "100", "0.499", "100");
        engine.at(SECOND);
        timer();
        assertThat(engine.lastSent()).hasToString("UNWIND SELL 100 YES@0 0.471");
    }

    @Test
    void shouldLookAtEveryInstrumentInTurnAndNeverAskMoreThanFits() {
        int instruments = 600;
        for (int id = 2; id < instruments; id++) {
            engine.apply(
                    event.instrument(engine.nowNs, id, Venue.POLYMARKET, io.parallax.codecs.sbe.FeeKind.NONE, "0"));
        }
        for (int id = 2; id < instruments; id++) {
            event.venueTimeNs = engine.nowNs;
            event.on(0);
            engine.book(id, "0.48", "100", "0.50", "100");
            event.on(1);
            engine.book(id, "0.47", "100", "0.50", "100");
        }
        engine.at(3 * SECOND);
        int timers = 0;
        while (engine.asked.size() < 2 * (instruments - 2) && timers++ < 100) {
            timer();
        }
        assertThat(engine.asked).hasSize(2 * (instruments - 2)).doesNotHaveDuplicates();
        assertThat(timers).isGreaterThan(2);
        engine.assertReplaysTheSame();
    }
}
