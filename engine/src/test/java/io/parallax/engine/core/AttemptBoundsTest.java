package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.EngineHarness.Sent;
import org.junit.jupiter.api.Test;

/** What bounds attempts in time, number, residue and failure. */
class AttemptBoundsTest {
    private static final long SECOND = EventBytes.SECOND;

    private static EngineHarness nakedFor(long seconds) {
        return new EngineHarness(settings -> settings.maxNakedNs(seconds * SECOND));
    }

    @Test
    void shouldHoldAndCallWhenAnUnknownHedgeMayHaveFilledAll() {
        EngineHarness engine = nakedFor(5);
        engine.disagree();
        engine.done(engine.sent.get(0), "100");
        engine.apply(engine.event.unknown(engine.nowNs, engine.lastSent().orderId()));
        engine.timer(4 * SECOND);
        assertThat(engine.records).doesNotContain("alert NAKED_TOO_LONG");
        engine.timer(5 * SECOND);
        engine.timer(60 * SECOND);
        assertThat(engine.records)
                .as("once")
                .containsOnlyOnce("alert NAKED_TOO_LONG")
                .containsOnlyOnce("pair NAKED");
        assertThat(engine.sent)
                .as("sold, it would be a naked hedge if that had filled")
                .hasSize(2);
        engine.done(engine.lastSent(), "0"); // it had not
        assertThat(engine.lastSent()).as("nothing more is bought").hasToString("UNWIND SELL 100 YES@0 0.38");
        engine.done(engine.lastSent(), "100");
        assertThat(engine.records).endsWith("attempt FLAT");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldSellWhatIsSurplusWhateverBecameOfTheUnknownHedge() {
        EngineHarness engine = nakedFor(5);
        engine.venueOf.put(2, Venue.KALSHI);
        for (int id = 2; id < 5; id++) {
            engine.apply(engine.event.instrument(engine.nowNs, id, Venue.KALSHI, FeeKind.NONE, "0"));
        }
        engine.apply(engine.event.set(engine.nowNs, 1, LegStyle.NULL_VAL, 2, 3, 4));
        for (int id = 2; id < 5; id++) {
            engine.book(id, "0.28", "100", "0.30", "100");
        }
        engine.done(engine.lastSent(), "100");
        engine.book(3, "0.28", "100", "0.60", "100");
        engine.done(engine.lastSent(), "40");
        Sent third = engine.lastSent();
        assertThat(third).hasToString("HEDGE BUY 40 YES@4 0.35");
        engine.apply(engine.event.unknown(engine.nowNs, third.orderId()));
        engine.timer(5 * SECOND);
        assertThat(engine.lastSent()).as("40 of each may be a set").hasToString("UNWIND SELL 60 YES@2 0.28");
        assertThat(engine.records).contains("attempt UNWIND_UNKNOWN", "pair NAKED");
        engine.done(engine.lastSent(), "60");
        assertThat(engine.sent).as("the rest waits for proof").hasSize(4);
        engine.done(third, "40");
        assertThat(engine.records).endsWith("attempt FLAT");
        assertThat(engine.sent).hasSize(4);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldWaitForADeadHedgeVenueOnlyWhileNobodyBuysTheFirstLeg() {
        EngineHarness engine = nakedFor(5);
        engine.disagree();
        engine.apply(engine.event.feed(engine.nowNs, Venue.KALSHI, FeedState.GAP, 1));
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.lastSent()).as("inside the loss cap, now").hasToString("UNWIND SELL 100 YES@0 0.38");

        engine = nakedFor(5);
        engine.disagree();
        engine.book(0, "0.20", "100", "0.40", "100"); // beyond the loss cap
        engine.apply(engine.event.feed(engine.nowNs, Venue.KALSHI, FeedState.GAP, 1));
        engine.done(engine.sent.get(0), "100");
        engine.timer(SECOND);
        assertThat(engine.sent).hasSize(1);
        engine.at(2 * SECOND).book(1, "0.50", "100", "0.52", "300"); // it is back
        engine.timer(2 * SECOND);
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 100 NO@1 0.6");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldUnwindAtTheNakedBoundWhenTheHedgeVenueStaysAway() {
        EngineHarness engine = nakedFor(5);
        engine.disagree();
        engine.book(0, "0.20", "100", "0.40", "100");
        engine.apply(engine.event.feed(engine.nowNs, Venue.KALSHI, FeedState.GAP, 1));
        engine.done(engine.sent.get(0), "100");
        for (int tenth = 1; tenth < 80; tenth++) {
            engine.timer(tenth * SECOND / 10);
        }
        assertThat(engine.records).contains("alert NAKED_TOO_LONG", "pair NAKED", "attempt UNWINDING");
        assertThat(engine.records).as("nobody buys inside the cap").contains("attempt FROZEN", "alert UNHEDGED");
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldFlattenAFrozenAttemptWhileHalted() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT));
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.sent).hasSize(1);
        engine.apply(engine.event.control(engine.nowNs, ControlKind.FLATTEN));
        assertThat(engine.lastSent()).hasToString("FLATTEN SELL 100 YES@0 0.38");
        engine.done(engine.lastSent(), "30");
        engine.timer(SECOND);
        assertThat(engine.lastSent()).as("its steps too").hasToString("FLATTEN SELL 70 YES@0 0.37");
        engine.done(engine.lastSent(), "70");
        assertThat(engine.records).endsWith("attempt FLAT");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotGoOnFlatteningThroughALaterHalt() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.rejected(engine.lastSent());
        engine.filled(engine.sent.get(0), "10", "0.4"); // late: frozen
        engine.apply(engine.event.control(engine.nowNs, ControlKind.FLATTEN));
        engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT));
        engine.done(engine.lastSent(), "0");
        engine.timer(SECOND);
        assertThat(engine.sent).hasSize(2);
        assertThat(engine.records).contains("engine HALTED").endsWith("alert UNHEDGED");
    }

    @Test
    void shouldFlattenWhatAFillOfAnEarlierAttemptLeft() {
        EngineHarness engine = new EngineHarness();
        engine.hedgeFully(1, 2, io.parallax.codecs.sbe.Settlement.PROVISIONAL);
        Sent earlier = engine.sent.get(0);
        engine.hedgeFully(3, 4, io.parallax.codecs.sbe.Settlement.CONFIRMED);
        engine.filled(earlier, "100", "0.4", io.parallax.codecs.sbe.Settlement.FAILED, 1);
        engine.apply(engine.event.control(engine.nowNs, ControlKind.FLATTEN));
        assertThat(engine.lastSent()).as("the hedge it left alone").hasToString("FLATTEN SELL 100 NO@1 0.48");
    }

    @Test
    void shouldRestASaleThatFindsNobodyAndCancelItAtItsDeadline() {
        EngineHarness engine = new EngineHarness(settings -> settings.restNs(3 * SECOND));
        engine.disagree();
        engine.book(0, null, null, "0.40", "100");
        engine.book(1, null, null, "0.52", "100");
        engine.done(engine.sent.get(0), "100");
        Sent resting = engine.lastSent();
        assertThat(resting).hasToString("HEDGE BUY 100 NO@1 0.61");
        assertThat(resting.timeInForce()).isEqualTo(TimeInForce.GTC);
        assertThat(resting.expiryNs()).isEqualTo(engine.nowNs + 3 * SECOND);
        engine.apply(engine.event.accepted(engine.nowNs, resting.orderId()));
        engine.timer(2 * SECOND);
        assertThat(engine.queried).as("it rests as it should").isEmpty();
        engine.timer(3 * SECOND);
        assertThat(engine.cancelled).containsExactly(resting.orderId());
        assertThat(engine.queried).containsExactly(resting.orderId());
        engine.filled(resting, "30", "0.61"); // before the cancel came
        engine.done(resting, "30");
        Sent sale = engine.lastSent();
        assertThat(sale).hasToString("UNWIND SELL 70 YES@0 0.4");
        assertThat(sale.timeInForce()).isEqualTo(TimeInForce.GTC);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldCountACancelAtADeadlineAsARequestOfItsVenue() {
        EngineHarness engine = new EngineHarness(
                settings -> settings.restNs(3 * SECOND).kalshiOrdersPerSecond(1).reservedShareMicros(0));
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.POLYMARKET, FeeKind.NONE, "0"));
        engine.apply(engine.event.instrument(engine.nowNs, 3, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.SAME));
        engine.venueOf.put(2, Venue.POLYMARKET);
        engine.disagree();
        engine.book(0, null, null, "0.40", "100");
        engine.book(1, null, null, "0.52", "100");
        engine.done(engine.sent.get(0), "100");
        engine.apply(engine.event.accepted(engine.nowNs, engine.lastSent().orderId()));
        engine.timer(3 * SECOND);
        assertThat(engine.cancelled).hasSize(1); // it goes in any case, and is the one request of this second
        engine.done(engine.sent.get(1), "0");
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.book(3, "0.50", "100", "0.52", "100");
        assertThat(engine.lastSent()).hasToString("OPEN BUY 100 YES@2 0.4");
        int before = engine.sent.size();
        engine.done(engine.lastSent(), "100");
        assertThat(engine.sent).hasSize(before);
        engine.timer(4 * SECOND);
        assertThat(engine.lastSent().toString()).startsWith("HEDGE BUY 100 NO@3");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldCloseAPairThatIsRefusedForTheSameReasonAgain() {
        EngineHarness engine = new EngineHarness(settings -> settings.rejectFreezeCount(3));
        for (RejectCode code : new RejectCode[] {RejectCode.BAD_TICK, RejectCode.BAD_SIZE, RejectCode.BAD_TICK}) {
            engine.disagree();
            engine.apply(engine.event.rejected(engine.nowNs, engine.lastSent().orderId(), code));
        }
        assertThat(engine.records).doesNotContain("pair REJECTS");
        engine.disagree();
        engine.apply(engine.event.rejected(engine.nowNs, engine.lastSent().orderId(), RejectCode.BAD_TICK));
        assertThat(engine.records).contains("alert REJECTED_AGAIN", "pair REJECTS");
        int sent = engine.sent.size();
        engine.disagree();
        assertThat(engine.sent).hasSize(sent);
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        engine.disagree();
        assertThat(engine.sent).hasSize(sent + 1);
        engine.apply(engine.event.rejected(engine.nowNs, engine.lastSent().orderId(), RejectCode.BAD_TICK));
        assertThat(engine.records).as("counted anew").endsWith("attempt ABANDONED");
    }

    @Test
    void shouldTryAgainAfterTheCoolDownWhereOrdersAreOnlyShadowed() {
        EngineHarness engine = new EngineHarness(settings -> settings.rejectFreezeCount(2)
                .failFreezeCount(1)
                .failHaltCount(1)
                .attemptCooldownNs(SECOND));
        for (int i = 1; i <= 5; i++) {
            engine.timer(2 * i * SECOND);
            engine.disagree();
            assertThat(engine.sent).as("attempt " + i).hasSize(i);
            engine.apply(engine.event.rejected(engine.nowNs, engine.lastSent().orderId(), RejectCode.SHADOWED));
            assertThat(engine.records).endsWith("attempt ABANDONED");
            engine.disagree();
            assertThat(engine.sent).as("it cools down").hasSize(i);
        }
        assertThat(engine.records)
                .doesNotContain("pair REJECTS", "engine HALTED", "alert REJECTED_AGAIN")
                .noneMatch(record -> record.startsWith("pair ") || record.startsWith("venue "));
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldHaltWhenAttemptsFailOneAfterTheOther() {
        EngineHarness engine =
                new EngineHarness(settings -> settings.failHaltCount(2).failHaltWindowNs(3600 * SECOND));
        for (int i = 0; i < 2; i++) {
            assertThat(engine.records).doesNotContain("engine HALTED");
            engine.disagree();
            Sent leg = engine.lastSent();
            engine.book(1, "0.20", "100", "0.22", "100");
            engine.done(leg, "100");
            engine.done(engine.lastSent(), "100");
        }
        assertThat(engine.records).contains("engine HALTED");
    }

    @Test
    void shouldTellARefusalOnceUntilAnotherReasonOrAttempt() {
        EngineHarness engine = new EngineHarness(settings -> settings.maxPairAttempts(1));
        engine.disagree();
        engine.rejected(engine.lastSent());
        engine.records.clear();
        engine.disagree();
        engine.disagree();
        engine.disagree();
        assertThat(engine.records.stream().filter(each -> !each.startsWith("alert")))
                .containsExactly("refused OPEN LIMIT_RATE", "opportunity LIMIT_RATE");
        engine.book(0, "0.30", "100", "0.60", "100"); // the edge is gone, and comes again
        engine.disagree();
        assertThat(engine.records.stream().filter("refused OPEN LIMIT_RATE"::equals))
                .hasSize(2);
        engine.at(700 * SECOND).disagree();
        engine.rejected(engine.lastSent());
        engine.disagree();
        engine.disagree();
        assertThat(engine.records.stream().filter("refused OPEN LIMIT_RATE"::equals))
                .hasSize(3);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldBoundAttemptsUnderWayAndInTime() {
        EngineHarness engine = new EngineHarness(settings -> settings.maxAttempts(1));
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.POLYMARKET, FeeKind.NONE, "0"));
        engine.apply(engine.event.instrument(engine.nowNs, 3, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.SAME));
        engine.disagree();
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.book(3, "0.50", "100", "0.52", "100");
        assertThat(engine.sent).hasSize(1);
        assertThat(engine.records).endsWith("refused OPEN LIMIT_ATTEMPTS", "opportunity LIMIT_ATTEMPTS");

        engine.limit(settings -> settings.maxPairAttempts(2));
        engine.rejected(engine.sent.get(0));
        engine.disagree();
        engine.rejected(engine.lastSent());
        engine.disagree();
        assertThat(engine.records).endsWith("refused OPEN LIMIT_RATE", "opportunity LIMIT_RATE");
        engine.at(700 * SECOND).disagree();
        assertThat(engine.lastSent().orderId())
                .as("the window has passed")
                .isGreaterThan(engine.sent.get(1).orderId());
    }

    @Test
    void shouldTellResidueAndCloseThePairBeyondItsCap() {
        EngineHarness engine = new EngineHarness(
                settings -> settings.maxDustMicros(Micros.parse("1")).maxTotalDustMicros(Micros.parse("0.3")));
        coarse(engine);
        engine.done(engine.lastSent(), "99.5");
        assertThat(engine.lastSent()).as("whole contracts only").hasToString("HEDGE BUY 99 NO@3 0.6");
        engine.done(engine.lastSent(), "99");
        assertThat(engine.records).endsWith("attempt HEDGED", "alert DUST", "pair ATTEMPT", "alert PAIR_FROZEN");
        engine.disagree();
        assertThat(engine.records).as("other pairs too, beyond the cap of all").endsWith("opportunity LIMIT_DUST");
        engine.apply(engine.event.pairEnabled(engine.nowNs, 1));
        engine.disagree();
        assertThat(engine.records).as("a person answered for it").endsWith("opportunity FIRED", "attempt OPENING");
    }

    @Test
    void shouldCarryResidueBelowItsCapIntoTheNextAttempt() {
        EngineHarness engine = new EngineHarness();
        coarse(engine);
        engine.done(engine.lastSent(), "99.5");
        engine.done(engine.lastSent(), "99");
        assertThat(engine.records).endsWith("attempt HEDGED", "alert DUST");
        engine.book(2, "0.38", "100", "0.40", "101");
        assertThat(engine.lastSent().toString()).startsWith("OPEN BUY");
        engine.done(engine.lastSent(), "60.5");
        assertThat(engine.lastSent()).as("with the half of before").hasToString("HEDGE BUY 61 NO@3 0.6");
    }

    /** A pair whose hedge takes whole contracts while its first leg takes hundredths. */
    private static void coarse(EngineHarness engine) {
        engine.apply(engine.event.market(engine.nowNs, 2, Venue.POLYMARKET, "0xabc", "", 0));
        engine.apply(engine.event.market(engine.nowNs, 3, Venue.KALSHI, "KXRAIN", "", 0, Micros.ONE));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.SAME));
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.book(3, "0.50", "100", "0.52", "100");
    }

    @Test
    void shouldHaltWhenTheVenueShowsTwoOrdersForOneIntent() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        long orderId = engine.lastSent().orderId();
        engine.apply(engine.event.accepted(engine.nowNs, orderId, "a"));
        engine.apply(engine.event.accepted(engine.nowNs, orderId, "a"));
        assertThat(engine.records).doesNotContain("alert DUPLICATE_ORDER");
        engine.apply(engine.event.accepted(engine.nowNs, orderId, "b"));
        assertThat(engine.records).contains("alert DUPLICATE_ORDER", "engine HALTED");
        assertThat(engine.cancelled).containsExactly(orderId);
        engine.filled(engine.sent.get(0), "100", "0.4");
        engine.filled(engine.sent.get(0), "100", "0.4");
        assertThat(engine.records).as("both were counted").doesNotContain("alert POSITION_BREAK");
    }

    @Test
    void shouldPlanBeforeTheFirstOrder() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        assertThat(engine.planned).containsExactly("SEQUENTIAL LESS_CERTAIN_FIRST 0 IOC 1 IOC");
    }
}
