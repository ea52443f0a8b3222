package io.parallax.gateway.reference;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import java.util.List;

/**
 * One binary market as a venue defines it; fields as in the event {@code InstrumentDefined}.
 *
 * @param symbol the venue's own id of the market
 * @param resolutionTimeNs when it is expected to have paid, at the latest, epoch ns UTC; 0 = not told
 * @param category the venue's words, separated by comma; empty = not told
 */
public record InstrumentDefinition(
        int instrumentId,
        MarketState state,
        boolean netting,
        FeeKind feeKind,
        long feeRateMicros,
        long makerFeeRateMicros,
        long feeExponentMicros,
        long feeReadAtNs,
        long minQtyMicros,
        long qtyStepMicros,
        long minNotionalMicros,
        long notionalStepMicros,
        long closeTimeNs,
        List<TickBand> bands,
        String symbol,
        String title,
        long resolutionTimeNs,
        String category) {}
