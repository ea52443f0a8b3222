package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.position.Account;
import org.junit.jupiter.api.Test;

/** What a venue says of cash and positions while we trade, against the ledger. */
class ReconciliationTest {
    private final MoneyRig rig = new MoneyRig();

    private void at(long seconds) {
        rig.engine.at(seconds * EventBytes.SECOND);
        rig.timer();
    }

    private long asks(Venue venue) {
        return rig.told().stream().filter(("ask " + venue)::equals).count();
    }

    /** A minute passes and the venue is asked. */
    private void askedOnce() {
        at(1);
        assertThat(asks(Venue.POLYMARKET)).isZero();
        at(61);
        assertThat(asks(Venue.POLYMARKET)).isOne();
    }

    @Test
    void shouldPauseOpeningWhenCashCameThatNothingExplains() {
        askedOnce();
        rig.balance(Venue.POLYMARKET, "1000.02");
        assertThat(rig.told()).doesNotContain("POLYMARKET PAUSED");
        at(62);
        assertThat(asks(Venue.POLYMARKET)).isOne();
        at(63);
        assertThat(asks(Venue.POLYMARKET)).isEqualTo(2); // two seconds later, once more
        rig.balance(Venue.POLYMARKET, "1000.02");
        assertThat(rig.told()).contains("alert CASH_BREAK", "POLYMARKET PAUSED").doesNotContain("latch POSITION_BREAK");
        assertThat(rig.engine.sent).isEmpty(); // nothing is ever sent to remove it
        rig.engine.apply(rig.engine.event.control(rig.engine.nowNs, ControlKind.RESUME));
        assertThat(rig.engine.engine.ledger().balanceMicros(Venue.POLYMARKET, Account.DEPOSITS))
                .isEqualTo(-20_000);
        assertThat(rig.engine.engine.ledger().imbalanceMicros()).isZero();
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldHaltWhenCashIsGoneThatNoFeeExplains() {
        askedOnce();
        rig.balance(Venue.POLYMARKET, "900");
        at(63);
        rig.balance(Venue.POLYMARKET, "900");
        assertThat(rig.told()).contains("alert RECONCILE_BREAK", "latch POSITION_BREAK");
    }

    @Test
    void shouldLetVenuesRound() {
        askedOnce();
        rig.balance(Venue.POLYMARKET, "1000.01");
        at(63);
        rig.balance(Venue.POLYMARKET, "999.99");
        at(66);
        rig.balance(Venue.POLYMARKET, "1000.01");
        assertThat(rig.told()).doesNotContain("alert CASH_BREAK");
    }

    @Test
    void shouldNotActOnADifferenceThatChanges() {
        askedOnce();
        rig.balance(Venue.POLYMARKET, "1005");
        at(63);
        rig.balance(Venue.POLYMARKET, "1006");
        at(64);
        rig.balance(Venue.POLYMARKET, "1006"); // a second apart
        assertThat(rig.told()).doesNotContain("POLYMARKET PAUSED");
        at(66);
        rig.balance(Venue.POLYMARKET, "1006");
        assertThat(rig.told()).contains("POLYMARKET PAUSED");
    }

    @Test
    void shouldNotJudgeABalanceAskedForBeforeTheLastOwnEvent() {
        EngineHarness.Sent leg = rig.leg();
        rig.engine.done(leg, "100"); // the cash is asked for here
        EngineHarness.Sent hedge = rig.engine.lastSent();
        rig.engine.filled(hedge, "100", "0.5");
        rig.engine.filled(leg, "100", "0.4"); // and here the fill comes
        rig.engine.done(hedge, "100");
        rig.engine.at(EventBytes.SECOND);
        rig.balance(Venue.POLYMARKET, "1000");
        rig.engine.at(4 * EventBytes.SECOND);
        rig.balance(Venue.POLYMARKET, "1000");
        assertThat(rig.told()).doesNotContain("alert CASH_BREAK", "alert RECONCILE_BREAK");
    }

    @Test
    void shouldNotJudgeWhatNobodyAskedFor() {
        rig.balance(Venue.KALSHI, "500");
        rig.engine.at(4 * EventBytes.SECOND);
        rig.balance(Venue.KALSHI, "500");
        assertThat(rig.told()).doesNotContain("alert CASH_BREAK", "alert RECONCILE_BREAK");
    }

    @Test
    void shouldHaltOnAPositionSeenTwiceAndCountTheWorseOfBoth() {
        rig.hedged();
        rig.engine.at(EventBytes.SECOND);
        rig.reconcileBegin(Venue.POLYMARKET);
        rig.reported(0, "70", "0");
        assertThat(rig.told()).doesNotContain("latch POSITION_BREAK");
        assertThat(rig.engine.engine.exposure().net().loMicros(0)).isEqualTo(Micros.parse("70"));
        assertThat(rig.engine.engine.exposure().net().hiMicros(0)).isEqualTo(Micros.parse("100"));
        assertThat(rig.engine.engine.exposure().net().worstMicros(0)).isEqualTo(Micros.parse("30"));
        rig.engine.at(3 * EventBytes.SECOND);
        rig.reported(0, "70", "0");
        assertThat(rig.told()).contains("alert RECONCILE_BREAK", "latch POSITION_BREAK");
        assertThat(rig.engine.sent).hasSize(2);
    }

    @Test
    void shouldForgetAPositionThatWasRightTheNextTime() {
        rig.hedged();
        rig.reconcileBegin(Venue.POLYMARKET);
        rig.reported(0, "70", "0");
        rig.engine.at(3 * EventBytes.SECOND);
        rig.reported(0, "100", "0");
        assertThat(rig.engine.engine.exposure().net().worstMicros(0)).isZero();
        rig.engine.at(6 * EventBytes.SECOND);
        rig.reported(0, "70", "0");
        assertThat(rig.told()).doesNotContain("latch POSITION_BREAK");
    }

    @Test
    void shouldNotLetAnOldReadingLowerWhatMayBe() {
        rig.reconcileBegin(Venue.POLYMARKET);
        EngineHarness.Sent leg = rig.leg();
        rig.engine.filled(leg, "100", "0.4");
        rig.reported(0, "0", "0");
        assertThat(rig.engine.engine.exposure().net().loMicros(0)).isEqualTo(Micros.parse("100"));
    }
}
