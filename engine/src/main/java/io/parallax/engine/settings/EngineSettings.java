package io.parallax.engine.settings;

import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.engine.state.StateHash;

/**
 * Limits and tuning, replaced whole by each Settings event. Before the first one every limit is zero, so nothing is
 * permitted. Fields are as in the schema: micros, nanoseconds, counts.
 */
public final class EngineSettings {
    private static final int FIELDS = 30;
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
    }

    /** A journal older than the rule holds none: the rule is not judged then. */
    private static long orZero(long value) {
        return value == SettingsDecoder.maxSilenceNsNullValue() ? 0 : value;
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

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(hash, values, FIELDS);
    }
}
