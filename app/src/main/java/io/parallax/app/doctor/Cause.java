package io.parallax.app.doctor;

/** What kind of fault a finding is; each kind ends the process with a code of its own. */
public enum Cause {
    /** The configuration cannot be used. */
    CONFIG,
    /** A secret is missing, unreadable, open to others, or not the one that the configuration speaks of. */
    CREDENTIALS,
    /** The venue says that a signature is not of the key it has. */
    WRONG_KEY,
    /** The venue does not know the key, any more or at all. */
    REVOKED_KEY,
    /** The key is known and may not trade, or the account may not. */
    NOT_PERMITTED,
    /** Contracts, chain or environment do not belong together. */
    WRONG_CHAIN,
    /** This machine's clock is not the venue's. */
    CLOCK,
    /** The edge before the venue, or the venue by our place, keeps us out. */
    BLOCKED,
    /** The venue did not answer. */
    UNREACHABLE,
    /** Anything else. */
    OTHER
}
