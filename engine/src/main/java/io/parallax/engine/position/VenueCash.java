package io.parallax.engine.position;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;

/** Cash per venue by our own ledger, and what live orders may still spend. */
public final class VenueCash {
    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2

    private final long[] cashMicros = new long[VENUES];
    private final long[] reservedMicros = new long[VENUES];
    private final long[] reportedMicros = new long[VENUES];
    private final long[] missingMicros = new long[VENUES];

    /** The venue's word before trading: the ledger starts from it. */
    public void open(Venue venue, long micros) {
        cashMicros[venue.value()] = micros;
        reportedMicros[venue.value()] = micros;
    }

    /** The venue's word during trading: kept beside the ledger, never instead of it. */
    public void report(Venue venue, long micros) {
        reportedMicros[venue.value()] = micros;
    }

    /** So much of the ledger's cash the venue does not have, proven twice: it is not free, whoever is right. */
    public void missing(Venue venue, long micros) {
        missingMicros[venue.value()] = micros;
    }

    public void move(Venue venue, long changeMicros) {
        cashMicros[venue.value()] = Math.addExact(cashMicros[venue.value()], changeMicros);
    }

    public void reserve(Venue venue, long micros) {
        reservedMicros[venue.value()] += micros;
    }

    public void release(Venue venue, long micros) {
        reservedMicros[venue.value()] -= micros;
    }

    public long cashMicros(Venue venue) {
        return cashMicros[venue.value()];
    }

    public long reservedMicros(Venue venue) {
        return reservedMicros[venue.value()];
    }

    /** Ledger cash that no live order can still spend. */
    public long freeMicros(Venue venue) {
        return cashMicros[venue.value()] - reservedMicros[venue.value()] - missingMicros[venue.value()];
    }

    public long reportedMicros(Venue venue) {
        return reportedMicros[venue.value()];
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, cashMicros, VENUES);
        h = StateHash.mix(h, reservedMicros, VENUES);
        h = StateHash.mix(h, missingMicros, VENUES);
        return StateHash.mix(h, reportedMicros, VENUES);
    }
}
