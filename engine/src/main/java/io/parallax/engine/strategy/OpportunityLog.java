package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Turns evaluations into opportunity records: an opportunity begins when the gross edge turns positive and ends when it
 * is gone; a record is written when it begins and whenever its reason changes, so a quiet edge does not fill the journal.
 */
public final class OpportunityLog {
    private byte[] reason = new byte[32];
    private long[] opportunityId = new long[32];
    private long lastId;

    /** No positive gross edge any more in this direction. */
    public void gone(Pair pair, int direction) {
        int i = index(pair, direction); // before the array is read: it may grow
        reason[i] = 0;
    }

    /** @return id of the opportunity */
    public long seen(Pair pair, int direction, ReasonCode code, ArbitrageEvaluator figures, CommandWriter writer) {
        int i = index(pair, direction);
        if (reason[i] == 0) {
            opportunityId[i] = ++lastId;
        }
        if (reason[i] != code.value() || code == ReasonCode.FIRED) {
            reason[i] = (byte) code.value();
            writer.opportunity(
                    opportunityId[i],
                    pair.pairId(),
                    direction,
                    code,
                    figures.firstLimitMicros(),
                    figures.secondLimitMicros(),
                    figures.qtyMicros(),
                    figures.grossEdgeMicros(),
                    figures.netEdgeMicros(),
                    figures.feesMicros());
        }
        return opportunityId[i];
    }

    private int index(Pair pair, int direction) {
        int i = pair.pairId() * Pair.MAX_DIRECTIONS + direction;
        if (i >= reason.length) {
            reason = Arrays.copyOf(reason, Math.max(reason.length * 2, i + Pair.MAX_DIRECTIONS));
            opportunityId = Arrays.copyOf(opportunityId, reason.length);
        }
        return i;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, lastId);
        for (byte code : reason) {
            h = StateHash.mix(h, code);
        }
        return StateHash.mix(h, opportunityId, opportunityId.length);
    }
}
