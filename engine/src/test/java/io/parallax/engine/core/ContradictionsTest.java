package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import org.junit.jupiter.api.Test;

/** Venues that take back, contradict themselves or say what cannot be; and many things due at once. */
class ContradictionsTest {
    @Test
    void shouldFreezeThePairWhenAFillOfAnEarlierAttemptIsTakenBack() {
        EngineHarness engine = new EngineHarness();
        engine.hedgeFully(1, 2, Settlement.PROVISIONAL);
        EngineHarness.Sent earlier = engine.sent.get(0);
        engine.hedgeFully(3, 4, Settlement.CONFIRMED);
        engine.filled(earlier, "100", "0.4", Settlement.FAILED, 1);
        assertThat(engine.records).contains("alert GHOST_FILL", "alert UNHEDGED", "alert LATE_FILL");
        int sent = engine.sent.size();
        engine.disagree();
        assertThat(engine.sent).hasSize(sent);
        assertThat(engine.records).endsWith("opportunity PAIR_FROZEN");
    }

    @Test
    void shouldNotTakeADifferenceOfAMicroForALateFill() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        EngineHarness.Sent leg = engine.lastSent();
        engine.done(leg, "99.999999");
        engine.filled(leg, "60", "0.4");
        engine.filled(leg, "40", "0.4");
        assertThat(engine.records).doesNotContain("alert LATE_FILL", "attempt FROZEN");
    }

    @Test
    void shouldCountOnlyTheExcessOfALateFill() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        EngineHarness.Sent leg = engine.lastSent();
        engine.done(leg, "90");
        engine.filled(leg, "100", "0.4");
        assertThat(engine.records).contains("alert LATE_FILL", "attempt FROZEN", "alert UNHEDGED");
        assertThat(engine.unhedged).endsWith(Micros.parse("100")); // 90 believed, 10 more, the hedge still on its way
    }

    @Test
    void shouldTakeBackWhatTheTotalPromisedWhenItsFillFailed() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        EngineHarness.Sent leg = engine.lastSent();
        engine.done(leg, "100");
        engine.done(engine.lastSent(), "100");
        assertThat(engine.records).endsWith("attempt HEDGED");
        engine.filled(leg, "100", "0.4", Settlement.FAILED, 9);
        assertThat(engine.records).contains("alert GHOST_FILL", "attempt FROZEN", "alert UNHEDGED");
    }

    @Test
    void shouldHaltAndNotComputeOnImpossibleFigures() {
        for (String qty : new String[] {"0", "-1", "2000000000"}) {
            EngineHarness engine = new EngineHarness();
            engine.disagree();
            engine.filled(engine.lastSent(), qty, "0.4");
            assertThat(engine.records).as(qty).contains("alert POSITION_BREAK", "engine HALTED");
        }
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.filled(engine.lastSent(), "1", "1.5");
        assertThat(engine.records).contains("engine HALTED");
        engine = new EngineHarness();
        engine.disagree();
        engine.done(engine.lastSent(), "10000");
        assertThat(engine.sent).hasSize(1);
        assertThat(engine.records).contains("engine HALTED");
    }

    @Test
    void shouldHaltWhenAFillNamesTheOtherSide() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        EngineHarness.Sent leg = engine.lastSent();
        engine.filled(
                new EngineHarness.Sent(
                        leg.orderId(), 0, Outcome.NO, OrderAction.BUY, leg.purpose(), leg.price(), leg.qty()),
                "100",
                "0.4");
        assertThat(engine.records).contains("alert POSITION_BREAK", "engine HALTED");
    }

    @Test
    void shouldTradeAgainOnlyAfterAPersonReleasedTheFrozenPair() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.rejected(engine.lastSent());
        engine.filled(engine.sent.get(0), "10", "0.4");
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        assertThat(engine.records).endsWith("attempt IDLE");
        engine.disagree();
        assertThat(engine.sent).hasSize(2);
        engine.done(engine.lastSent(), "90");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 90 NO@1 0.6"); // not the ten a person answered for
    }

    @Test
    void shouldStartOnlyFromStarting() {
        EngineHarness engine = new EngineHarness();
        engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT));
        engine.apply(engine.event.control(engine.nowNs, ControlKind.START));
        assertThat(engine.records).endsWith("engine HALTED", "alert LATCHED");
    }

    @Test
    void shouldCarryMoreDueWorkThanOneEventHolds() {
        EngineHarness engine = new EngineHarness();
        int pairs = 40;
        for (int i = 1; i < pairs; i++) {
            engine.apply(engine.event.instrument(engine.nowNs, 2 * i, Venue.POLYMARKET, FeeKind.NONE, "0"));
            engine.apply(engine.event.instrument(engine.nowNs, 2 * i + 1, Venue.KALSHI, FeeKind.NONE, "0"));
            engine.apply(engine.event.pair(engine.nowNs, i, 2 * i, 2 * i + 1, Verdict.SAME));
        }
        for (int i = 0; i < pairs; i++) {
            engine.book(2 * i, "0.38", "10", "0.40", "10");
            engine.book(2 * i + 1, "0.50", "10", "0.52", "10");
        }
        assertThat(engine.sent).hasSize(pairs);
        engine.at(2 * EventBytes.SECOND); // every answer is overdue at once
        for (int i = 0; i < 20; i++) {
            engine.apply(engine.event.timer(engine.nowNs));
        }
        assertThat(engine.queried.stream().distinct()).hasSize(pairs);
    }
}
