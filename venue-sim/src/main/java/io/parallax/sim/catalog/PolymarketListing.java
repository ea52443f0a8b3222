package io.parallax.sim.catalog;

import io.parallax.sim.core.MarketSpec;
import io.parallax.sim.core.PolymarketFees;
import io.parallax.sim.core.TickBand;
import java.util.List;

/**
 * A Polymarket market. The first token is YES, the second NO.
 *
 * @param conditionId {@code 0x} and 64 hex digits; id of the market in the core
 * @param yesTokenId decimal id of the first outcome's token
 * @param noTokenId decimal id of the second outcome's token
 * @param yesOutcome name of the first outcome
 * @param noOutcome name of the second outcome
 * @param question question
 * @param slug slug
 * @param description rule text
 * @param tickMicros tick of the grid
 * @param minOrderQtyMicros smallest resting order, shares
 * @param feeRate decimal rate, "0" for none
 * @param negRisk whether the neg-risk exchange settles it
 * @param protocolV2 whether it belongs to protocol V2, which the layout of its token ids tells
 * @param closeTimeNs end date, epoch ns
 * @param recorded whether a capture feeds it
 */
public record PolymarketListing(
        String conditionId,
        String yesTokenId,
        String noTokenId,
        String yesOutcome,
        String noOutcome,
        String question,
        String slug,
        String description,
        long tickMicros,
        long minOrderQtyMicros,
        String feeRate,
        boolean negRisk,
        boolean protocolV2,
        long closeTimeNs,
        boolean recorded) {
    /** Step of stated share counts; fills of collateral orders are finer. */
    public static final long LOT_MICROS = 10_000;

    /** Rules of the market for the matching core. */
    public MarketSpec spec() {
        return new MarketSpec(
                conditionId,
                List.of(new TickBand(tickMicros, 1_000_000L - tickMicros, tickMicros)),
                LOT_MICROS,
                minOrderQtyMicros,
                true,
                PolymarketFees.of(feeRate),
                recorded);
    }
}
