package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charged fees against the model, and schedules that change while the engine runs. */
class FeeDisputeTest {
    private static final long MAX_FEE_AGE_NS = 3_600 * EventBytes.SECOND;
    private static final String MISMATCH = "alert FEE_MISMATCH";

    private final EngineHarness engine = new EngineHarness(Verdict.SAME, FeeKind.KALSHI_QUADRATIC, "0.07");

    /** The hedge of 100 NO at Kalshi, sent and not yet filled. */
    private EngineHarness.Sent hedge() {
        engine.disagree();
        engine.done(engine.sent.get(0), "100");
        EngineHarness.Sent hedge = engine.lastSent();
        assertThat(hedge.instrumentId()).isEqualTo(1);
        return hedge;
    }

    private void charge(
            EngineHarness.Sent order, int trade, Liquidity liquidity, String price, String qty, String fee) {
        long micros = fee.isEmpty() ? Micros.NULL : Micros.parse(fee);
        engine.apply(engine.event.kalshiFill(order, engine.nowNs, trade, liquidity, price, qty, micros));
    }

    @ParameterizedTest
    @CsvSource({
        // 100 at 0.50 by the taker: 1.75, and a micro a contract of tolerance beside one unit
        "0.50, 100, 1.75, false",
        "0.50, 100, 1.7502, false",
        "0.50, 100, 1.750201, true",
        "0.50, 100, 1.749799, true",
        "0.50, 100, 0, true",
        "0.50, 100, 1.76, true",
        // both roundings of a fractional trade are right: 71.94 at 0.013 was really charged 0.06478
        "0.013, 71.94, 0.06478, false",
        "0.013, 71.94, 0.06468, false",
        "0.013, 71.94, 0.065, true",
        // fee of a contract rounded up and multiplied
        "0.055, 100, 0.37, true",
    })
    void shouldDisputeAChargeThatIsNotTheModels(String price, String qty, String charged, boolean disputed) {
        charge(hedge(), 1, Liquidity.TAKER, price, qty, charged);
        assertThat(engine.records.contains(MISMATCH)).isEqualTo(disputed);
        assertThat(engine.engine.isFeeDisputed(1)).isEqualTo(disputed);
        assertThat(engine.engine.isFeeDisputed(0)).as("the other venue").isFalse();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldGoOnHedgingAndBookWhatWasChargedDuringADispute() {
        EngineHarness.Sent hedge = hedge();
        charge(hedge, 1, Liquidity.TAKER, "0.5", "40", "5");
        engine.done(hedge, "40");
        assertThat(engine.engine.isFeeDisputed(1)).isTrue();
        assertThat(engine.sent).hasSizeGreaterThan(2); // the rest is hedged again or unwound
        assertThat(engine.engine.feesPaidMicros(1)).isEqualTo(5_000_000);
    }

    @Test
    void shouldEndADisputeByResumeOnly() {
        charge(hedge(), 1, Liquidity.TAKER, "0.5", "100", "5");
        long disputed = engine.engine.stateHash();
        engine.apply(engine.event.timer(engine.nowNs));
        assertThat(engine.engine.isFeeDisputed(1)).isTrue();
        engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME));
        assertThat(engine.engine.isFeeDisputed(1)).isFalse();
        assertThat(engine.engine.stateHash()).isNotEqualTo(disputed);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldJudgeTheFillsOfAnOrderTogether() {
        EngineHarness.Sent hedge = hedge();
        // ten fills of one contract at 0.3333: 0.1556 in all, what is rounded up comes back on later fills
        String[] net = {
            "0.0156", "0.0156", "0.0155", "0.0156", "0.0155", "0.0156", "0.0155", "0.0156", "0.0155", "0.0156"
        };
        for (int fill = 0; fill < net.length; fill++) {
            charge(hedge, fill + 1, Liquidity.TAKER, "0.3333", "1", net[fill]);
        }
        assertThat(engine.records).doesNotContain(MISMATCH);
        // each by itself is within a unit of right; that the units never come back is not
        EngineHarness.Sent other = hedge;
        for (int fill = 0; fill < 4; fill++) {
            charge(other, 20 + fill, Liquidity.TAKER, "0.3333", "1", "0.0157");
        }
        assertThat(engine.records).contains(MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"TAKER, 0.4375, true", "MAKER, 1.75, true", "MAKER, 0.4375, false", "MAKER, 0.21875, false"})
    void shouldHoldAMakersFeeAgainstTheMakersRate(Liquidity liquidity, String charged, boolean disputed) {
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.07", "0.0175"));
        engine.at(1_000_000);
        charge(hedge(), 1, liquidity, "0.5", "100", charged);
        assertThat(engine.engine.isFeeDisputed(1)).isEqualTo(disputed);
    }

