package io.parallax.engine.core;

import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;

/** A pair as the event tells it. */
final class PairReader {
    private PairReader() {}

    static Pair read(PairListedDecoder event, Instruments instruments) {
        int pairId = event.pairId();
        int groupTold = event.groupId();
        LegStyle style = event.style();
        long toldNs = event.resolutionTimeNs();
        boolean told = toldNs != PairListedDecoder.resolutionTimeNsNullValue();
        PairListedDecoder.LegsDecoder legsTold = event.legs();
        Instrument[] legs = new Instrument[legsTold.count()];
        long latestNs = 0;
        boolean everyLegTold = true;
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = instruments.get(legsTold.next().instrumentId());
            latestNs = Math.max(latestNs, legs[leg].resolutionTimeNs());
            everyLegTold &= legs[leg].resolutionTimeNs() != 0;
        }
        PairListedDecoder.PayoffsDecoder payoffsTold = event.payoffs();
        long[] payoffs = new long[payoffsTold.count()];
        for (int i = 0; i < payoffs.length; i++) {
            payoffs[i] = payoffsTold.next().yesPayoutMicros();
        }
        Pair pair = new Pair(
                pairId,
                event.relation(),
                legs,
                new PayoffMatrix(legs.length, payoffs),
                event.maxQtyMicros(),
                told ? toldNs : everyLegTold ? latestNs : 0);
        pair.arrange(groupTold == PairListedDecoder.groupIdNullValue() ? Pair.NO_GROUP : groupTold, style);
        pair.review(event.verdict(), event.verdictExpiryNs());
        pair.enable(event.enabled() == Flag.YES);
        return pair;
    }
}
