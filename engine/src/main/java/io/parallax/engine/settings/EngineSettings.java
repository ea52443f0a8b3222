package io.parallax.engine.settings;

import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.engine.state.StateHash;

/**
 * Limits and tuning, replaced whole by each Settings event. Before the first one every limit is zero, so nothing is
 * permitted. Fields are as in the schema: micros, nanoseconds, counts.
 */
public final class EngineSettings {
    private static final int FIELDS = 58;
    private final long[] values = new long[FIELDS];

    /** Takes every field of the event. */
    public void apply(SettingsDecoder event) {
        values[0] = event.minEdgeMicros();
        values[1] = event.maxPlausibleEdgeMicros();
        values[2] = event.maxBookAgeNs();
        values[3] = event.maxOrderNotionalMicros();
        values[4] = event.maxPairNotionalMicros();
        values[5] = event.maxVenueNotionalMicros();
        values[6] = event.maxTotalNotionalMicros();
        values[7] = event.maxDailyLossMicros();
        values[8] = event.cashBufferMicros();
        values[9] = event.ackDeadlineNs();
        values[10] = event.hedgeLossMicros();
        values[11] = event.unwindStepMicros();
        values[12] = event.unwindMaxSteps();
        values[13] = event.unwindLossMicros();
        values[14] = event.maxFeeAgeNs();
        values[15] = event.attemptCooldownNs();
        values[16] = event.failFreezeCount();
        values[17] = event.failFreezeWindowNs();
        values[18] = orZero(event.maxSilenceNs());
        values[19] = orZero(event.maxSilenceAloneNs());
        values[20] = orZero(event.maxClockGapNs());
        values[21] = orZero(event.maxClockStepNs());
        values[22] = orZero(event.minNetMicros());
        values[23] = orZero(event.minAnnualReturnMicros());
        values[24] = orZero(event.unwindChanceMicros());
        values[25] = orZero(event.stopBeforeCloseNs());
        values[26] = orZero(event.maxParityNs());
        values[27] = orZero(event.parityBandMicros());
        values[28] = orZero(event.confirmQtyMicros());
        values[29] = orZero(event.maxDirectionalNotionalMicros());
        values[30] = orUnlimited(event.maxAttempts());
        values[31] = orUnlimited(event.maxGapNotionalMicros());
        values[32] = orUnlimited(event.maxGroupGapNotionalMicros());
        values[33] = orUnlimited(event.maxProvisionalNotionalMicros());
        values[34] = orUnlimited(event.maxCollarMicros());
        values[35] = orUnlimited(event.maxSpreadMicros());
        values[36] = orUnlimited(event.polymarketOrdersPerSecond());
        values[37] = orUnlimited(event.kalshiOrdersPerSecond());
        values[38] = orZero(event.reservedShareMicros());
        values[39] = orZero(event.maxNakedNs());
        values[40] = orUnlimited(event.failHaltCount());
        values[41] = orZero(event.failHaltWindowNs());
        values[42] = orUnlimited(event.revertPauseCount());
        values[43] = orZero(event.revertPauseWindowNs());
        values[44] = orUnlimited(event.revertPauseShareMicros());
        values[45] = orUnlimited(event.maxDustMicros());
        values[46] = orUnlimited(event.maxTotalDustMicros());
        values[47] = orUnlimited(event.maxPairAttempts());
        values[48] = orUnlimited(event.rejectFreezeCount());
        values[49] = orZero(event.restNs());
        values[50] = orUnlimited(event.maxNetMicros());
        values[51] = orUnlimited(event.maxTotalNetMicros());
        values[52] = orZero(event.armNearMicros());
        values[53] = orZero(event.armPrices());
        values[54] = orZero(event.armSizes());
        values[55] = orZero(event.armValidNs());
        values[56] = orZero(event.armPerSecond());
        values[57] = orZero(event.armKept());
    }

    /** A journal older than the rule holds none: the rule is not judged then. */
    private static long orZero(long value) {
        return value == SettingsDecoder.maxSilenceNsNullValue() ? 0 : value;
    }

    private static long orZero(int value) {
        return value == SettingsDecoder.armPricesNullValue() ? 0 : value;
    }

    private static long orUnlimited(long value) {
        return value == SettingsDecoder.maxGapNotionalMicrosNullValue() ? Long.MAX_VALUE : value;
    }

    private static long orUnlimited(int value) {
        return value == SettingsDecoder.maxAttemptsNullValue() ? Long.MAX_VALUE : value;
    }

    public long minEdgeMicros() {
        return values[0];
    }

    public long maxPlausibleEdgeMicros() {
        return values[1];
    }

    public long maxBookAgeNs() {
        return values[2];
    }

    public long maxOrderNotionalMicros() {
        return values[3];
    }

    public long maxPairNotionalMicros() {
        return values[4];
    }

    public long maxVenueNotionalMicros() {
        return values[5];
    }

    public long maxTotalNotionalMicros() {
        return values[6];
    }

    public long maxDailyLossMicros() {
        return values[7];
    }

    public long cashBufferMicros() {
        return values[8];
    }

    public long ackDeadlineNs() {
        return values[9];
    }

    public long hedgeLossMicros() {
        return values[10];
    }

    public long unwindStepMicros() {
        return values[11];
    }

    public int unwindMaxSteps() {
        return (int) values[12];
    }