    @Test
    void shouldBookAMakersFillAtTheMakersRateWhenTheVenueSaysNothing() {
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.POLYMARKET_V2, "0.07", "0"));
        charge(hedge(), 1, Liquidity.MAKER, "0.5", "100", "");
        assertThat(engine.engine.feesPaidMicros(1)).isZero();
        charge(engine.lastSent(), 2, Liquidity.TAKER, "0.5", "100", "");
        assertThat(engine.engine.feesPaidMicros(1)).isEqualTo(1_750_000);
    }

    @Test
    void shouldChargeByTheNewScheduleFromTheChangeOn() {
        long before = engine.engine.stateHash();
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        assertThat(engine.engine.stateHash()).isNotEqualTo(before);
        engine.at(1_000_000);
        charge(hedge(), 1, Liquidity.TAKER, "0.5", "100", "0.875");
        assertThat(engine.records).doesNotContain(MISMATCH);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldAcceptTheOldScheduleForAnOrderSentBeforeTheChange() {
        EngineHarness.Sent hedge = hedge();
        engine.at(1_000_000);
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        charge(hedge, 1, Liquidity.TAKER, "0.5", "40", "0.7"); // by 0.07
        charge(hedge, 2, Liquidity.TAKER, "0.5", "40", "0.35"); // by 0.035
        assertThat(engine.records).doesNotContain(MISMATCH);
        charge(hedge, 3, Liquidity.TAKER, "0.5", "20", "0.5");
        assertThat(engine.records).contains(MISMATCH);
    }

    @Test
    void shouldNotAcceptTheOldScheduleForAnOrderSentAfterTheChange() {
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        engine.at(1_000_000);
        charge(hedge(), 1, Liquidity.TAKER, "0.5", "100", "1.75");
        assertThat(engine.records).contains(MISMATCH);
    }

    @Test
    void shouldOpenNothingWhereTheFeeBecameUnknown() {
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.UNKNOWN, "0", "0"));
        engine.disagree();
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).contains("opportunity FEE_UNKNOWN");
    }

    @Test
    void shouldBookByTheLastKnownScheduleWhatIsFilledWhileTheFeeIsUnknown() {
        EngineHarness.Sent hedge = hedge();
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.UNKNOWN, "0", "0"));
        charge(hedge, 1, Liquidity.TAKER, "0.5", "100", "");
        assertThat(engine.engine.feesPaidMicros(1)).isEqualTo(1_750_000);
        assertThat(engine.records).doesNotContain(MISMATCH);
    }

    @Test
    void shouldNotTakeANullFeeForNone() {
        EngineHarness free = new EngineHarness();
        free.disagree();
        EngineHarness.Sent leg = free.sent.get(0);
        free.apply(free.event.fill(
                free.nowNs,
                leg.orderId(),
                0,
                Venue.POLYMARKET,
                leg.outcome(),
                leg.action(),
                Settlement.CONFIRMED,
                1,
                400_000,
                100_000_000,
                1_680_000));
        assertThat(free.records).as("a fee where the model has none").contains(MISMATCH);
        assertThat(free.engine.isFeeDisputed(0)).isTrue();
        assertThat(free.engine.isFeeDisputed(1)).isFalse();
    }

    @Test
    void shouldKeepMarketsTradableForAsLongAsTheirFeesAreReadAnew() {
        engine.at(MAX_FEE_AGE_NS - 1);
        for (int instrument = 0; instrument <= 1; instrument++) {
            engine.apply(engine.event.feesChanged(engine.nowNs, instrument, FeeKind.KALSHI_QUADRATIC, "0.07", "0"));
        }
        engine.at(2 * MAX_FEE_AGE_NS - 2);
        engine.disagree();
        assertThat(engine.sent).hasSize(1);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldOpenNothingOnceFeesWereNotReadAnew() {
        engine.at(MAX_FEE_AGE_NS + 1);
        engine.disagree();
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).contains("opportunity FEE_TOO_OLD");
    }

    @Test
    void shouldStillChargeAnOrderByTheScheduleBeforeWhenTheSameWasReadAgain() {
        hedge();
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        charge(engine.lastSent(), 1, Liquidity.TAKER, "0.5", "100", "1.75");
        assertThat(engine.records).doesNotContain(MISMATCH);
    }

    @Test
    void shouldNotBelieveAReadingThatIsOlderThanTheScheduleItContradicts() {
        long readNs = engine.nowNs;
        engine.at(1_000_000);
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        engine.apply(engine.event.feesChanged(engine.nowNs, readNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        assertThat(opens()).as("the same, read before").isTrue();
        engine.apply(engine.event.feesChanged(engine.nowNs, readNs, 1, FeeKind.KALSHI_QUADRATIC, "0.07", "0"));
        assertThat(opens()).as("another, read before").isFalse();
        engine.apply(engine.event.feesChanged(engine.nowNs, 1, FeeKind.KALSHI_QUADRATIC, "0.035", "0"));
        assertThat(opens()).as("read again").isTrue();
        engine.assertReplaysTheSame();
    }

    private boolean opens() {
        int sent = engine.sent.size();
        engine.disagree();
        if (engine.sent.size() == sent) {
            return false;
        }
        engine.rejected(engine.lastSent());
        return true;
    }
}
