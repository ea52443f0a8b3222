package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.PairFinding;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edges too good to be true, and prices that contradict the polarity a person wrote down. */
class PairAlarmsTest {
    private static final long SECOND = EventBytes.SECOND;
    private EngineHarness engine;

    @BeforeEach
    void start() {
        engine = engine(Verdict.SAME);
    }

    private static EngineHarness engine(Verdict verdict) {
        EngineHarness made = new EngineHarness(verdict, FeeKind.NONE, "0");
        made.event.confirmQtyMicros = Micros.parse("7");
        made.event.maxParityNs = 60 * SECOND;
        made.event.parityBandMicros = Micros.parse("0.03");
        made.apply(made.event.settings(made.nowNs));
        return made;
    }

    /** YES for 0.30 and NO for 0.40: thirty cents, ten beyond what is plausible. */
    private void bait() {
        engine.book(0, "0.28", "100", "0.30", "100");
        engine.book(1, "0.60", "100", "0.62", "100");
    }

    private void renew(long afterNs, String firstAsk) {
        engine.at(afterNs);
        engine.book(0, "0.28", "100", firstAsk, "100");
        engine.book(1, "0.60", "100", "0.62", "100");
        tick(afterNs + 1);
    }

    private void tick(long afterNs) {
        engine.at(afterNs);
        engine.apply(engine.event.timer(engine.nowNs));
    }

