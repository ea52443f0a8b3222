package io.parallax.engine.pair;

import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.state.StateHash;
import java.util.ArrayList;
import java.util.List;

/** Two or more instruments that hang together: what was reviewed, and whether it may be traded now. */
public final class Pair {
    /** Most directions a pair has. */
    public static final int MAX_DIRECTIONS = 4;

    /** Of a pair that is in no event group. */
    public static final int NO_GROUP = -1;

    private static final int NONE = -1;

    private final int pairId;
    private final Relation relation;
    private final Instrument[] legs;
    private final PayoffMatrix payoffs;
    private final Direction[] directions;
    private final long maxQtyMicros;
    private final long resolutionTimeNs;
    private final FreezeCauses freeze = new FreezeCauses();
    private int groupId = NO_GROUP;
    private LegStyle style = LegStyle.NULL_VAL;
    private Verdict verdict;
    private long verdictExpiryNs;
    private boolean enabled;
    private boolean confirming;
    private int confirmedDirection = NONE;
    private long coolUntilNs;
    private int recentFailures;
    private long failuresSinceNs;
    private long closings;

    /**
     * @param legs as many as the matrix has, none twice
     * @param resolutionTimeNs when capital is free again at the latest, epoch ns UTC; 0 = nobody said
     */
    public Pair(
            int pairId,
            Relation relation,
            Instrument[] legs,
            PayoffMatrix payoffs,
            long maxQtyMicros,
            long resolutionTimeNs) {
        if (legs.length != payoffs.legs()) {
            throw new IllegalStateException(
                    "pair " + pairId + " has " + legs.length + " legs and payoffs for " + payoffs.legs());
        }
        this.pairId = pairId;
        this.relation = relation;
        this.legs = legs.clone();
        this.payoffs = payoffs;
        this.maxQtyMicros = maxQtyMicros;
        this.resolutionTimeNs = resolutionTimeNs;
        this.directions = directions(payoffs);
    }

    /** What may pay nothing is no direction. */
    private static Direction[] directions(PayoffMatrix payoffs) {
        List<Direction> found = new ArrayList<>();
        for (int mask : payoffs.directionMasks()) {
            long worst = payoffs.worstPayoutMicros(mask);
            if (worst > 0) {
                found.add(new Direction(found.size(), mask, worst));
            }
        }
        return found.toArray(new Direction[0]);
    }

    public int pairId() {
        return pairId;
    }

    public Relation relation() {
        return relation;
    }

    public int legCount() {
        return legs.length;
    }

    public Instrument leg(int leg) {
        return legs[leg];
    }

    public PayoffMatrix payoffs() {
        return payoffs;
    }

    public int directionCount() {
        return directions.length;
    }

    public Direction direction(int index) {
        return directions[index];
    }

    /** The largest quantity ever held hedged in this pair. */
    public long maxQtyMicros() {
        return maxQtyMicros;
    }

    /** When capital is free again at the latest, epoch ns UTC; 0 = nobody said. */
    public long resolutionTimeNs() {
        return resolutionTimeNs;
    }

    /** Puts it into an event group and says how its attempts are sent; {@code NULL_VAL} = by rule. */
    public void arrange(int groupId, LegStyle style) {
        this.groupId = groupId;
        this.style = style;
    }

    /** The event whose outcome decides this pair and others, or {@link #NO_GROUP}. */
    public int groupId() {
        return groupId;
    }

    /** How its attempts are sent; {@code NULL_VAL} = by rule. */
    public LegStyle style() {
        return style;
    }

    public void review(Verdict verdict, long verdictExpiryNs) {
        this.verdict = verdict;
        this.verdictExpiryNs = verdictExpiryNs;
        closings++; // whatever it says now, it is another verdict
    }

    public void enable(boolean enabled) {
        this.enabled = enabled;
    }

    /** A person found the instruments to hang together as the relation says, and the pair is switched on. */
    public boolean isApproved() {
        Verdict due = relation == Relation.INVERTED ? Verdict.INVERTED : Verdict.SAME;
        return enabled && verdict == due;
    }

