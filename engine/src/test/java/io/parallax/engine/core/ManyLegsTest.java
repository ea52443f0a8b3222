package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.core.EngineHarness.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets of three and more legs: exactly one of the markets pays a dollar. */
class ManyLegsTest {
    private final EngineHarness engine = new EngineHarness();

    /** Three markets of one venue at 0.30 each, pair 1: the set costs 0.90 and pays a dollar. */
    private void set(LegStyle style) {
        for (int id = 2; id < 5; id++) {
            engine.apply(engine.event.instrument(engine.nowNs, id, Venue.KALSHI, FeeKind.NONE, "0"));
        }
        engine.apply(engine.event.set(engine.nowNs, 1, style, 2, 3, 4));
        for (int id = 2; id < 5; id++) {
            engine.book(id, "0.28", "100", "0.30", "100");
        }
    }

    private List<String> sentAs(Purpose purpose) {
        return engine.sent.stream()
                .filter(order -> order.purpose() == purpose)
                .map(Sent::toString)
                .toList();
    }

    @Test
    void shouldBuyLegAfterLegEachSizedToThoseBefore() {
        set(LegStyle.NULL_VAL);
        assertThat(engine.planned).containsExactly("SEQUENTIAL LESS_CERTAIN_FIRST 2 IOC 3 IOC 4 IOC");
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@2 0.3]");
        engine.done(engine.lastSent(), "80");
        assertThat(engine.lastSent()).as("half of the slack of a dime").hasToString("HEDGE BUY 80 YES@3 0.35");
        engine.done(engine.lastSent(), "80");
        assertThat(engine.lastSent())
                .as("what the second was permitted is gone")
                .hasToString("HEDGE BUY 80 YES@4 0.35");
        engine.done(engine.lastSent(), "80");
        assertThat(engine.records).endsWith("attempt OPENING", "attempt HEDGING", "attempt HEDGED");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldUnwindTheFirstTwoWhenTheThirdFails() {
        set(LegStyle.NULL_VAL);
        engine.done(engine.lastSent(), "100");
        engine.done(engine.lastSent(), "100");
        engine.book(4, "0.50", "100", "0.60", "100"); // while the third is on its way
        engine.rejected(engine.lastSent());
        assertThat(sentAs(Purpose.UNWIND)).containsExactly("UNWIND SELL 100 YES@2 0.28", "UNWIND SELL 100 YES@3 0.28");
        List<Sent> sales = engine.sent.subList(3, 5);
        engine.done(sales.get(1), "100");
        engine.done(sales.get(0), "60");
        engine.timer(EventBytes.SECOND / 2);
        assertThat(engine.lastSent()).as("the next step, a cent further").hasToString("UNWIND SELL 40 YES@2 0.27");
        engine.done(engine.lastSent(), "40");
        assertThat(engine.records).endsWith("attempt FLAT");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldSendLaterLegsForWhatAShortLegFilledAndSellBackTheRest() {
        set(LegStyle.NULL_VAL);
        engine.done(engine.lastSent(), "100");
        engine.book(3, "0.28", "100", "0.60", "100");
        engine.done(engine.lastSent(), "40");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 40 YES@4 0.35");
        engine.done(engine.lastSent(), "40");
        assertThat(engine.lastSent()).as("one leg has too much").hasToString("UNWIND SELL 60 YES@2 0.28");
    }

    @Test
    void shouldTopUpTheShortLegsOnceWhereThatLeavesMore() {
        set(LegStyle.NULL_VAL);
        engine.done(engine.lastSent(), "100");
        engine.done(engine.lastSent(), "70");
        engine.done(engine.lastSent(), "50");
        // Both are still offered at 0.30: the missing 30 and 50 bring a dollar a set, sold back 0.28.
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 30 YES@3 0.35");
        engine.done(engine.lastSent(), "30");
        assertThat(engine.lastSent().toString()).startsWith("HEDGE BUY 50 YES@4 0.3");
        engine.done(engine.lastSent(), "45");
        assertThat(sentAs(Purpose.UNWIND)).containsExactly("UNWIND SELL 5 YES@2 0.28", "UNWIND SELL 5 YES@3 0.28");
    }

    @Test
    void shouldSellBackRatherThanTopUpWhereThatLeavesMore() {
        set(LegStyle.NULL_VAL);
        engine.done(engine.lastSent(), "100");
        engine.done(engine.lastSent(), "100");
        engine.book(2, "0.37", "100", "0.39", "100"); // 0.37 and 0.37 are more than a dollar less 0.30
        engine.book(3, "0.37", "100", "0.39", "100");
        engine.done(engine.lastSent(), "50");
        assertThat(sentAs(Purpose.UNWIND)).containsExactly("UNWIND SELL 50 YES@2 0.37", "UNWIND SELL 50 YES@3 0.37");
    }

    @Test
    void shouldSendAllLegsAtOnceFillOrKill() {
        set(LegStyle.SIMULTANEOUS);
        assertThat(engine.planned).containsExactly("SIMULTANEOUS CONFIGURED 2 FOK 3 FOK 4 FOK");
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@2 0.3, OPEN BUY 100 YES@3 0.3, OPEN BUY 100 YES@4 0.3]");
        assertThat(engine.sent).allMatch(order -> order.timeInForce() == TimeInForce.FOK);
        for (Sent order : List.copyOf(engine.sent)) {
            engine.done(order, "100");
        }
        assertThat(engine.records).endsWith("attempt OPENING", "attempt HEDGED");
        assertThat(engine.sent).hasSize(3);
    }

