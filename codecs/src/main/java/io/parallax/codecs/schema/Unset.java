package io.parallax.codecs.schema;

import io.parallax.codecs.sbe.ControlEncoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.MarketStatusEncoder;
import io.parallax.codecs.sbe.PairListedEncoder;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.Venue;

/** Writes null to the optional fields of an encoder: one that is not written holds whatever its buffer held. */
public final class Unset {
    private Unset() {}

    /** The limits of schema version 3, none of which is judged, and orders signed ahead of version 4: none is. */
    public static SettingsEncoder limits(SettingsEncoder event) {
        return event.maxAttempts(SettingsEncoder.maxAttemptsNullValue())
                .maxGapNotionalMicros(SettingsEncoder.maxGapNotionalMicrosNullValue())
                .maxGroupGapNotionalMicros(SettingsEncoder.maxGroupGapNotionalMicrosNullValue())
                .maxProvisionalNotionalMicros(SettingsEncoder.maxProvisionalNotionalMicrosNullValue())
                .maxCollarMicros(SettingsEncoder.maxCollarMicrosNullValue())
                .maxSpreadMicros(SettingsEncoder.maxSpreadMicrosNullValue())
                .polymarketOrdersPerSecond(SettingsEncoder.polymarketOrdersPerSecondNullValue())
                .kalshiOrdersPerSecond(SettingsEncoder.kalshiOrdersPerSecondNullValue())
                .reservedShareMicros(SettingsEncoder.reservedShareMicrosNullValue())
                .maxNakedNs(SettingsEncoder.maxNakedNsNullValue())
                .failHaltCount(SettingsEncoder.failHaltCountNullValue())
                .failHaltWindowNs(SettingsEncoder.failHaltWindowNsNullValue())
                .revertPauseCount(SettingsEncoder.revertPauseCountNullValue())
                .revertPauseWindowNs(SettingsEncoder.revertPauseWindowNsNullValue())
                .revertPauseShareMicros(SettingsEncoder.revertPauseShareMicrosNullValue())
                .maxDustMicros(SettingsEncoder.maxDustMicrosNullValue())
                .maxTotalDustMicros(SettingsEncoder.maxTotalDustMicrosNullValue())
                .maxPairAttempts(SettingsEncoder.maxPairAttemptsNullValue())
                .rejectFreezeCount(SettingsEncoder.rejectFreezeCountNullValue())
                .restNs(SettingsEncoder.restNsNullValue())
                .maxNetMicros(SettingsEncoder.maxNetMicrosNullValue())
                .maxTotalNetMicros(SettingsEncoder.maxTotalNetMicrosNullValue())
                .armNearMicros(SettingsEncoder.armNearMicrosNullValue())
                .armPrices(SettingsEncoder.armPricesNullValue())
                .armSizes(SettingsEncoder.armSizesNullValue())
                .armValidNs(SettingsEncoder.armValidNsNullValue())
                .armPerSecond(SettingsEncoder.armPerSecondNullValue())
                .armKept(SettingsEncoder.armKeptNullValue());
    }

    /** About the engine, by an operator. */
    public static ControlEncoder scope(ControlEncoder event) {
        return event.scope(LatchScope.NULL_VAL)
                .venue(Venue.NULL_VAL)
                .pairId(ControlEncoder.pairIdNullValue())
                .cause(LatchCause.NULL_VAL);
    }

    /** Of no event group, sent by rule. */
    public static PairListedEncoder group(PairListedEncoder event) {
        return event.groupId(PairListedEncoder.groupIdNullValue()).style(LegStyle.NULL_VAL);
    }

    /** The payout is final. */
    public static MarketStatusEncoder finality(MarketStatusEncoder event) {
        return event.finality(Flag.NULL_VAL);
    }
}
