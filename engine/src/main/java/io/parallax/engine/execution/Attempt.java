package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.state.StateHash;

/**
 * One try at a pair trade: first leg, hedge, and any unwind. A pair has one, reused, so two at a time cannot happen.
 * Quantities count what is proven filled; the unhedged rest is what the first leg filled and nothing has closed yet.
 */
final class Attempt {
    final int pairId;
    AttemptState state = AttemptState.IDLE;
    long attemptId;
    Instrument leg;
    Outcome legOutcome;
    Instrument hedge;
    Outcome hedgeOutcome;
    /** Own-leg limits: what was fired at. */
    long legLimitMicros;

    long hedgeLimitMicros;
    /** Own-leg price at which the hedge still breaks even against the first leg's limit and both fees. */
    long hedgeBreakEvenMicros;

    long legQtyMicros;
    long hedgedQtyMicros;
    long unwoundQtyMicros;
    /** Fees charged on opening and hedging, lost if it ends in an unwind. */
    long feesMicros;
    /** Cash and exposure held back for the hedge until its own order takes over. */
    long hedgeReservedMicros;
    /** The order whose end moves the attempt on; 0 = none, an unwind step may be due. */
    long liveOrderId;

    int unwindSteps;
    /** The next unwind step is due from this instant on; 0 = none. */
    long dueNs;

    Attempt(int pairId) {
        this.pairId = pairId;
    }

    /** What the first leg filled and nothing has closed. */
    long unhedgedMicros() {
        return legQtyMicros - hedgedQtyMicros - unwoundQtyMicros;
    }

    boolean isActive() {
        return AttemptTable.isActive(state);
    }

    private static int code(Outcome outcome) {
        return outcome == null ? 0 : outcome.value();
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, state.value());
        h = StateHash.mix(h, attemptId);
        h = StateHash.mix(StateHash.mix(h, code(legOutcome)), code(hedgeOutcome));
        h = StateHash.mix(h, legLimitMicros);
        h = StateHash.mix(h, hedgeLimitMicros);
        h = StateHash.mix(h, hedgeBreakEvenMicros);
        h = StateHash.mix(h, legQtyMicros);
        h = StateHash.mix(h, hedgedQtyMicros);
        h = StateHash.mix(h, unwoundQtyMicros);
        h = StateHash.mix(h, feesMicros);
        h = StateHash.mix(h, hedgeReservedMicros);
        h = StateHash.mix(h, liveOrderId);
        h = StateHash.mix(h, unwindSteps);
        return StateHash.mix(h, dueNs);
    }
}
