package io.parallax.sim.catalog;

import io.parallax.sim.core.KalshiFees;
import io.parallax.sim.core.MarketSpec;
import io.parallax.sim.core.TickBand;
import java.util.List;

/**
 * A Kalshi market.
 *
 * @param ticker market ticker
 * @param eventTicker event it belongs to
 * @param seriesTicker series of the event
 * @param marketId UUID text sent beside the ticker
 * @param title question
 * @param yesSubTitle what YES stands for
 * @param rulesPrimary rule text
 * @param rulesSecondary further rule text
 * @param priceLevelStructure name of the grid
 * @param bands grid
 * @param feeType fee type of the series
 * @param feeMultiplier decimal text of the series' multiplier
 * @param exchangeIndex shard
 * @param closeTimeNs close, epoch ns
 * @param recorded whether a capture feeds it
 */
public record KalshiListing(
        String ticker,
        String eventTicker,
        String seriesTicker,
        String marketId,
        String title,
        String yesSubTitle,
        String rulesPrimary,
        String rulesSecondary,
        String priceLevelStructure,
        List<TickBand> bands,
        String feeType,
        String feeMultiplier,
        int exchangeIndex,
        long closeTimeNs,
        boolean recorded) {
    /** Step of counts: a hundredth of a contract. */
    public static final long LOT_MICROS = 10_000;

    public KalshiListing {
        bands = List.copyOf(bands);
    }

    /** The same market on another grid. */
    public KalshiListing withGrid(String newStructure, List<TickBand> newBands) {
        return new KalshiListing(
                ticker,
                eventTicker,
                seriesTicker,
                marketId,
                title,
                yesSubTitle,
                rulesPrimary,
                rulesSecondary,
                newStructure,
                newBands,
                feeType,
                feeMultiplier,
                exchangeIndex,
                closeTimeNs,
                recorded);
    }

    /** The same market with other rule texts. */
    public KalshiListing withRules(String newPrimary, String newSecondary) {
        return new KalshiListing(
                ticker,
                eventTicker,
                seriesTicker,
                marketId,
                title,
                yesSubTitle,
                newPrimary,
                newSecondary,
                priceLevelStructure,
                bands,
                feeType,
                feeMultiplier,
                exchangeIndex,
                closeTimeNs,
                recorded);
    }

    /** Where the contract terms of the series are. */
    public String contractTerms() {
        return "https://simland.invalid/contract_terms/" + seriesTicker + ".pdf";
    }

    /** Rules of the market for the matching core. */
    public MarketSpec spec() {
        return new MarketSpec(
                ticker, bands, LOT_MICROS, LOT_MICROS, false, KalshiFees.of(feeType, feeMultiplier), recorded);
    }
}
