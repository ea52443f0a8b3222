package io.parallax.engine.state;

import io.parallax.codecs.sbe.Venue;
import java.util.Arrays;

/**
 * The troubles of both venues and how long the condition that ends each has held. All times are engine time; a trouble
 * ends by no timer alone, but by what its {@link VenueTrouble} names, held for a minute.
 */
public final class VenueTroubles {
    /** How long a condition must have held. */
    public static final long HOLD_NS = 60_000_000_000L;

    /** Refusals for their number within {@link #HOLD_NS} that pause a venue. */
    static final int RATE_REFUSALS = 3;

    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2
    private static final VenueTrouble[] ALL = VenueTrouble.values();
    private static final long NEVER = Long.MIN_VALUE;

    private final boolean[][] stands = new boolean[VENUES][ALL.length];
    private final long[][] endingSinceNs = new long[VENUES][ALL.length];
    private final long[][] refusedNs = new long[VENUES][RATE_REFUSALS];

    public VenueTroubles() {
        for (int venue = 0; venue < VENUES; venue++) {
            Arrays.fill(endingSinceNs[venue], NEVER);
            Arrays.fill(refusedNs[venue], NEVER);
        }
    }

    /** It is so now, whatever held before. @return whether it is new */
    public boolean begin(Venue venue, VenueTrouble trouble, long nowNs) {
        int at = venue.value();
        boolean isNew = !stands[at][trouble.ordinal()];
        stands[at][trouble.ordinal()] = true;
        if (trouble.ends() == VenueTrouble.Ends.VENUE_OPEN) {
            ending(at, VenueTrouble.Ends.VENUE_OPEN, NEVER); // not open after all
        }
        endingSinceNs[at][trouble.ordinal()] = trouble.ends() == VenueTrouble.Ends.QUIET ? nowNs : NEVER;
        return isNew;
    }

    /**
     * The venue refused for the number of requests.
     *
     * @param untilNs before which it is not asked again, 0 when not said
     * @return whether a trouble begins with it
     */
    public boolean refusedByRate(Venue venue, long untilNs, long nowNs) {
        long[] times = refusedNs[venue.value()];
        System.arraycopy(times, 1, times, 0, RATE_REFUSALS - 1);
        times[RATE_REFUSALS - 1] = nowNs;
        long oldest = times[0];
        boolean stood = stands[venue.value()][VenueTrouble.RATE_LIMITED.ordinal()];
        if (stood || oldest != NEVER && nowNs - oldest <= HOLD_NS) {
            return begin(venue, VenueTrouble.RATE_LIMITED, Math.max(nowNs, untilNs));
        }
        return false;
    }

    /** The venue says that it takes orders as usual. */
    public void open(Venue venue, long nowNs) {
        began(venue.value(), VenueTrouble.Ends.VENUE_OPEN, nowNs);
    }

    /** The venue told our cash. */
    public void balance(Venue venue, long nowNs) {
        began(venue.value(), VenueTrouble.Ends.BALANCE, nowNs);
    }

    private void began(int venue, VenueTrouble.Ends how, long nowNs) {
        for (VenueTrouble trouble : ALL) {
            int at = trouble.ordinal();
            if (trouble.ends() == how && stands[venue][at] && endingSinceNs[venue][at] == NEVER) {
                endingSinceNs[venue][at] = nowNs;
            }
        }
    }

    private void ending(int venue, VenueTrouble.Ends how, long sinceNs) {
        for (VenueTrouble trouble : ALL) {
            if (trouble.ends() == how) {
                endingSinceNs[venue][trouble.ordinal()] = sinceNs;
            }
        }
    }

    /** Ends what has held long enough. @return whether anything ended and nothing is left of the venue's troubles */
    public boolean recover(Venue venue, long nowNs) {
        boolean[] standing = stands[venue.value()];
        boolean ended = false;
        for (int i = 0; i < ALL.length; i++) {
            long sinceNs = endingSinceNs[venue.value()][i];
            if (standing[i] && sinceNs != NEVER && nowNs - sinceNs >= HOLD_NS) {
                standing[i] = false;
                ended = true;
            }
        }
        return ended && !any(venue);
    }

    /** A person takes the venue as it is. */
    public void forget(Venue venue) {
        Arrays.fill(stands[venue.value()], false);
        Arrays.fill(endingSinceNs[venue.value()], NEVER);
        Arrays.fill(refusedNs[venue.value()], NEVER);
    }

    /** Whether a trouble stands and what ends it has not begun. */
    public boolean lasts(Venue venue, VenueTrouble trouble) {
        return stands[venue.value()][trouble.ordinal()] && endingSinceNs[venue.value()][trouble.ordinal()] == NEVER;
    }

    public boolean any(Venue venue) {
        return is(venue, false);
    }

    /** Whether one of them would have every order refused. */
    public boolean shuts(Venue venue) {
        return is(venue, true);
    }

    private boolean is(Venue venue, boolean onlyShutting) {
        boolean[] standing = stands[venue.value()];
        for (int i = 0; i < ALL.length; i++) {
            if (standing[i] && (!onlyShutting || ALL[i].shuts())) {
                return true;
            }
        }
        return false;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = hash;
        for (int venue = 1; venue < VENUES; venue++) {
            for (int i = 0; i < ALL.length; i++) {
                h = StateHash.mix(h, stands[venue][i] ? 1 : 0);
            }
            h = StateHash.mix(h, endingSinceNs[venue], ALL.length);
            h = StateHash.mix(h, refusedNs[venue], RATE_REFUSALS);
        }
        return h;
    }
}
