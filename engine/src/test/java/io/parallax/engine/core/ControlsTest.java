package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlsTest {
    private static final long SECOND = EventBytes.SECOND;

    private final EngineHarness engine = new EngineHarness();

    @BeforeEach
    void forgetTheStart() {
        engine.ladder.clear();
        engine.records.clear();
    }

    private void control(ControlKind kind) {
        engine.apply(engine.event.control(engine.nowNs, kind));
    }

    private void control(ControlKind kind, Venue venue) {
        engine.apply(engine.event.control(engine.nowNs, kind, LatchScope.VENUE, venue, -1));
    }

    private void controlPair(ControlKind kind) {
        engine.apply(engine.event.control(engine.nowNs, kind, LatchScope.PAIR, null, 0));
    }

    private void condition(Venue venue, VenueConditionKind kind) {
        engine.apply(engine.event.condition(engine.nowNs, venue, kind, 0));
    }

    private void timer(long afterNs) {
        engine.at(afterNs);
        engine.apply(engine.event.timer(engine.nowNs));
    }

    private boolean opens() {
        int before = engine.sent.size();
        engine.disagree();
        return engine.sent.size() > before;
    }

    @Test
    void shouldPauseAVenueThatAnswersMuchLaterThanItUsesTo() {
        engine.limit(limits -> limits.failFreezeCount(1_000).failFreezeWindowNs(SECOND));
        for (int i = 1; i <= 20; i++) {
            openAndAnswer(i * SECOND, 20_000_000L);
        }
        for (int i = 21; i < 31; i++) {
            openAndAnswer(i * SECOND, 500_000_000L);
        }
        assertThat(engine.ladder).isEmpty();
        openAndAnswer(31 * SECOND, 500_000_000L);
        assertThat(engine.ladder).containsExactly("POLYMARKET RUNNING PAUSED SLOW");
        assertThat(opens()).isFalse();
        timer(92 * SECOND);
        assertThat(opens()).isTrue();
        engine.assertReplaysTheSame();
    }

    /** One opening, which its venue kills so long after it was sent. */
    private void openAndAnswer(long atNs, long afterNs) {
        engine.at(atNs);
        assertThat(opens()).as("at %d", atNs).isTrue();
        engine.at(atNs + afterNs);
        engine.done(engine.lastSent(), "0");
    }

    @Test
    void shouldLatchOnceCancelEverywhereAndClearByResume() {
        control(ControlKind.HALT);
        control(ControlKind.HALT);
        assertThat(engine.ladder)
                .containsExactly(
                        "engine RUNNING HALTED test: said so", "latch " + EngineHarness.T0 + " ENGINE OPERATOR");
        assertThat(engine.cancelledAt).containsExactly(Venue.POLYMARKET, Venue.KALSHI);
        assertThat(opens()).isFalse();
        engine.ladder.clear();
        control(ControlKind.RESUME);
        assertThat(engine.ladder).containsExactly("clear " + EngineHarness.T0, "engine HALTED RUNNING test: said so");
        assertThat(opens()).isTrue();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldStartHaltedByAStandingLatchUntilAPersonResumes() {
        EngineHarness fresh = EngineHarness.unstarted();
        fresh.apply(fresh.event.standing(fresh.nowNs, 42, LatchScope.ENGINE, null, -1, LatchCause.FOREIGN_ACTIVITY));
        fresh.apply(fresh.event.control(fresh.nowNs, ControlKind.RESUME));
        assertThat(fresh.ladder)
                .containsExactly(
                        "engine STARTING HALTED of yesterday",
                        "latch 42 ENGINE FOREIGN_ACTIVITY",
                        "engine HALTED HALTED resume refused: VENUES; test: said so");
        fresh.reconcile();
        fresh.apply(fresh.event.control(fresh.nowNs, ControlKind.START));
        fresh.disagree();
        assertThat(fresh.sent).isEmpty();
        fresh.ladder.clear();
        fresh.apply(fresh.event.control(fresh.nowNs, ControlKind.RESUME));
        assertThat(fresh.ladder).containsExactly("clear 42", "engine HALTED RUNNING test: said so");
        fresh.disagree();
        assertThat(fresh.sent).hasSize(1);
        fresh.assertReplaysTheSame();
    }

    @Test
    void shouldStartPausedWhenToldSoBeforeTheStart() {
        EngineHarness fresh = EngineHarness.unstarted();
        fresh.apply(fresh.event.control(fresh.nowNs, ControlKind.PAUSE));
        assertThat(fresh.ladder).isEmpty(); // a pause permits hedges, which STARTING does not
        fresh.reconcile();
        fresh.apply(fresh.event.control(fresh.nowNs, ControlKind.START));
        assertThat(fresh.ladder).containsExactly("engine STARTING PAUSED test: said so");
    }

    @Test
    void shouldRefuseToResumeWhileTheClockHasNotCaughtUp() {
        engine.event.maxClockStepNs = SECOND / 4;
        engine.apply(engine.event.settings(engine.nowNs));
        timer(10 * SECOND);
        timer(5 * SECOND);
        engine.ladder.clear();
        control(ControlKind.RESUME);
        assertThat(engine.ladder).containsExactly("engine PAUSED PAUSED resume refused: CLOCK; test: said so");
        timer(10 * SECOND);
        control(ControlKind.RESUME);
        assertThat(engine.ladder).last().isEqualTo("engine PAUSED RUNNING test: said so");
    }

    @Test
    void shouldRefuseToResumeWhileAnOrderIsInDoubtOrAFrozenPairHoldsALeg() {
        engine.disagree();
        engine.apply(engine.event.unknown(engine.nowNs, engine.lastSent().orderId()));
        control(ControlKind.HALT);
        control(ControlKind.RESUME);
        assertThat(engine.ladder).last().isEqualTo("engine HALTED HALTED resume refused: ORDERS; test: said so");
        engine.done(engine.lastSent(), "100");
        control(ControlKind.RESUME);
        assertThat(engine.ladder).last().isEqualTo("engine HALTED HALTED resume refused: PAIRS; test: said so");
        controlPair(ControlKind.RESUME); // named: taken as it stands
        control(ControlKind.RESUME);
        assertThat(engine.ladder).last().isEqualTo("engine HALTED RUNNING test: said so");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldFlattenWhileHaltedAndSendNothingElse() {
        engine.disagree();
        control(ControlKind.HALT);
        engine.done(engine.lastSent(), "100");
        assertThat(engine.sent).hasSize(1);
        control(ControlKind.FLATTEN, Venue.KALSHI); // the leg is at the other venue
        assertThat(engine.sent).hasSize(1);
        controlPair(ControlKind.FLATTEN);
        assertThat(engine.lastSent()).hasToString("FLATTEN SELL 100 YES@0 0.38");
        engine.done(engine.lastSent(), "100");
        assertThat(engine.records).endsWith("attempt FLAT");
        control(ControlKind.RESUME);
        assertThat(engine.ladder).last().isEqualTo("engine HALTED RUNNING test: said so");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotOpenAnewWhatWasDrainingWhenItIsResumedAfterAHalt() {
        control(ControlKind.DRAIN);
        control(ControlKind.RESUME);
        assertThat(engine.ladder)
                .last()
                .isEqualTo("engine DRAINING DRAINING resume refused, draining ends with the session: test: said so");
        control(ControlKind.HALT);
        control(ControlKind.RESUME);
        assertThat(engine.ladder).last().isEqualTo("engine HALTED DRAINING test: said so");
    }

    @Test
    void shouldHaltEverythingWhenNobodyKnowsWhatTheHaltIsOf() {
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE, LatchScope.PAIR, null, 7));
        assertThat(engine.ladder)
                .containsExactly("engine RUNNING RUNNING PAUSE refused, there is no such venue or pair: test: said so");
        engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT, LatchScope.VENUE, null, -1));
        assertThat(engine.ladder).last().isEqualTo("latch " + EngineHarness.T0 + " ENGINE OPERATOR");
    }

    @Test
    void shouldCloseAndOpenOneVenue() {
        for (ControlKind kind : List.of(ControlKind.PAUSE, ControlKind.HALT)) {
            control(kind, Venue.KALSHI);
            assertThat(opens()).isFalse();
            assertThat(engine.records).endsWith("opportunity VENUE_PAUSED");
            control(ControlKind.RESUME); // of the engine, not of the venue
            assertThat(opens()).isFalse();
            control(ControlKind.RESUME, Venue.KALSHI);
            assertThat(opens()).as(kind.name()).isTrue();
            engine.rejected(engine.lastSent());
        }
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldCloseAndOpenOnePair() {
        for (ControlKind kind : List.of(ControlKind.PAUSE, ControlKind.HALT)) {
            controlPair(kind);
            assertThat(opens()).isFalse();
            control(ControlKind.RESUME);
            assertThat(opens()).isFalse();
            controlPair(ControlKind.RESUME);
            assertThat(opens()).as(kind.name()).isTrue();
            engine.rejected(engine.lastSent());
        }
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotHedgeAtAHaltedVenueAndUnwindAtTheOther() {
        engine.disagree();
        control(ControlKind.HALT, Venue.KALSHI);
        engine.done(engine.lastSent(), "100");
        assertThat(engine.lastSent()).hasToString("UNWIND SELL 100 YES@0 0.38");
    }

    @Test
    void shouldPauseAVenueThatIsNotAvailableUntilItWasOpenForAMinute() {
        engine.disagree();
        engine.apply(engine.event.rejected(
                engine.nowNs, engine.lastSent().orderId(), io.parallax.codecs.sbe.RejectCode.VENUE_UNAVAILABLE));
        assertThat(engine.ladder).containsExactly("POLYMARKET RUNNING PAUSED UNAVAILABLE");
        assertThat(engine.records).contains("alert VENUE_PAUSED");
        timer(1_000 * SECOND); // time alone ends nothing
        assertThat(opens()).isFalse();
        condition(Venue.POLYMARKET, VenueConditionKind.OPEN);
        timer(1_030 * SECOND);
        condition(Venue.POLYMARKET, VenueConditionKind.POST_ONLY);
        condition(Venue.POLYMARKET, VenueConditionKind.OPEN);
        timer(1_070 * SECOND);
        assertThat(opens()).isFalse();
        timer(1_090 * SECOND);
        assertThat(engine.ladder)
                .last()
                .isEqualTo("POLYMARKET PAUSED RUNNING what paused it has been over for a minute");
        assertThat(opens()).isTrue();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldKeepAPersonsPauseOfAVenueThatRecovered() {
        condition(Venue.KALSHI, VenueConditionKind.CANCEL_ONLY);
        control(ControlKind.PAUSE, Venue.KALSHI);
        condition(Venue.KALSHI, VenueConditionKind.OPEN);
        timer(60 * SECOND);
        assertThat(engine.ladder).last().isEqualTo("KALSHI PAUSED PAUSED what paused it has been over for a minute");
        assertThat(opens()).isFalse();
        control(ControlKind.RESUME, Venue.KALSHI);
        assertThat(opens()).isTrue();
    }

    @Test
    void shouldNotResumeAVenueBeforeAHeartbeatSucceeded() {
        condition(Venue.POLYMARKET, VenueConditionKind.NO_HEARTBEAT);
        control(ControlKind.RESUME, Venue.POLYMARKET);
        assertThat(engine.ladder)
                .containsExactly(
                        "POLYMARKET RUNNING PAUSED NO_HEARTBEAT",
                        "POLYMARKET PAUSED PAUSED resume refused: HEARTBEAT; test: said so");
        timer(100 * SECOND);
        control(ControlKind.RESUME, Venue.POLYMARKET); // no heartbeat, however long it is ago
        assertThat(opens()).isFalse();
        control(ControlKind.RESUME, Venue.KALSHI); // of another venue
        condition(Venue.POLYMARKET, VenueConditionKind.OPEN);
        control(ControlKind.RESUME, Venue.POLYMARKET); // it succeeds again: a person need not wait the minute
        assertThat(engine.ladder).last().isEqualTo("POLYMARKET PAUSED RUNNING test: said so");
        assertThat(opens()).isTrue();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldKeepAHaltedVenuesLatchWhileItsHeartbeatFails() {
        condition(Venue.POLYMARKET, VenueConditionKind.NO_HEARTBEAT);
        control(ControlKind.HALT, Venue.POLYMARKET);
        engine.ladder.clear();
        control(ControlKind.RESUME, Venue.POLYMARKET);
        assertThat(engine.ladder).containsExactly("POLYMARKET HALTED HALTED resume refused: HEARTBEAT; test: said so");
        condition(Venue.POLYMARKET, VenueConditionKind.OPEN);
        condition(Venue.POLYMARKET, VenueConditionKind.NO_HEARTBEAT); // and fails again
        control(ControlKind.RESUME, Venue.POLYMARKET);
        assertThat(engine.ladder).hasSize(2);
        assertThat(opens()).isFalse();
    }

    @Test
    void shouldPauseAVenueByTheThirdRefusalForItsNumberWithinAMinute() {
        condition(Venue.KALSHI, VenueConditionKind.RATE_LIMITED);
        timer(SECOND);
        condition(Venue.KALSHI, VenueConditionKind.RATE_LIMITED);
        timer(61 * SECOND);
        condition(Venue.KALSHI, VenueConditionKind.RATE_LIMITED); // the first is more than a minute old
        assertThat(engine.ladder).isEmpty();
        condition(Venue.KALSHI, VenueConditionKind.RATE_LIMITED);
        assertThat(engine.ladder).containsExactly("KALSHI RUNNING PAUSED RATE_LIMITED");
        timer(120 * SECOND);
        assertThat(engine.ladder).hasSize(1);
        timer(121 * SECOND);
        assertThat(engine.ladder).last().isEqualTo("KALSHI PAUSED RUNNING what paused it has been over for a minute");
    }

    @Test
    void shouldStopOpeningEverywhereWhenCredentialsAreRefused() {
        condition(Venue.KALSHI, VenueConditionKind.AUTH_REFUSED);
        assertThat(engine.ladder)
                .containsExactly(
                        "KALSHI RUNNING HALTED the venue refused our credentials",
                        "latch " + EngineHarness.T0 + " VENUE AUTHENTICATION",
                        "engine RUNNING PAUSED KALSHI refused our credentials");
        assertThat(engine.cancelledAt).containsExactly(Venue.KALSHI);
        condition(Venue.KALSHI, VenueConditionKind.OPEN);
        timer(100 * SECOND);
        assertThat(engine.ladder).hasSize(3); // only a person
    }

    /** The limit is the venue's and so is its reset: no state of ours changes, and the latch stays for a person. */
    @Test
    void shouldAskTheVenueToResetItsGuardAndChangeNoState() {
        condition(Venue.KALSHI, VenueConditionKind.GUARD_TRIPPED);
        List<String> before = List.copyOf(engine.ladder);
        control(ControlKind.RESET_GUARD);
        assertThat(engine.guardsReset).containsExactly(Venue.POLYMARKET, Venue.KALSHI);
        assertThat(engine.ladder).isEqualTo(before);
        assertThat(opens()).isFalse();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldHaltAVenueWhoseGuardTripped() {
        condition(Venue.POLYMARKET, VenueConditionKind.GUARD_TRIPPED);
        assertThat(engine.ladder).contains("latch " + EngineHarness.T0 + " VENUE VENUE_GUARD");
        assertThat(opens()).isFalse();
    }

    @Test
    void shouldPauseOpeningAndReadTheBalanceWhenTheVenueMissesMoney() {
        engine.disagree();
        engine.apply(engine.event.rejected(
                engine.nowNs, engine.lastSent().orderId(), io.parallax.codecs.sbe.RejectCode.INSUFFICIENT_FUNDS));
        assertThat(engine.ladder).containsExactly("POLYMARKET RUNNING PAUSED FUNDS");
        timer(100 * SECOND);
        assertThat(engine.ladder).hasSize(1);
        engine.apply(engine.event.balance(engine.nowNs, Venue.POLYMARKET, "900"));
        timer(160 * SECOND);
        assertThat(engine.ladder)
                .last()
                .isEqualTo("POLYMARKET PAUSED RUNNING what paused it has been over for a minute");
    }

    @Test
    void shouldHaltAsForeignWhenAFillIsNotOurs() {
        engine.filled(
                new EngineHarness.Sent(
                        999 * 16,
                        1,
                        io.parallax.codecs.sbe.Outcome.YES,
                        io.parallax.codecs.sbe.OrderAction.BUY,
                        io.parallax.codecs.sbe.Purpose.OPEN,
                        500_000,
                        1_000_000),
                "1",
                "0.5");
        assertThat(engine.ladder)
                .containsExactly(
                        "engine RUNNING HALTED fill of an order that is not ours",
                        "latch " + EngineHarness.T0 + " ENGINE FOREIGN_ACTIVITY");
    }
}
