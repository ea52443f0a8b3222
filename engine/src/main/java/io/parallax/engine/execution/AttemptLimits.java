package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Bounds on attempts in number and in failure:
 *
 * <pre>
 *   what                                        bound                  then
 *   attempts under way                          maxAttempts            LIMIT_ATTEMPTS
 *   attempts of a pair in failFreezeWindow      maxPairAttempts        LIMIT_RATE
 *   residue of a pair, of all                   maxDust, maxTotalDust  LIMIT_DUST; the pair that passes it is closed
 *   failed attempts of all in failHaltWindow    failHaltCount          halt
 *   one refusal of a pair, again and again,     rejectFreezeCount      the pair is closed, REJECTED_AGAIN
 *   each within failFreezeWindow of the last
 * </pre>
 */
final class AttemptLimits {
    private static final int CODES = 16; // indexed by the code's wire value

    /** What one pair has done lately. */
    private static final class Lately {
        final SlidingCount begun = new SlidingCount();
        final int[] rejects = new int[CODES];
        final long[] rejectedNs = new long[CODES];
    }

    private final EngineSettings settings;
    private final PairGate gate;
    private final CommandWriter writer;
    private final SlidingCount failures = new SlidingCount();
    private Lately[] lately = new Lately[16];
    private int size;
    private long totalDustMicros;
    private String haltCause;
    private long valueMicros;
    private long limitMicros;

    AttemptLimits(EngineSettings settings, PairGate gate, CommandWriter writer) {
        this.settings = settings;
        this.gate = gate;
        this.writer = writer;
    }

    void addPair(int pairId) {
        if (pairId == lately.length) {
            lately = Arrays.copyOf(lately, pairId * 2);
        }
        lately[pairId] = new Lately();
        size = pairId + 1;
    }

    /** @return what forbids another attempt now, or null; {@link #valueMicros} and {@link #limitMicros} tell more */
    ReasonCode obstacle(Attempt attempt, int active, long nowNs) {
        if (!within(active + 1L, settings.maxAttempts())) {
            return ReasonCode.LIMIT_ATTEMPTS;
        }
        int begun = lately[attempt.pairId()].begun.count(nowNs, settings.failFreezeWindowNs());
        if (!within(begun + 1L, settings.maxPairAttempts())) {
            return ReasonCode.LIMIT_RATE;
        }
        return within(attempt.dustMicros, settings.maxDustMicros())
                        && within(totalDustMicros, settings.maxTotalDustMicros())
                ? null
                : ReasonCode.LIMIT_DUST;
    }

    private boolean within(long value, long limit) {
        valueMicros = value;
        limitMicros = limit;
        return value <= limit;
    }

    /** What the limit that refused last was compared with: a count, or micros of contracts. */
    long valueMicros() {
        return valueMicros;
    }

    long limitMicros() {
        return limitMicros;
    }

    void begun(int pairId, long nowNs) {
        lately[pairId].begun.add(nowNs, settings.failFreezeWindowNs());
    }

    /** An attempt ended without a hedge, or frozen. */
    void failed(long nowNs) {
        if (failures.add(nowNs, settings.failHaltWindowNs()) >= settings.failHaltCount()) {
            haltCause = "attempts fail one after the other";
            failures.clear();
        }
    }

    /** A venue refused an order of the pair for good. */
    void rejected(int pairId, int instrumentId, long orderId, RejectCode code, long nowNs) {
        if (code == RejectCode.NOT_SENT || code == RejectCode.SHADOWED || code == RejectCode.NULL_VAL) {
            return; // our own gate, or a mode that sends nothing
        }
        Lately pair = lately[pairId];
        int at = code.value();
        boolean again = pair.rejects[at] > 0 && nowNs - pair.rejectedNs[at] <= settings.failFreezeWindowNs();
        pair.rejects[at] = again ? pair.rejects[at] + 1 : 1;
        pair.rejectedNs[at] = nowNs;
        if (pair.rejects[at] >= settings.rejectFreezeCount()) {
            writer.alert(AlertCode.REJECTED_AGAIN, pairId, instrumentId, orderId, io.parallax.codecs.units.Micros.NULL);
            gate.freeze(pairId, FreezeCause.REJECTS);
        }
    }

    /** An attempt left a residue in the place of the one before. */
    void carried(Attempt attempt, long dustMicros) {
        totalDustMicros += dustMicros - attempt.dustMicros;
        attempt.dustMicros = dustMicros;
    }

    boolean isDustBeyondCap(Attempt attempt) {
        return attempt.dustMicros > settings.maxDustMicros() || totalDustMicros > settings.maxTotalDustMicros();
    }

    /** A person enabled the pair again. */
    void forgive(Attempt attempt) {
        Arrays.fill(lately[attempt.pairId()].rejects, 0);
    }

    /** Why the last event calls for a halt, or null; asking clears it. */
    String takeHaltCause() {
        String cause = haltCause;
        haltCause = null;
        return cause;
    }

    long stateHash(long hash) {
        long h = failures.stateHash(StateHash.mix(hash, totalDustMicros));
        for (int i = 0; i < size; i++) {
            h = lately[i].begun.stateHash(h);
            for (int code = 0; code < CODES; code++) {
                h = StateHash.mix(StateHash.mix(h, lately[i].rejects[code]), lately[i].rejectedNs[code]);
            }
        }
        return h;
    }
}
