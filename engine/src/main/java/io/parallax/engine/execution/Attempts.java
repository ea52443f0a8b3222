package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/** The attempts by pair, which of them are under way and in which instruments; the one place that changes their states. */
final class Attempts {
    private final EngineSettings settings;
    private final Exposure exposure;
    private final PairGate gate;
    private final OrderDesk desk;
    private final AttemptLimits limits;
    private final CommandWriter writer;
    private Attempt[] byPair = new Attempt[16];
    private int size;

    /** Those under way, so that a timer looks at no others; one that ends leaves its place to the last. */
    private Attempt[] active = new Attempt[16];

    private int activeCount;

    /** Attempts under way in each instrument, by its id. */
    private int[] underWay = new int[16];

    Attempts(
            EngineSettings settings,
            Exposure exposure,
            PairGate gate,
            OrderDesk desk,
            AttemptLimits limits,
            CommandWriter writer) {
        this.settings = settings;
        this.exposure = exposure;
        this.gate = gate;
        this.desk = desk;
        this.limits = limits;
        this.writer = writer;
    }

    void add(Pair pair) {
        int pairId = pair.pairId();
        if (pairId == byPair.length) {
            byPair = Arrays.copyOf(byPair, pairId * 2);
            active = Arrays.copyOf(active, pairId * 2);
        }
        byPair[pairId] = new Attempt(pair);
        size = pairId + 1;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            int id = pair.leg(leg).instrumentId();
            if (id >= underWay.length) {
                underWay = Arrays.copyOf(underWay, Math.max(id + 1, underWay.length * 2));
            }
        }
    }

    int size() {
        return size;
    }

    Attempt of(int pairId) {
        return byPair[pairId];
    }

    int activeCount() {
        return activeCount;
    }

    Attempt active(int at) {
        return active[at];
    }

    boolean isUnderWay(int instrumentId) {
        return underWay[instrumentId] != 0;
    }

    /**
     * Moves an attempt along its table; records it, and does what a state means for its pair.
     *
     * @return the new state; orders are sent only when it is the one they belong to
     */
    AttemptState move(Attempt attempt, AttemptEvent event, long nowNs) {
        AttemptState from = attempt.state;
        AttemptState to = AttemptTable.next(from, event);
        boolean wasActive = attempt.isActive();
        attempt.state = to;
        if (attempt.isActive() != wasActive) {
            count(attempt, wasActive ? -1 : 1);
        }
        if (to != from) {
            writer.attemptStateChanged(attempt.attemptId, attempt.pairId(), from, to, attempt.unhedgedMicros());
        }
        if (wasActive && !attempt.isActive()) {
            ended(attempt, nowNs);
        } else if (to == AttemptState.FROZEN) {
            freeze(attempt);
        }
        return to;
    }

    private void ended(Attempt attempt, long nowNs) {
        attempt.dueNs = 0;
        release(attempt);
        switch (attempt.state) {
            case FROZEN -> {
                limits.failed(nowNs);
                freeze(attempt);
            }
            case FLAT -> {
                exposure.lost(attempt.feesMicros);
                failed(attempt, nowNs);
                carry(attempt);
            }
            case ABANDONED -> // missed, not failed: nothing was bought
                attempt.pair.coolUntil(nowNs + settings.attemptCooldownNs());
            default -> carry(attempt);
        }
    }

    /** Gives back what is held back for legs that have no order. */
    void release(Attempt attempt) {
        for (int leg = 0; leg < attempt.legs; leg++) {
            desk.reserve(attempt, leg, 0);
        }
    }

    private void count(Attempt attempt, int change) {
        if (change > 0) {
            attempt.activeAt = activeCount;
            active[activeCount++] = attempt;
        } else {
            Attempt last = active[--activeCount];
            active[attempt.activeAt] = last;
            last.activeAt = attempt.activeAt;
        }
        for (int leg = 0; leg < attempt.legs; leg++) {
            underWay[attempt.instrument(leg).instrumentId()] += change;
        }
    }

    private void failed(Attempt attempt, long nowNs) {
        attempt.pair.coolUntil(nowNs + settings.attemptCooldownNs());
        limits.failed(nowNs);
        if (attempt.pair.failed(nowNs, settings.failFreezeWindowNs()) >= settings.failFreezeCount()) {
            freeze(attempt);
        }
    }

    /** What an attempt leaves below the venues' sizes is told, and beyond its cap the pair is closed. */
    private void carry(Attempt attempt) {
        long dust = attempt.unhedgedMicros();
        long before = attempt.dustMicros;
        limits.carried(attempt, dust);
        if (dust > Coordinator.DUST_MICROS && dust > before) {
            writer.alert(AlertCode.DUST, attempt.pairId(), -1, 0, dust);
        }
        if (limits.isDustBeyondCap(attempt)) {
            gate.freeze(attempt.pairId(), FreezeCause.ATTEMPT);
        }
    }

    private void freeze(Attempt attempt) {
        gate.freeze(attempt.pairId(), FreezeCause.ATTEMPT);
        tellUnhedged(attempt);
    }

    /** Tells a person what is held without its hedge, and in which leg. */
    void tellUnhedged(Attempt attempt) {
        long unhedged = attempt.unhedgedMicros();
        if (unhedged == 0) {
            return;
        }
        int most = 0;
        for (int leg = 1; leg < attempt.legs; leg++) {
            most = attempt.provenMicros(leg) > attempt.provenMicros(most) ? leg : most;
        }
        int instrumentId = attempt.instrument(most).instrumentId();
        writer.alert(AlertCode.UNHEDGED, attempt.pairId(), instrumentId, attempt.liveOrderId[most], unhedged);
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, activeCount);
        for (int i = 0; i < activeCount; i++) {
            h = StateHash.mix(h, active[i].pairId());
        }
        for (int i = 0; i < size; i++) {
            h = byPair[i].stateHash(h);
        }
        return h;
    }
}
