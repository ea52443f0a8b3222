package io.parallax.config;

import java.util.List;
import java.util.Optional;

/**
 * The whole configuration. Components receive their own record, never this.
 *
 * @param mode what the process trades against
 * @param runtime how it runs
 * @param feed how market data is received
 * @param risk what it may do
 * @param exposure what may go wrong at worst
 * @param attempts how attempts are bounded
 * @param polymarket empty in mode SIM, where the simulator supplies it
 * @param kalshi empty in mode SIM, where the simulator supplies it
 * @param pairs which pairs, and how they are watched
 * @param strategies that run, in order of their ids
 * @param fees which fee tables hold
 * @param paper how orders are answered on paper; empty where nothing is
 * @param live what mode LIVE asks for beside
 * @param signing beyond what no order is signed
 */
public record ParallaxSettings(
        Mode mode,
        RuntimeSettings runtime,
        FeedSettings feed,
        RiskSettings risk,
        ExposureSettings exposure,
        AttemptSettings attempts,
        Optional<PolymarketSettings> polymarket,
        Optional<KalshiSettings> kalshi,
        PairsSettings pairs,
        List<StrategySettings> strategies,
        FeesSettings fees,
        Optional<PaperSettings> paper,
        LiveSettings live,
        SigningSettings signing) {

    public ParallaxSettings {
        strategies = List.copyOf(strategies);
    }

    /** Settings that ask for nothing more in mode LIVE, and sign without ceilings. */
    public ParallaxSettings(
            Mode mode,
            RuntimeSettings runtime,
            FeedSettings feed,
            RiskSettings risk,
            ExposureSettings exposure,
            AttemptSettings attempts,
            Optional<PolymarketSettings> polymarket,
            Optional<KalshiSettings> kalshi,
            PairsSettings pairs,
            List<StrategySettings> strategies,
            FeesSettings fees,
            Optional<PaperSettings> paper) {
        this(
                mode,
                runtime,
                feed,
                risk,
                exposure,
                attempts,
                polymarket,
                kalshi,
                pairs,
                strategies,
                fees,
                paper,
                LiveSettings.TYPED,
                SigningSettings.unlimited());
    }

    /** Overwrites every secret; once nothing signs or authenticates any more. */
    public void wipe() {
        polymarket.ifPresent(it -> {
            it.privateKey().close();
            it.apiKey().close();
            it.apiSecret().close();
            it.apiPassphrase().close();
        });
        kalshi.ifPresent(it -> {
            it.keyId().close();
            it.privateKeyPem().close();
        });
    }

    /** These settings with another runtime part. */
    public ParallaxSettings withRuntime(RuntimeSettings other) {
        return new ParallaxSettings(
                mode,
                other,
                feed,
                risk,
                exposure,
                attempts,
                polymarket,
                kalshi,
                pairs,
                strategies,
                fees,
                paper,
                live,
                signing);
    }

    /** These settings with another watch over pairs. */
    public ParallaxSettings withPairs(PairsSettings other) {
        return new ParallaxSettings(
                mode,
                runtime,
                feed,
                risk,
                exposure,
                attempts,
                polymarket,
                kalshi,
                other,
                strategies,
                fees,
                paper,
                live,
                signing);
    }

    /** These settings with other fee tables. */
    public ParallaxSettings withFees(FeesSettings other) {
        return new ParallaxSettings(
                mode,
                runtime,
                feed,
                risk,
                exposure,
                attempts,
                polymarket,
                kalshi,
                pairs,
                strategies,
                other,
                paper,
                live,
                signing);
    }

    /** These settings with orders on paper, or with none. */
    public ParallaxSettings withPaper(Optional<PaperSettings> other) {
        return new ParallaxSettings(
                mode,
                runtime,
                feed,
                risk,
                exposure,
                attempts,
                polymarket,
                kalshi,
                pairs,
                strategies,
                fees,
                other,
                live,
                signing);
    }
}
