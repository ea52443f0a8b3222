package io.parallax.gateway.kalshi;

import io.parallax.config.KalshiTuning;
import io.parallax.gateway.kalshi.signing.SigningSettings;

/**
 * What may differ from one use of the gateway to another.
 *
 * @param signing how long a signature serves
 * @param groupLimitContracts contracts that our orders may fill within 15 seconds on one shard before the venue itself stops us, 1 to
 *     1,000,000; 0 = no such guard
 */
public record KalshiOptions(SigningSettings signing, long groupLimitContracts) {
    /** Five seconds of tolerance, 20,000 contracts. */
    public static final KalshiOptions USUAL = of(KalshiTuning.USUAL);

    /** As configured. */
    public static KalshiOptions of(KalshiTuning tuning) {
        return new KalshiOptions(
                new SigningSettings(tuning.clockToleranceNs(), tuning.signatureRefreshNs()), tuning.orderGroupLimit());
    }
}