    public long unwindLossMicros() {
        return values[13];
    }

    public long maxFeeAgeNs() {
        return values[14];
    }

    public long attemptCooldownNs() {
        return values[15];
    }

    public int failFreezeCount() {
        return (int) values[16];
    }

    public long failFreezeWindowNs() {
        return values[17];
    }

    /** Longest silence of a line while its twin speaks, 0 when not judged. */
    public long maxSilenceNs() {
        return values[18];
    }

    /** Longest silence of a line otherwise, 0 when not judged. */
    public long maxSilenceAloneNs() {
        return values[19];
    }

    /** Longest time between two timers, 0 when not judged. */
    public long maxClockGapNs() {
        return values[20];
    }

    /** Furthest step back of the clock that is let pass, 0 when not judged. */
    public long maxClockStepNs() {
        return values[21];
    }

    /** Net money one attempt must earn, after fees and the unwind reserve. */
    public long minNetMicros() {
        return values[22];
    }

    /** Return a year demanded of the capital locked to resolution; 0 = none is. */
    public long minAnnualReturnMicros() {
        return values[23];
    }

    /** Share of attempts taken to end in an unwind of the lead leg. */
    public long unwindChanceMicros() {
        return values[24];
    }

    /** Nothing is opened this long before the earliest close of the legs. */
    public long stopBeforeCloseNs() {
        return values[25];
    }

    /** How long prices may say that outcomes are swapped; 0 = not judged. */
    public long maxParityNs() {
        return values[26];
    }

    /** How near to the swapped price is near. */
    public long parityBandMicros() {
        return values[27];
    }

    /** Largest quantity of an attempt on an edge that snapshots confirmed. */
    public long confirmQtyMicros() {
        return values[28];
    }

    /** All that strategies may hold without a hedge by intent. */
    public long maxDirectionalNotionalMicros() {
        return values[29];
    }

    /** Attempts under way at a time, of all pairs. */
    public long maxAttempts() {
        return values[30];
    }

    /** Matched notional of one pair, lost if its legs settle against each other. */
    public long maxGapNotionalMicros() {
        return values[31];
    }

    /** The same over the pairs of one event group. */
    public long maxGroupGapNotionalMicros() {
        return values[32];
    }

    /** Fills of one venue that have not settled yet. */
    public long maxProvisionalNotionalMicros() {
        return values[33];
    }

    /** How far the limit of an order may be from the best price it meets. */
    public long maxCollarMicros() {
        return values[34];
    }

    /** Widest book that is opened on. */
    public long maxSpreadMicros() {
        return values[35];
    }

    /** Requests a second that change orders at Polymarket. */
    public long polymarketOrdersPerSecond() {
        return values[36];
    }

    /** Requests a second that change orders at Kalshi. */
    public long kalshiOrdersPerSecond() {
        return values[37];
    }

    /** Share of those requests that openings may not use. */
    public long reservedShareMicros() {
        return values[38];
    }

    /** How long an attempt may hold what is not hedged; 0 = not judged. */
    public long maxNakedNs() {
        return values[39];
    }

    /** Failed attempts of all pairs within {@link #failHaltWindowNs} that halt. */
    public long failHaltCount() {
        return values[40];
    }

    /** Window of {@link #failHaltCount}. */
    public long failHaltWindowNs() {
        return values[41];
    }

    /** Failed settlements of a venue within {@link #revertPauseWindowNs} that pause it. */
    public long revertPauseCount() {
        return values[42];
    }

    /** Window of {@link #revertPauseCount}. */
    public long revertPauseWindowNs() {
        return values[43];
    }

    /** Failed settlements among the last 100 fills of a venue that pause it. */
    public long revertPauseShareMicros() {
        return values[44];
    }

    /** Contracts one pair may carry below minimum sizes. */
    public long maxDustMicros() {
        return values[45];
    }

    /** The same over all pairs. */
    public long maxTotalDustMicros() {
        return values[46];
    }

    /** Attempts of one pair within {@link #failFreezeWindowNs}. */
    public long maxPairAttempts() {
        return values[47];
    }

    /** The same refusal of one pair within {@link #failFreezeWindowNs} that freezes it. */
    public long rejectFreezeCount() {
        return values[48];
    }

    /** How long an order that rests may rest; 0 = none rests. */
    public long restNs() {
        return values[49];
    }

    /** Contracts that may be without a hedge at worst, in one pair. */
    public long maxNetMicros() {
        return values[50];
    }

    /** The same over all pairs. */
    public long maxTotalNetMicros() {
        return values[51];
    }

    /** How much of the minimum edge may lack, net of fees at the best prices, for orders to be signed ahead. */
    public long armNearMicros() {
        return values[52];
    }

    /** Prices of a ladder of orders that are signed ahead; 0 = none is. */
    public int armPrices() {
        return (int) values[53];
    }

    /** Sizes at each of those prices; 0 = none is. */
    public int armSizes() {
        return (int) values[54];
    }

    /** How long an order that is signed ahead may be sent; 0 = none is signed. */
    public long armValidNs() {
        return values[55];
    }

    /** Requests to sign ahead in any second. */
    public long armPerSecond() {
        return values[56];
    }

    /** Orders signed ahead whose time is not over, at most. */
    public int armKept() {
        return (int) values[57];
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(hash, values, FIELDS);
    }
}