    @Test
    void shouldFreezeThePairAndFetchEveryBookOfAnEdgeTooGoodToBeTrue() {
        bait();
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records)
                .containsSubsequence("opportunity EDGE_IMPLAUSIBLE", "alert EDGE_IMPLAUSIBLE", "alert PAIR_FROZEN");
        assertThat(engine.asked).contains("POLYMARKET all resubscribe 0", "KALSHI all resubscribe 1");
    }

    @Test
    void shouldTakeItInSmallOnceTwoSnapshotsOfEachBookConfirmedIt() {
        bait();
        renew(SECOND, "0.30");
        assertThat(engine.sent).as("after one").isEmpty();
        assertThat(engine.asked.stream().filter("KALSHI all resubscribe 1"::equals))
                .hasSize(2);
        renew(2 * SECOND, "0.30");
        assertThat(engine.sent).hasSize(1);
        assertThat(engine.lastSent()).hasToString("OPEN BUY 7 YES@0 0.3");
        assertThat(engine.records).contains("pair NONE");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldTakeNoMoreOfAConfirmedEdgeThanItsSizeWithoutAnotherConfirmation() {
        bait();
        renew(SECOND, "0.30");
        renew(2 * SECOND, "0.30");
        EngineHarness.Sent leg = engine.lastSent();
        engine.done(leg, "7");
        engine.done(engine.lastSent(), "7");
        int sent = engine.sent.size();
        engine.book(0, "0.28", "100", "0.30", "90"); // the edge is still there
        assertThat(engine.sent).hasSize(sent);
        assertThat(engine.records).endsWith("alert EDGE_IMPLAUSIBLE", "pair IMPLAUSIBLE", "alert PAIR_FROZEN");
        renew(3 * SECOND, "0.30");
        renew(4 * SECOND, "0.30");
        assertThat(engine.lastSent()).hasToString("OPEN BUY 7 YES@0 0.3");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldConfirmAnewWhatCouldNotBeTakenAtOnce() {
        bait();
        renew(SECOND, "0.30");
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        renew(2 * SECOND, "0.30");
        engine.at(3_600 * SECOND);
        engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME));
        engine.book(1, "0.60", "100", "0.62", "100");
        engine.book(0, "0.18", "100", "0.20", "100");
        assertThat(engine.sent).as("confirmed an hour ago, of another edge").isEmpty();
        assertThat(engine.records).endsWith("pair IMPLAUSIBLE", "alert PAIR_FROZEN");
    }

    @Test
    void shouldStayFrozenWhenTheEdgeDoesNotSurvive() {
        bait();
        renew(SECOND, "0.30");
        renew(2 * SECOND, "0.40"); // twenty cents are plausible: some book had lied
        bait();
        tick(30 * SECOND);
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).endsWith("opportunity PAIR_FROZEN").doesNotContain("pair NONE");
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        engine.disagree();
        assertThat(engine.sent).as("a person enabled it").hasSize(1);
    }

    @Test
    void shouldRemoveOnlyItsOwnCauseWhenAnEdgeIsConfirmed() {
        bait();
        engine.apply(engine.event.pairChecked(engine.nowNs, 0, PairFinding.RULES_CHANGED, 0));
        renew(SECOND, "0.30");
        renew(2 * SECOND, "0.30");
        assertThat(engine.records).containsSubsequence("pair IMPLAUSIBLE", "pair RULES_CHANGED", "pair RULES_CHANGED");
        assertThat(engine.causes).isEqualTo(1 << FreezeCause.RULES_CHANGED.value());
        assertThat(engine.sent).isEmpty();
        engine.apply(engine.event.pairChecked(engine.nowNs, 0, PairFinding.AS_REVIEWED, -1));
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        bait();
        assertThat(engine.sent).as("confirmed while it was closed").isEmpty();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldTellSwappedPricesOfAPairThatIsClosedForSomethingElse() {
        engine.apply(engine.event.pairChecked(engine.nowNs, 0, PairFinding.UNREADABLE, 0));
        around(0, "0.80");
        around(1, "0.21");
        tick(SECOND);
        tick(62 * SECOND);
        engine.apply(engine.event.pairChecked(engine.nowNs, 0, PairFinding.AS_REVIEWED, -1));
        assertThat(engine.records).contains("alert PARITY_BROKEN");
        assertThat(engine.causes).isEqualTo(1 << FreezeCause.PARITY.value());
    }

    @Test
    void shouldNotTakeOneBookRenewedTwiceForBoth() {
        bait();
        for (int i = 1; i <= 4; i++) {
            engine.at(i * SECOND);
            engine.book(1, "0.60", "100", "0.62", "100");
            tick(i * SECOND + 1);
        }
        assertThat(engine.sent).isEmpty();
        tick(11 * SECOND);
        assertThat(engine.asked.stream().filter("POLYMARKET all resubscribe 0"::equals))
                .as("asked again after a while")
                .hasSize(2);
    }

    @Test
    void shouldNotTakeItAtAllWithoutASizeForIt() {
        engine.event.confirmQtyMicros = 0;
        engine.apply(engine.event.settings(engine.nowNs));
        bait();
        renew(SECOND, "0.30");
        renew(2 * SECOND, "0.30");
        assertThat(engine.sent).isEmpty();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldRaiseTheAlarmAnewOnceTheConfirmedEdgeWasGone() {
        bait();
        renew(SECOND, "0.30");
        renew(2 * SECOND, "0.30");
        engine.rejected(engine.lastSent());
        engine.book(0, "0.28", "100", "0.65", "100");
        int sent = engine.sent.size();
        engine.book(0, "0.28", "100", "0.30", "100");
        assertThat(engine.sent).hasSize(sent);
        assertThat(engine.records.stream().filter("alert EDGE_IMPLAUSIBLE"::equals))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        // said to be, middles of both YES books, swapped
        "SAME, 0.80, 0.21, true",
        "SAME, 0.80, 0.79, false",
        "SAME, 0.80, 0.40, false",
        "SAME, 0.51, 0.50, false",
        "INVERTED, 0.80, 0.79, true",
        "INVERTED, 0.80, 0.21, false",
    })
    void shouldFreezeAPairWhosePricesSayThatOutcomesAreSwapped(
            Verdict said, String first, String second, boolean broken) {
        engine = engine(said);
        around(0, first);
        around(1, second);
        tick(SECOND);
        tick(60 * SECOND);
        assertThat(engine.records).as("not yet").doesNotContain("alert PARITY_BROKEN");
        tick(61 * SECOND);
        assertThat(engine.records.contains("alert PARITY_BROKEN")).isEqualTo(broken);
        assertThat(engine.records.contains("pair PARITY")).isEqualTo(broken);
        engine.assertReplaysTheSame();
    }

    private void around(int instrument, String middle) {
        long micros = Micros.parse(middle);
        engine.book(instrument, Micros.format(micros - 10_000), "5", Micros.format(micros + 10_000), "5");
    }

    @Test
    void shouldNotConfirmAnEdgeThatSwappedOutcomesWouldShow() {
        around(0, "0.80");
        around(1, "0.21");
        assertThat(engine.records).contains("alert EDGE_IMPLAUSIBLE");
        for (int i = 1; i <= 70; i++) {
            engine.at(i * SECOND);
            around(0, "0.80");
            around(1, "0.21");
            tick(i * SECOND + 1);
        }
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).containsSubsequence("pair IMPLAUSIBLE", "alert PARITY_BROKEN", "pair PARITY");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldCountTheTimeAnewWhenABookWasNotLive() {
        around(0, "0.80");
        around(1, "0.21");
        tick(SECOND);
        engine.at(40 * SECOND);
        engine.book(1, null, null, "0.22", "5");
        tick(41 * SECOND);
        engine.at(42 * SECOND);
        around(1, "0.21");
        tick(43 * SECOND);
        tick(102 * SECOND);
        assertThat(engine.records).doesNotContain("alert PARITY_BROKEN");
        tick(104 * SECOND);
        assertThat(engine.records).contains("alert PARITY_BROKEN");
    }

    @Test
    void shouldGiveAPersonsWordTheWholeTimeAgain() {
        around(0, "0.80");
        around(1, "0.21");
        tick(SECOND);
        tick(62 * SECOND);
        engine.apply(engine.event.pairEnabled(engine.nowNs, 0));
        tick(63 * SECOND);
        tick(100 * SECOND);
        assertThat(engine.records.stream().filter("alert PARITY_BROKEN"::equals))
                .hasSize(1);
        tick(125 * SECOND);
        assertThat(engine.records.stream().filter("alert PARITY_BROKEN"::equals))
                .hasSize(2);
    }
}
