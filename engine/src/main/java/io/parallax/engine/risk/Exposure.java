package io.parallax.engine.risk;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Money at work: what holdings cost and what live orders may still cost, per pair and venue. Worst case throughout: a live
 * or unknown order counts with its whole remaining cost.
 */
public final class Exposure {
    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2

    private final NetExposure net = new NetExposure();
    private final long[] venueCostMicros = new long[VENUES];
    private final long[] venueReservedMicros = new long[VENUES];
    private long[] pairReservedMicros = new long[16];
    private long directionalMicros;
    private long lossMicros;
    private long unrealisedLossMicros;
    private int carriedFailures;
    private final long[] provisionalMicros = new long[VENUES];
    private final long[] sellingMicros = new long[VENUES];

    /** Contracts that may be held, as intervals. */
    public NetExposure net() {
        return net;
    }

    /** Holdings at a venue became dearer or cheaper. */
    public void costMoved(Venue venue, long changeMicros) {
        venueCostMicros[venue.value()] += changeMicros;
    }

    /** The worst remaining cost of an order changed. @param pairId -1 when the order belongs to none */
    public void reservedMoved(Venue venue, int pairId, long changeMicros) {
        venueReservedMicros[venue.value()] += changeMicros;
        if (pairId >= 0) {
            while (pairId >= pairReservedMicros.length) {
                pairReservedMicros = Arrays.copyOf(pairReservedMicros, pairReservedMicros.length * 2);
            }
            pairReservedMicros[pairId] += changeMicros;
        }
    }

    /** What strategies hold without a hedge by intent, or may still buy so, became dearer or cheaper. */
    public void directionalMoved(long changeMicros) {
        directionalMicros += changeMicros;
    }

    /** Cost of what strategies hold without a hedge by intent, and the worst remaining cost of their live orders. */
    public long directionalMicros() {
        return directionalMicros;
    }

    /** Money lost for good by unwinds, exits and their fees; gains do not offset it. */
    public void lost(long micros) {
        lossMicros += Math.max(0, micros);
    }

    /** Lost for good this day. */
    public long lossMicros() {
        return lossMicros;
    }

    /** A day begins, or goes on in another session, with what it has lost so far and the attempts that failed. */
    public void dayBegan(long lostMicros, int failed) {
        lossMicros = Math.max(0, lostMicros);
        carriedFailures = Math.max(0, failed);
    }

    /** Attempts of this day that failed in earlier sessions. */
    public int carriedFailures() {
        return carriedFailures;
    }

    /** What the holdings would lose if they were closed as they were valued last; gains do not offset it. */
    public void unrealisedLoss(long micros) {
        unrealisedLossMicros = micros;
    }

    /** What the limit of the day is compared with: lost for good, and what holdings would lose now. */
    public long dayLossMicros() {
        return lossMicros + unrealisedLossMicros;
    }

    /** Fills that may still vanish became more, or fewer. @param changeMicros quantity times price, rounded up */
    public void provisionalMoved(Venue venue, long changeMicros) {
        provisionalMicros[venue.value()] += changeMicros;
    }

    /** Notional of the venue's fills that may still vanish. */
    public long provisionalMicros(Venue venue) {
        return provisionalMicros[venue.value()];
    }

    /** Contracts that sales may still fill, or have filled and not told, became more or fewer. */
    public void sellingMoved(Venue venue, long changeMicros) {
        sellingMicros[venue.value()] += changeMicros;
    }

    /** What sales under way may bring at most: a dollar a contract, whatever their limit. */
    public long sellingMicros(Venue venue) {
        return sellingMicros[venue.value()];
    }

    /** What live orders at a venue may still cost, hedges to come included. */
    public long reservedMicros(Venue venue) {
        return venueReservedMicros[venue.value()];
    }

    /** What holdings at a venue cost. */
    public long costMicros(Venue venue) {
        return venueCostMicros[venue.value()];
    }

    public long venueMicros(Venue venue) {
        return venueCostMicros[venue.value()] + venueReservedMicros[venue.value()];
    }

    public long totalMicros() {
        return venueMicros(Venue.POLYMARKET) + venueMicros(Venue.KALSHI);
    }

    public long pairReservedMicros(int pairId) {
        return pairId < pairReservedMicros.length ? pairReservedMicros[pairId] : 0;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(net.stateHash(hash), venueCostMicros, VENUES);
        h = StateHash.mix(h, venueReservedMicros, VENUES);
        h = StateHash.mix(h, pairReservedMicros, pairReservedMicros.length);
        h = StateHash.mix(h, directionalMicros);
        h = StateHash.mix(StateHash.mix(h, provisionalMicros, VENUES), sellingMicros, VENUES);
        return StateHash.mix(StateHash.mix(StateHash.mix(h, lossMicros), unrealisedLossMicros), carriedFailures);
    }
}
