package io.parallax.gateway.polymarket.reconcile;

import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.NO;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.RECORD;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.YES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayoutsTest {
    private final ReconcileRig rig = new ReconcileRig(true);

    private static String record(boolean closed, String yesPrice, boolean yesWins, String noPrice, boolean noWins) {
        return "{\"closed\":" + closed + ",\"tokens\":[{\"token_id\":\"" + NO + "\",\"price\":" + noPrice
                + ",\"winner\":" + noWins + "},{\"token_id\":\"" + YES + "\",\"price\":" + yesPrice + ",\"winner\":"
                + yesWins + "}]}";
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1, true, 0, false, 1",
        "true, 0, false, 1, true, 0",
        "true, 0.5, false, 0.5, false, 0.5",
        "false, 1, true, 0, false, ",
        "true, 0.6, false, 0.4, false, ",
        "true, 1, true, 1, true, "
    })
    void shouldTakeAResultForFinalWhenTheRecordHasItsWinner(
            boolean closed, String yesPrice, boolean yesWins, String noPrice, boolean noWins, String payout) {
        rig.calls.answer(RECORD, 200, record(closed, yesPrice, yesWins, noPrice, noWins));
        rig.resolutions.onTold(0);
        rig.resolutions.onTold(0);
        rig.time.pass(1_900);
        assertThat(rig.calls.made(RECORD)).isEmpty();
        rig.time.pass(200);
        assertThat(rig.calls.made(RECORD)).hasSize(1);
        if (payout == null) {
            assertThat(rig.recorder.lines()).isEmpty();
            rig.time.passSeconds(60);
            assertThat(rig.calls.made(RECORD)).as("looked at until it is final").hasSize(3);
        } else {
            assertThat(rig.recorder.lines()).containsExactly("MarketStatus 5 RESOLVED " + payout + " final");
            rig.time.passSeconds(60);
            assertThat(rig.calls.made(RECORD)).hasSize(1);
        }
    }

    @Test
    void shouldNotTakeAPriceOfOneHalfForATieThatNobodyTold() {
        rig.calls.answer(RECORD, 200, record(true, "0.5", false, "0.5", false));
        rig.reconciler.begin(whole -> {});
        rig.time.pass(10);
        assertThat(rig.calls.made(RECORD)).hasSize(1);
        assertThat(rig.recorder.lines("MarketStatus")).isEmpty();
    }

    @Test
    void shouldFindTheResultOfAMarketThatEndedWhileNobodyListened() {
        rig.calls.answer(RECORD, 200, record(true, "1", true, "0", false));
        rig.reconciler.begin(whole -> {});
        rig.time.pass(10);
        assertThat(rig.recorder.lines()).endsWith("MarketStatus 5 RESOLVED 1 final");
    }

    @Test
    void shouldTellWhatWasRedeemedAfterASecondReadAndBeforeTheCash() {
        rig.calls.answer(RECORD, 200, record(true, "1", true, "0", false));
        rig.tokens(5, 3);
        rig.begun();
        rig.recorder.clear();
        rig.tokens(0, 0);
        rig.calls.now(ReconcileRig.CASH, 200, "{\"balance\":\"12000000\"}");
        rig.reconciler.soon();
        rig.time.pass(1_900);
        assertThat(rig.recorder.lines()).containsExactly("ReconcileBegin");
        rig.time.pass(200);
        assertThat(rig.recorder.lines())
                .containsExactly(
                        "ReconcileBegin",
                        "Settled 5 5 3 cash 5 fee 0",
                        "Position 5 0 0",
                        "Balance 12",
                        "ReconcileEnd YES");
        rig.recorder.clear();
        rig.reconciler.soon();
        rig.time.passSeconds(3);
        assertThat(rig.recorder.lines("Settled")).isEmpty();
    }

    @Test
    void shouldTellWhatWasRedeemedBeforeCashThatTheEngineAsksFor() {
        rig.calls.answer(RECORD, 200, record(true, "0", false, "1", true));
        rig.begun();
        rig.recorder.clear();
        rig.tokens(2, 0);
        rig.cash.refresh();
        assertThat(rig.recorder.lines()).isEmpty();
        rig.time.pass(2_100);
        assertThat(rig.recorder.lines()).containsExactly("Settled 5 3 0 cash 0 fee 0", "Position 5 2 0", "Balance 7");
    }

    @Test
    void shouldBelieveNeitherOneReadNorTokensThatGoFromAMarketWithoutAResult() {
        rig.begun();
        rig.tokens(0, 0);
        rig.reconciler.soon();
        rig.time.passSeconds(3);
        assertThat(rig.recorder.lines()).contains("Position 5 0 0");
        assertThat(rig.recorder.lines("Settled")).isEmpty();

        ReconcileRig other = new ReconcileRig(true);
        other.calls.answer(RECORD, 200, record(true, "1", true, "0", false));
        other.begun();
        other.calls
                .now(ReconcileRig.token(YES), 200, "{\"balance\":\"0\"}")
                .answer(ReconcileRig.token(YES), 200, "{\"balance\":\"5000000\"}");
        other.recorder.clear();
        other.reconciler.soon();
        other.time.passSeconds(3);
        assertThat(other.recorder.lines()).containsExactly("ReconcileBegin", "Balance 7", "ReconcileEnd YES");
    }

    @Test
    void shouldNotCountFromWhatWasReadBeforeAFill() {
        rig.calls.answer(RECORD, 200, record(true, "1", true, "0", false));
        rig.begun();
        rig.payouts.onFill(0);
        rig.tokens(2, 0);
        rig.reconciler.soon();
        rig.time.passSeconds(3);
        assertThat(rig.recorder.lines("Settled")).isEmpty();
        assertThat(rig.recorder.lines("Position")).endsWith("Position 5 2 0");
    }
}
