package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.position.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a fill to its final money: settlement on chain, results, payouts. */
class SettlementTest {
    private static long m(String decimal) {
        return Micros.parse(decimal);
    }

    private static long balance(MoneyRig rig, Venue venue, Account account) {
        return rig.engine.engine.ledger().balanceMicros(venue, account);
    }

    @Test
    void shouldMakeAFinalResultAClaimAndAPaymentCash() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        assertThat(balance(rig, Venue.POLYMARKET, Account.HOLDINGS)).isEqualTo(m("40"));
        rig.status(0, "1", Flag.NO);
        assertThat(balance(rig, Venue.POLYMARKET, Account.HOLDINGS)).isEqualTo(m("40")); // may still be amended
        rig.status(0, "1", Flag.YES);
        assertThat(balance(rig, Venue.POLYMARKET, Account.CLAIMS)).isEqualTo(m("100"));
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("960")); // not paid, not free
        assertThat(balance(rig, Venue.POLYMARKET, Account.REALISED)).isEqualTo(m("-60"));
        rig.settled(0, "100", "0", "100", "0");
        assertThat(balance(rig, Venue.POLYMARKET, Account.CLAIMS)).isZero();
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1060"));
        // What Kalshi still owes is hedged by what Polymarket has paid.
        assertThat(rig.engine.engine.exposure().net().worstMicros(0)).isZero();
        rig.status(1, "1", Flag.NULL_VAL);
        rig.settled(1, "0", "100", "0", "0");
        assertThat(balance(rig, Venue.KALSHI, Account.CASH)).isEqualTo(m("950"));
        assertThat(balance(rig, Venue.KALSHI, Account.REALISED)).isEqualTo(m("50"));
        assertThat(rig.engine.engine.exposure().totalMicros()).isZero();
        assertThat(rig.engine.engine.exposure().net().matchedMicros(0)).isZero();
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldTakeBackWhatAnAmendedResultTakes() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        rig.status(0, "1", Flag.YES);
        rig.settled(0, "100", "0", "100", "0");
        rig.status(0, "0", Flag.YES);
        rig.settled(0, "0", "0", "-100", "0");
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("960"));
        assertThat(balance(rig, Venue.POLYMARKET, Account.REALISED)).isEqualTo(m("40"));
        assertThat(rig.engine.records).doesNotContain("engine HALTED");
    }

    @Test
    void shouldFreezeAPairWhoseLegsSettleApartAndBookWhatIsPaid() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        rig.status(0, "0", Flag.YES);
        assertThat(rig.told()).doesNotContain("alert SETTLED_DIFFERENTLY");
        rig.status(1, "1", Flag.YES);
        assertThat(rig.told()).contains("alert SETTLED_DIFFERENTLY", "pair SETTLEMENT");
        assertThat(balance(rig, Venue.POLYMARKET, Account.REALISED) + balance(rig, Venue.KALSHI, Account.REALISED))
                .isEqualTo(m("90")); // both legs lost
    }

    @Test
    void shouldFreezeAPairThatPaysAFraction() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        rig.status(1, "0.5", Flag.YES);
        assertThat(rig.told()).contains("pair SETTLEMENT");
        assertThat(balance(rig, Venue.KALSHI, Account.CLAIMS)).isEqualTo(m("50"));
    }

    @Test
    void shouldKeepThePayoutToldBeforeWhenTheLastWordTellsNone() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        rig.status(1, "0", Flag.NO);
        rig.status(1, null, Flag.NULL_VAL);
        assertThat(balance(rig, Venue.KALSHI, Account.CLAIMS)).isEqualTo(m("100"));
    }

    @Test
    void shouldHaltWhenMoreIsPaidForThanIsHeld() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        rig.settled(0, "101", "0", "101", "0");
        assertThat(rig.told()).contains("alert RECONCILE_BREAK", "latch POSITION_BREAK");
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1061"));
    }

    @Test
    void shouldCallAPersonOnceForAFillThatDoesNotSettle() {
        MoneyRig rig = new MoneyRig();
        rig.engine.hedgeFully(1, 2, Settlement.PROVISIONAL);
        rig.engine.at(29 * EventBytes.SECOND);
        rig.timer();
        assertThat(rig.told()).doesNotContain("alert SETTLEMENT_AGEING");
        for (int seconds = 30; seconds < 40; seconds++) {
            rig.engine.at(seconds * EventBytes.SECOND);
            rig.timer();
        }
        assertThat(rig.told().stream().filter("alert SETTLEMENT_AGEING"::equals))
                .hasSize(1);
        assertThat(rig.engine.engine.exposure().net().worstMicros(0)).isEqualTo(m("100")); // time settles nothing
    }

    @Test
    void shouldPauseAVenueWhoseFillsVanish() {
        MoneyRig rig = new MoneyRig().limits(e -> e.revertPauseCount(2).revertPauseWindowNs(600 * EventBytes.SECOND));
        EngineHarness.Sent leg = rig.leg();
        for (int trade = 1; trade <= 2; trade++) {
            rig.engine.filled(leg, "10", "0.4", Settlement.PROVISIONAL, trade);
        }
        rig.engine.filled(leg, "10", "0.4", Settlement.FAILED, 1);
        assertThat(rig.told()).doesNotContain("POLYMARKET PAUSED");
        rig.engine.filled(leg, "10", "0.4", Settlement.FAILED, 2);
        assertThat(rig.told())
                .contains("alert REVERT_RATE", "POLYMARKET PAUSED")
                .doesNotContain("KALSHI PAUSED");
        assertThat(rig.engine.engine.position(0).yesQtyMicros()).isZero();
    }

    @Test
    void shouldPauseAVenueOfWhoseLastFillsTooManyVanished() {
        MoneyRig rig = new MoneyRig().limits(e -> e.revertPauseShareMicros(m("0.02")));
        EngineHarness.Sent leg = rig.leg();
        for (int trade = 1; trade <= 3; trade++) {
            rig.engine.filled(leg, "1", "0.4", Settlement.PROVISIONAL, trade);
        }
        rig.engine.filled(leg, "1", "0.4", Settlement.FAILED, 1);
        rig.engine.filled(leg, "1", "0.4", Settlement.FAILED, 2);
        assertThat(rig.told()).doesNotContain("POLYMARKET PAUSED"); // two in a hundred are not more than 2 %
        rig.engine.filled(leg, "1", "0.4", Settlement.FAILED, 3);
        assertThat(rig.told()).contains("POLYMARKET PAUSED");
    }

    @Test
    void shouldReverseABustedTradeOnceAndHalt() {
        MoneyRig rig = new MoneyRig();
        rig.hedged();
        EngineHarness.Sent leg = rig.engine.sent.get(0);
        rig.engine.filled(leg, "100", "0.4", Settlement.FAILED, 1); // final is final: only a bust undoes it
        assertThat(rig.engine.engine.position(0).yesQtyMicros()).isEqualTo(m("100"));
        rig.engine.filled(leg, "100", "0.4", Settlement.BUSTED, 1);
        rig.engine.filled(leg, "100", "0.4", Settlement.BUSTED, 1);
        assertThat(rig.engine.engine.position(0).yesQtyMicros()).isZero();
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1000"));
        assertThat(rig.told()).contains("alert GHOST_FILL", "latch BUST");
        rig.engine.assertReplaysTheSame();
    }

    /** What failed is as if it had never been, whatever was done with its tokens meanwhile. */
    @Test
    void shouldTakeAFillOfAnEarlierSessionBackAndThenTheSaleOfItsTokens() {
        MoneyRig rig = MoneyRig.starting();
        rig.reported(0, "3", "0");
        rig.engine.reconcile();
        rig.engine.apply(rig.engine.event.control(rig.engine.nowNs, ControlKind.START));
        rig.earlier(OrderAction.BUY, "10", "0.4", Settlement.FAILED, 1);
        assertThat(rig.engine.engine.position(0).netYesMicros()).isEqualTo(m("-7"));
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("997")); // 4 back, 7 beside what is owed
        rig.earlier(OrderAction.SELL, "7", "0.5", Settlement.FAILED, 2);
        rig.earlier(OrderAction.SELL, "7", "0.5", Settlement.FAILED, 2);
        assertThat(rig.engine.engine.position(0).isFlat()).isTrue();
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1000.5"));
        assertThat(rig.told()).contains("alert GHOST_FILL", "pair REVERTS", "latch REVERTS");
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldLeaveToTheFirstPositionWhatFailedBeforeItWasTold() {
        MoneyRig rig = MoneyRig.starting();
        rig.earlier(OrderAction.BUY, "10", "0.4", Settlement.FAILED, 1);
        assertThat(rig.engine.engine.position(0).isFlat()).isTrue();
        assertThat(balance(rig, Venue.POLYMARKET, Account.REALISED)).isZero();
        rig.reported(0, "3", "0");
        rig.engine.reconcile();
        assertThat(rig.engine.engine.position(0).yesQtyMicros()).isEqualTo(m("3"));
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1000"));
        assertThat(rig.engine.engine.exposure().provisionalMicros(Venue.POLYMARKET))
                .isZero();
    }

    @Test
    void shouldCountWhatAnEarlierSessionLeftUnsettledUntilItSettles() {
        MoneyRig rig = MoneyRig.starting();
        rig.earlier(OrderAction.BUY, "10", "0.4", Settlement.PROVISIONAL, 1);
        rig.reported(0, "10", "0");
        rig.engine.reconcile();
        rig.engine.apply(rig.engine.event.control(rig.engine.nowNs, ControlKind.START));
        assertThat(rig.engine.engine.exposure().provisionalMicros(Venue.POLYMARKET))
                .isEqualTo(m("4"));
        assertThat(rig.engine.engine.leastHeldMicros(0)).isZero();
        assertThat(rig.engine.engine.mostHeldMicros(0)).isEqualTo(m("10"));
        rig.earlier(OrderAction.BUY, "10", "0.4", Settlement.CONFIRMED, 1);
        assertThat(rig.engine.engine.exposure().provisionalMicros(Venue.POLYMARKET))
                .isZero();
        assertThat(rig.engine.engine.leastHeldMicros(0)).isEqualTo(m("10"));
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1000"));
        assertThat(rig.told()).noneMatch(line -> line.startsWith("latch"));
        rig.engine.assertReplaysTheSame();
    }

    /** Whether the venue paid or the tokens only vanished cannot be known here: a person is called either way. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndTheSameWhetherAFillFailsBeforeOrAfterItsMarketWasPaid(boolean paidFirst) {
        MoneyRig rig = new MoneyRig();
        EngineHarness.Sent leg = rig.leg();
        rig.engine.filled(leg, "100", "0.41", Settlement.PROVISIONAL, 1);
        rig.engine.done(leg, "100");
        rig.status(0, "1", Flag.YES);
        if (paidFirst) {
            rig.settled(0, "100", "0", "100", "0");
        }
        rig.engine.filled(leg, "100", "0.41", Settlement.FAILED, 1);
        if (!paidFirst) {
            rig.settled(0, "100", "0", "100", "0");
        }
        assertThat(balance(rig, Venue.POLYMARKET, Account.CASH)).isEqualTo(m("1100"));
        assertThat(rig.engine.engine.position(0).isFlat()).isTrue();
        assertThat(rig.engine.engine.exposure().costMicros(Venue.POLYMARKET)).isZero();
        assertThat(rig.engine.engine.leastHeldMicros(0)).isZero();
        assertThat(rig.engine.engine.mostHeldMicros(0)).isZero();
        assertThat(rig.told()).contains("latch POSITION_BREAK");
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldPauseAVenueThatFillsWorseThanTheLimitByMoreThanATick() {
        MoneyRig rig = new MoneyRig();
        EngineHarness.Sent leg = rig.leg();
        rig.engine.filled(leg, "10", "0.41");
        assertThat(rig.told()).doesNotContain("POLYMARKET PAUSED");
        rig.engine.filled(leg, "10", "0.42");
        assertThat(rig.told()).contains("alert VENUE_PAUSED", "POLYMARKET PAUSED");
        assertThat(balance(rig, Venue.POLYMARKET, Account.HOLDINGS)).isEqualTo(m("8.3")); // as it was charged
    }
}
