package io.parallax.sim.polymarket;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.core.FeeRule;
import io.parallax.sim.core.MarketSpec;
import io.parallax.sim.core.PolymarketFees;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.polymarket.sign.ExchangeDomain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What the venue knows about one binary market apart from its book.
 *
 * @param conditionId 0x and 64 hex digits
 * @param tickMicros the tick at the start, in micros of a dollar
 * @param minOrderSizeMicros smallest resting order, in micros of a share
 * @param negRisk whether the market belongs to a mutually exclusive event and settles on the neg-risk exchange
 * @param protocolV2 whether orders sign for the exchange of protocol V2 and books carry {@code "version":"v2"}
 * @param feeRateMicros taker fee rate in micros (0.05 is 50,000); 0 for none
 * @param feeExponent exponent of the fee formula, 1 in every current schedule
 * @param takerDelayMs how long the answer to a marketable order is held; 0 for none
 * @param closeTimeNs stated end, epoch ns
 */
public record PolymarketMarket(
        String conditionId,
        String question,
        String slug,
        Outcome first,
        Outcome second,
        long tickMicros,
        long minOrderSizeMicros,
        boolean negRisk,
        boolean protocolV2,
        long feeRateMicros,
        int feeExponent,
        long takerDelayMs,
        long closeTimeNs) {

    /** Step of order sizes: a hundredth of a share. */
    public static final long LOT_MICROS = 10_000;

    /**
     * One side of the question.
     *
     * @param tokenId unsigned 256-bit number in decimal
     * @param name "Yes", "Up", a team
     */
    public record Outcome(String tokenId, String name) {
        /** Both are needed. */
        public Outcome {
            Objects.requireNonNull(tokenId, "tokenId");
            Objects.requireNonNull(name, "name");
        }
    }

    /** Refuses a market whose outcomes are the same token or whose condition is no 32-byte id. */
    public PolymarketMarket {
        if (first.tokenId().equals(second.tokenId())) {
            throw new IllegalArgumentException(slug + ": both outcomes name token " + first.tokenId());
        }
        if (!conditionId.toLowerCase(Locale.ROOT).matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException(conditionId + ": a condition id is 0x and 64 hex digits");
        }
    }

    /** The market of a listing: one without taker delay. */
    public static PolymarketMarket of(PolymarketListing listing) {
        return new PolymarketMarket(
                listing.conditionId(),
                listing.question(),
                listing.slug(),
                new Outcome(listing.yesTokenId(), listing.yesOutcome()),
                new Outcome(listing.noTokenId(), listing.noOutcome()),
                listing.tickMicros(),
                listing.minOrderQtyMicros(),
                listing.negRisk(),
                listing.protocolV2(),
                Micros.parse(listing.feeRate()),
                1,
                0,
                listing.closeTimeNs());
    }

    /**
     * The rules the exchange needs to run this market.
     *
     * @param gridMicros finest tick the market may get; the server itself enforces the current one
     * @param recorded whether subscribers are fed from a recording
     */
    public MarketSpec exchangeSpec(long gridMicros, boolean recorded) {
        return new MarketSpec(
                conditionId,
                List.of(TickBand.whole(gridMicros)),
                LOT_MICROS,
                minOrderSizeMicros,
                true,
                feeRateMicros == 0
                        ? FeeRule.NONE
                        : new PolymarketFees(BigDecimal.valueOf(feeRateMicros, 6), feeExponent),
                recorded);
    }

    /** The exchange orders of this market sign for. */
    ExchangeDomain domain(long chainId) {
        return protocolV2 ? ExchangeDomain.protocolV2(chainId) : ExchangeDomain.clobV2(chainId, negRisk);
    }
}
