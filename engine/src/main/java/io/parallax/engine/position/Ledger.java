package io.parallax.engine.position;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;

/**
 * Double entry: whatever happens to money is posted to two accounts or more, and the entries of one event add up to zero to
 * the micro. The amounts are told by those who own them, none is made the difference of the others: so a sum that is not
 * zero is a mistake that was found.
 */
public final class Ledger {
    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2
    private static final int ACCOUNTS = Account.values().length;

    private final long[] balances = new long[VENUES * ACCOUNTS];
    private final long[] sums = new long[VENUES];

    /** One entry; others that balance it belong to the same event. */
    public void post(Venue venue, Account account, long micros) {
        int at = venue.value() * ACCOUNTS + account.ordinal();
        balances[at] = Math.addExact(balances[at], micros);
        sums[venue.value()] = Math.addExact(sums[venue.value()], micros);
    }

    /** Two entries that balance. */
    public void transfer(Venue venue, Account from, Account to, long micros) {
        post(venue, from, -micros);
        post(venue, to, micros);
    }

    public long balanceMicros(Venue venue, Account account) {
        return balances[venue.value() * ACCOUNTS + account.ordinal()];
    }

    /** How far from zero the sums of the venues are, together; 0 after every event. */
    public long imbalanceMicros() {
        return Math.abs(sums[Venue.POLYMARKET.value()]) + Math.abs(sums[Venue.KALSHI.value()]);
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        return StateHash.mix(hash, balances, balances.length);
    }
}
