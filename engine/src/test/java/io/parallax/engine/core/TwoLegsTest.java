package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import org.junit.jupiter.api.Test;

/** The two legs of an attempt and every way they can part. */
class TwoLegsTest {
    @Test
    void shouldBuyTheInexactLegFirstAndHedgeWhatItFilled() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@0 0.4]");

        engine.filled(engine.lastSent(), "99.5", "0.4");
        engine.done(engine.sent.get(0), "99.5");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 99.5 NO@1 0.6"); // break-even limit, fills at 0.50

        engine.filled(engine.lastSent(), "99.5", "0.5");
        assertThat(engine.records).endsWith("attempt OPENING", "attempt HEDGING", "attempt HEDGED");
        assertThat(engine.sent).hasSize(2);
    }

    @Test
    void shouldHedgeFromTheVenuesTotalBeforeItsFillsArrive() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 100 NO@1 0.6");
        engine.filled(engine.sent.get(0), "60", "0.4");
        engine.filled(engine.sent.get(0), "40", "0.4");
        assertThat(engine.records).doesNotContain("alert LATE_FILL");
    }

    @Test
    void shouldTakeBothDirectionsOfAnInvertedPair() {
        EngineHarness engine = new EngineHarness(Verdict.INVERTED, FeeKind.NONE, "0");
        engine.book(0, "0.38", "100", "0.40", "100");
        engine.book(1, "0.48", "100", "0.50", "100");
        assertThat(engine.lastSent()).hasToString("OPEN BUY 100 YES@0 0.4");
        engine.done(engine.lastSent(), "100");
        assertThat(engine.lastSent().outcome()).hasToString("YES");
    }

    @Test
    void shouldSendNothingWhenFeesEatTheEdge() {
        EngineHarness engine = new EngineHarness(Verdict.SAME, FeeKind.KALSHI_QUADRATIC, "0.07");
        engine.book(0, "0.45", "100", "0.49", "100");
        engine.book(1, "0.51", "100", "0.53", "100"); // two cents gross, 1.75 of them the fee
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).contains("opportunity EDGE_BELOW_MIN");
    }

    @Test
    void shouldSellTheFirstLegBackWhenTheHedgeIsGone() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.book(1, "0.30", "100", "0.32", "100"); // NO now costs 0.70: beyond break-even and the loss budget
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.lastSent()).as("no hedge is sent for nobody").hasToString("UNWIND SELL 100 YES@0 0.38");
        assertThat(engine.records).contains("refused HEDGE EDGE_BELOW_MIN");
        engine.done(engine.lastSent(), "100");
        assertThat(engine.records).endsWith("attempt UNWINDING", "attempt FLAT");
    }

    @Test
    void shouldRepriceTheHedgeOnceInsideTheLossBudget() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.done(engine.sent.get(0), "100");
        engine.book(1, "0.39", "100", "0.52", "100"); // NO at 0.61: one cent beyond break-even
        engine.done(engine.lastSent(), "0");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 100 NO@1 0.61");
        engine.done(engine.lastSent(), "40");
        assertThat(engine.lastSent()).hasToString("UNWIND SELL 60 YES@0 0.38");
    }

    @Test
    void shouldWidenTheUnwindInStepsThenFreezeAndCall() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.book(1, null, null, "0.52", "100");
        engine.done(engine.sent.get(0), "100");
        for (int step = 0; step < 5; step++) {
            engine.done(engine.lastSent(), "0");
            engine.at((step + 1) * EventBytes.SECOND).apply(engine.event.timer(engine.nowNs));
        }
        assertThat(engine.sent.stream().map(Object::toString).filter(s -> s.startsWith("UNWIND")))
                .containsExactly(
                        "UNWIND SELL 100 YES@0 0.38",
                        "UNWIND SELL 100 YES@0 0.37",
                        "UNWIND SELL 100 YES@0 0.36",
                        "UNWIND SELL 100 YES@0 0.35",
                        "UNWIND SELL 100 YES@0 0.34");
        assertThat(engine.records).endsWith("attempt FROZEN", "pair ATTEMPT", "alert PAIR_FROZEN", "alert UNHEDGED");
    }

    @Test
    void shouldAskAndNeverGuessWhenTheHedgeIsUnknown() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.done(engine.sent.get(0), "100");
        EngineHarness.Sent hedge = engine.lastSent();
        engine.apply(engine.event.unknown(engine.nowNs, hedge.orderId()));
        for (int second = 1; second <= 30; second++) {
            engine.at(second * EventBytes.SECOND).apply(engine.event.timer(engine.nowNs));
        }
        assertThat(engine.sent).hasSize(2);
        assertThat(engine.queried).hasSizeGreaterThan(25).containsOnly(hedge.orderId());
        engine.done(hedge, "100");
        assertThat(engine.records).endsWith("attempt HEDGE_UNKNOWN", "attempt HEDGED");
    }

    @Test
    void shouldDoubtAnOrderThatIsNotAnsweredByItsDeadline() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.at(EventBytes.SECOND).apply(engine.event.timer(engine.nowNs));
        assertThat(engine.records).contains("alert ORDER_UNKNOWN", "attempt OPEN_UNKNOWN");
        engine.rejected(engine.sent.get(0));
        assertThat(engine.records).endsWith("attempt ABANDONED");
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldFreezeThePairOnALateFill() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.rejected(engine.sent.get(0));
        engine.filled(engine.sent.get(0), "10", "0.4");
        assertThat(engine.records).contains("alert LATE_FILL", "attempt FROZEN", "alert UNHEDGED");
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldChangeNothingOnADuplicateFill() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        long trade = engine.filled(engine.sent.get(0), "50", "0.4");
        long before = engine.engine.stateHash();
        engine.filled(engine.sent.get(0), "50", "0.4", Settlement.CONFIRMED, trade);
        assertThat(engine.engine.stateHash()).isEqualTo(before);
    }

    @Test
    void shouldReverseAGhostFillOnceAndFreeze() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        long before = engine.engine.activeAttempts();
        long trade = engine.filled(engine.sent.get(0), "100", "0.4", Settlement.PROVISIONAL, 99);
        engine.filled(engine.sent.get(0), "100", "0.4", Settlement.FAILED, trade);
        assertThat(before).isEqualTo(1);
        assertThat(engine.records).contains("alert GHOST_FILL", "attempt FROZEN");
        int alerts = engine.records.size();
        engine.filled(engine.sent.get(0), "100", "0.4", Settlement.FAILED, trade);
        assertThat(engine.records).hasSize(alerts);
    }

    @Test
    void shouldHaltOnAFillThatIsNotOurs() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        EngineHarness.Sent order = engine.sent.get(0);
        engine.filled(
                new EngineHarness.Sent(
                        0, 1, order.outcome(), order.action(), order.purpose(), order.price(), order.qty()),
                "1",
                "0.4");
        // The pair too: no attempt hedges this leg, whoever ends the halt.
        assertThat(engine.records).contains("alert UNMAPPED_FILL", "engine HALTED", "pair NAKED");
    }

    @Test
    void shouldNeitherHedgeNorUnwindAfterAHalt() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT));
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.sent).hasSize(1);
        assertThat(engine.records).endsWith("attempt FROZEN", "pair ATTEMPT", "alert PAIR_FROZEN", "alert UNHEDGED");
    }

    @Test
    void shouldFinishButNotOpenWhilePaused() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.lastSent().purpose()).hasToString("HEDGE");
        engine.done(engine.lastSent(), "100");
        engine.disagree();
        assertThat(engine.sent).hasSize(2);
        assertThat(engine.records).endsWith("opportunity NOT_RUNNING");
    }

    @Test
    void shouldNotTradeOnABookThatIsNotLive() {
        EngineHarness engine = new EngineHarness();
        engine.book(0, "0.38", "100", "0.40", "100");
        engine.apply(engine.event.feed(engine.nowNs, Venue.POLYMARKET, FeedState.GAP, 1));
        engine.book(1, "0.50", "100", "0.52", "100");
        assertThat(engine.sent).isEmpty();
        engine.book(0, "0.38", "100", "0.40", "100");
        assertThat(engine.sent).hasSize(1);
    }

    @Test
    void shouldNotTradeOnAnOldBook() {
        EngineHarness engine = new EngineHarness();
        engine.book(0, "0.38", "100", "0.40", "100");
        engine.at(3 * EventBytes.SECOND).book(1, "0.50", "100", "0.52", "100");
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).endsWith("opportunity BOOK_STALE");
    }

    @Test
    void shouldFetchABookAnewThatStaysCrossed() {
        EngineHarness engine = new EngineHarness();
        engine.book(0, "0.40", "100", "0.40", "100");
        engine.apply(engine.event.timer(engine.nowNs));
        engine.book(1, "0.60", "100", "0.62", "100");
        assertThat(engine.sent).isEmpty();
        assertThat(engine.resubscribed).isEmpty();
        engine.at(2 * EventBytes.SECOND).apply(engine.event.timer(engine.nowNs));
        engine.at(3 * EventBytes.SECOND).apply(engine.event.timer(engine.nowNs));
        assertThat(engine.resubscribed).containsExactly(0);
    }

    @Test
    void shouldTreatAnImplausibleEdgeAsAnAlarm() {
        EngineHarness engine = new EngineHarness();
        engine.book(0, "0.08", "100", "0.10", "100");
        engine.book(1, "0.50", "100", "0.52", "100");
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records)
                .endsWith(
                        "opportunity EDGE_IMPLAUSIBLE",
                        "alert EDGE_IMPLAUSIBLE",
                        "pair IMPLAUSIBLE",
                        "alert PAIR_FROZEN");
    }

    @Test
    void shouldReplayToTheSameBytesAndHash() {
        EngineHarness engine = new EngineHarness();
        engine.disagree();
        engine.done(engine.sent.get(0), "100");
        engine.filled(engine.sent.get(0), "100", "0.4");
        engine.filled(engine.lastSent(), "100", "0.5");
        Engine again = new Engine(new EngineCapacity(64, 1024));
        var out = new io.parallax.engine.port.CommandBuffer(new org.agrona.concurrent.UnsafeBuffer(new byte[6144]));
        for (int i = 0; i < engine.journal.size(); i++) {
            out.clear();
            byte[] event = engine.journal.get(i);
            again.onEvent(i, new org.agrona.concurrent.UnsafeBuffer(event), 0, event.length, out);
            byte[] produced = new byte[out.length()];
            out.buffer().getBytes(0, produced);
            assertThat(produced).isEqualTo(engine.consequences.get(i));
        }
        assertThat(again.stateHash()).isEqualTo(engine.engine.stateHash());
    }
}