    /** The person's finding is too old to count. */
    public boolean isExpired(long nowNs) {
        return verdictExpiryNs != 0 && nowNs >= verdictExpiryNs;
    }

    /**
     * No opening while any cause stands. What was confirmed of an edge counts no more.
     *
     * @return whether the cause is new
     */
    public boolean freeze(FreezeCause cause) {
        boolean isNew = freeze.add(cause);
        if (isNew) {
            confirmedDirection = NONE;
            closings++;
        }
        return isNew;
    }

    /**
     * A person answers for the pair: every cause ends that a person can answer for.
     *
     * @return whether it was frozen before
     */
    public boolean answer() {
        boolean wasFrozen = isFrozen();
        freeze.answer();
        confirming = false;
        confirmedDirection = NONE;
        recentFailures = 0;
        return wasFrozen;
    }

    /** A comparison found all as reviewed. @return whether a cause ended by that */
    public boolean agree() {
        return freeze.agree();
    }

    /** A cause ended by itself; others stay. @return whether the pair is open now */
    public boolean resume(FreezeCause cause) {
        freeze.remove(cause);
        return !isFrozen();
    }

    /** Grows with every cause that closes it and every verdict: what was made ready before that is not to be sent. */
    public long closings() {
        return closings;
    }

    public boolean isFrozen() {
        return freeze.mask() != 0;
    }

    /** Whether this cause is one of those that keep it closed for opening. */
    public boolean isFrozenBy(FreezeCause cause) {
        return freeze.has(cause);
    }

    /** Why it is closed for opening, the first cause in the order of {@link FreezeCauses}; {@code NONE} when it is not. */
    public FreezeCause freezeCause() {
        return freeze.first();
    }

    /** Every cause that keeps it closed, bit n for the cause of value n. */
    public int freezeCauses() {
        return freeze.mask();
    }

    /** An edge too good to be true waits for confirmed snapshots. */
    public void confirming(boolean confirming) {
        this.confirming = confirming;
    }

    /** Nothing else keeps it closed but that an edge is being confirmed. */
    public boolean isConfirming() {
        return confirming && freezeCause() == FreezeCause.IMPLAUSIBLE;
    }

    /** Fresh snapshots confirmed the edge of a direction: it may be taken in small. */
    public void confirm(int direction) {
        confirmedDirection = direction;
    }

    /** The confirmed edge is gone. */
    public void unconfirm() {
        confirmedDirection = NONE;
    }

    public boolean isConfirmed(int direction) {
        return confirmedDirection == direction;
    }

    public void coolUntil(long timestampNs) {
        coolUntilNs = timestampNs;
    }

    public boolean isCooling(long nowNs) {
        return nowNs < coolUntilNs;
    }

    /** Counts an attempt that did not hedge. @return failures within the window, this one included */
    public int failed(long nowNs, long windowNs) {
        if (recentFailures == 0 || nowNs - failuresSinceNs > windowNs) {
            recentFailures = 0;
            failuresSinceNs = nowNs;
        }
        return ++recentFailures;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, pairId);
        h = StateHash.mix(h, relation.value());
        for (Instrument leg : legs) {
            h = StateHash.mix(h, leg.instrumentId());
        }
        h = payoffs.stateHash(h);
        h = StateHash.mix(h, maxQtyMicros);
        h = StateHash.mix(h, resolutionTimeNs);
        h = StateHash.mix(StateHash.mix(h, groupId), style.value());
        h = StateHash.mix(h, verdict.value());
        h = StateHash.mix(h, verdictExpiryNs);
        h = StateHash.mix(h, (enabled ? 1 : 0) | (confirming ? 2 : 0));
        h = StateHash.mix(h, confirmedDirection);
        h = freeze.stateHash(h);
        h = StateHash.mix(h, coolUntilNs);
        h = StateHash.mix(h, recentFailures);
        return StateHash.mix(StateHash.mix(h, failuresSinceNs), closings);
    }
}
