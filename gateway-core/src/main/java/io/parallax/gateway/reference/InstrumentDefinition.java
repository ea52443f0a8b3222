package io.parallax.gateway.reference;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import java.util.List;

/**
 * One binary market as a venue defines it; fields as in the event {@code InstrumentDefined}.
 *
 * @param symbol the venue's own id of the market
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
        String title) {}