    @Test
    void shouldCloseWhatOneKilledLegLeavesOfAllAtOnce() {
        set(LegStyle.SIMULTANEOUS);
        engine.book(3, "0.28", "100", "0.60", "100");
        List<Sent> legs = List.copyOf(engine.sent);
        engine.done(legs.get(0), "100");
        engine.rejected(legs.get(1));
        assertThat(engine.sent).as("one is still out").hasSize(3);
        engine.done(legs.get(2), "100");
        assertThat(sentAs(Purpose.UNWIND)).containsExactly("UNWIND SELL 100 YES@2 0.28", "UNWIND SELL 100 YES@4 0.28");
    }

    @Test
    void shouldCallAllKilledMissed() {
        set(LegStyle.SIMULTANEOUS);
        for (Sent order : List.copyOf(engine.sent)) {
            engine.rejected(order);
        }
        assertThat(engine.records).endsWith("attempt ABANDONED");
    }

    @Test
    void shouldTakeTheThinLegFirst() {
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.instrument(engine.nowNs, 3, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.set(engine.nowNs, 1, LegStyle.NULL_VAL, 2, 3));
        engine.book(2, "0.38", "100", "0.40", "1000");
        engine.book(3, "0.38", "100", "0.40", "100");
        assertThat(engine.planned).containsExactly("HEDGE_FIRST THINNER_FIRST 3 IOC 2 IOC");
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@3 0.4]");
    }

    @Test
    void shouldHoldAnAttemptOfTheMostLegs() {
        int[] ids = new int[32];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i + 2;
            engine.apply(engine.event.instrument(engine.nowNs, ids[i], Venue.KALSHI, FeeKind.NONE, "0"));
        }
        engine.apply(engine.event.set(engine.nowNs, 1, LegStyle.SIMULTANEOUS, ids));
        for (int id : ids) {
            engine.book(id, "0.02", "100", "0.03", "100");
        }
        for (int leg = 0; leg < ids.length - 1; leg++) {
            assertThat(engine.sent).hasSize(leg + 1);
            engine.done(engine.lastSent(), "100");
        }
        engine.book(33, "0.80", "100", "0.90", "100");
        engine.rejected(engine.lastSent());
        for (int i = 1; i < 20; i++) {
            engine.timer(i * EventBytes.SECOND / 5);
        }
        assertThat(sentAs(Purpose.UNWIND))
                .as("31 sales, as many behind each event as fit")
                .hasSize(31);
        for (Sent sale : List.copyOf(engine.sent.subList(32, 63))) {
            engine.done(sale, "100");
        }
        assertThat(engine.records).endsWith("attempt FLAT");
        engine.assertReplaysTheSame();
    }
}
