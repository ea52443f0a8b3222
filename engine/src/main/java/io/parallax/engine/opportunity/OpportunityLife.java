package io.parallax.engine.opportunity;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/**
 * An opportunity from the evaluation that first showed a gross edge to the one that no longer did: how long, how often,
 * its best and its last figures. Used again for the next one of the same direction; amounts in micros.
 */
public final class OpportunityLife {
    private final int pairId;
    private final int direction;
    private boolean open;
    private boolean fired;
    private ReasonCode lastReason = ReasonCode.NULL_VAL;
    private int evaluations;
    private long opportunityId;
    private long openedNs;
    private long bestNs;
    private long bestGrossEdgeMicros;
    private long bestNetEdgeMicros;
    private long bestNetMicros;
    private long bestQtyMicros;
    private long lastGrossEdgeMicros;
    private long lastNetEdgeMicros;
    private long lastQtyMicros;

    public OpportunityLife(int pairId, int direction) {
        this.pairId = pairId;
        this.direction = direction;
    }

    /** The gross edge appeared. */
    public void open(long opportunityId, long nowNs) {
        this.opportunityId = opportunityId;
        open = true;
        fired = false;
        lastReason = ReasonCode.NULL_VAL;
        evaluations = 0;
        openedNs = nowNs;
        bestNs = nowNs;
        bestGrossEdgeMicros = Micros.NULL;
        bestNetMicros = Micros.NULL;
    }

    /** One evaluation. @return whether it is to be told: the reason changed, or an attempt was fired */
    public boolean evaluated(ReasonCode reason, OpportunityFigures figures, long nowNs) {
        boolean told = reason == ReasonCode.FIRED || reason != lastReason;
        lastReason = reason;
        fired |= reason == ReasonCode.FIRED;
        evaluations++;
        lastGrossEdgeMicros = figures.grossEdgeMicros();
        lastNetEdgeMicros = figures.netEdgeMicros();
        lastQtyMicros = figures.qtyMicros();
        long net = figures.netMicros();
        // Null is the least of all numbers: what was computed is better than what was not.
        if (net > bestNetMicros
                || net == Micros.NULL && bestNetMicros == net && lastGrossEdgeMicros > bestGrossEdgeMicros) {
            bestNs = nowNs;
            bestNetMicros = net;
            bestGrossEdgeMicros = lastGrossEdgeMicros;
            bestNetEdgeMicros = lastNetEdgeMicros;
            bestQtyMicros = lastQtyMicros;
        }
        return told;
    }

    /** The gross edge is gone. */
    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public long opportunityId() {
        return opportunityId;
    }

    public int pairId() {
        return pairId;
    }

    public int direction() {
        return direction;
    }

    /** What it is counted under: FIRED if it ever was, else the last reason. */
    public ReasonCode reason() {
        return fired ? ReasonCode.FIRED : lastReason;
    }

    public ReasonCode lastReason() {
        return lastReason;
    }

    public long openedNs() {
        return openedNs;
    }

    public int evaluations() {
        return evaluations;
    }

    /** When its net money, or where none was computed its gross edge, was highest. */
    public long bestNs() {
        return bestNs;
    }

    public long bestGrossEdgeMicros() {
        return bestGrossEdgeMicros;
    }

    public long bestNetEdgeMicros() {
        return bestNetEdgeMicros;
    }

    public long bestNetMicros() {
        return bestNetMicros;
    }

    public long bestQtyMicros() {
        return bestQtyMicros;
    }

    public long lastGrossEdgeMicros() {
        return lastGrossEdgeMicros;
    }

    public long lastNetEdgeMicros() {
        return lastNetEdgeMicros;
    }

    public long lastQtyMicros() {
        return lastQtyMicros;
    }

    /** Folds this state into {@code hash}; one that is closed counts only as closed. */
    public long stateHash(long hash) {
        if (!open) {
            return StateHash.mix(hash, 0);
        }
        long h = StateHash.mix(hash, opportunityId);
        h = StateHash.mix(StateHash.mix(h, fired ? 2 : 1), lastReason.value());
        h = StateHash.mix(StateHash.mix(h, evaluations), openedNs);
        h = StateHash.mix(StateHash.mix(h, bestNs), bestGrossEdgeMicros);
        h = StateHash.mix(StateHash.mix(h, bestNetEdgeMicros), bestNetMicros);
        h = StateHash.mix(StateHash.mix(h, bestQtyMicros), lastGrossEdgeMicros);
        return StateHash.mix(StateHash.mix(h, lastNetEdgeMicros), lastQtyMicros);
    }
}
