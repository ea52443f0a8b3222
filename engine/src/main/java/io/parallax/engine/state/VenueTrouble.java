package io.parallax.engine.state;

/** Why nothing is opened at a venue for now, and what ends it by itself. */
public enum VenueTrouble {
    /** Matching engine restarts, or the service fails. */
    UNAVAILABLE(true, Ends.VENUE_OPEN),
    /** Three refusals for their number within a minute; a minute without one ends it. */
    RATE_LIMITED(false, Ends.QUIET),
    /** Takes only orders that rest, and ours do not. */
    POST_ONLY(true, Ends.VENUE_OPEN),
    CANCEL_ONLY(true, Ends.VENUE_OPEN),
    /** Takes neither orders nor cancels. */
    DISABLED(true, Ends.VENUE_OPEN),
    /** Announced: opening stops before it. */
    MAINTENANCE(false, Ends.VENUE_OPEN),
    /** Our dead-man signal to the venue fails: what is sent now might stay without us. */
    NO_HEARTBEAT(true, Ends.VENUE_OPEN),
    /** The venue says that the money is not there. */
    FUNDS(false, Ends.BALANCE),
    /** Answers much later than it uses to; a minute without a slow spell ends it. */
    SLOW(false, Ends.QUIET),
    /** Matched fills failed to settle, too many of them. */
    REVERTS(false, Ends.PERSON);

    /** What must have held for {@link VenueTroubles#HOLD_NS}. */
    enum Ends {
        /** The venue said OPEN, and nothing else since. */
        VENUE_OPEN,
        /** The cause did not come again. */
        QUIET,
        /** A balance was read after it. */
        BALANCE,
        /** Nothing: a person resumes the venue. */
        PERSON
    }

    private final boolean shuts;
    private final Ends ends;

    VenueTrouble(boolean shuts, Ends ends) {
        this.shuts = shuts;
        this.ends = ends;
    }

    /** Whether an order that fills at once would be refused too, a hedge or an unwind. */
    public boolean shuts() {
        return shuts;
    }

    Ends ends() {
        return ends;
    }
}
