package io.parallax.gateway.polymarket.verify;

/** What the proof of books is counted by. */
public enum VerifyCounter {
    /** Hashes compared. */
    HASHES,
    /** Books that were the venue's. */
    MATCHES,
    /** Books that were not, after all that could explain it. */
    MISMATCHES,
    /** Comparisons that wait for another message. */
    NOT_YET,
    /** Books whose hash we cannot make. */
    UNVERIFIABLE,
    /** Books with more levels than there was room for; unproven until the next whole book. */
    OUTGROWN,
    /** REST requests for copies of books. */
    REST_REQUESTS,
    /** REST requests that gave no copies. */
    REST_FAILURES,
    /** Copies whose own hash is wrong. */
    REST_UNSOUND,
    /** Copies asked for and left out by the venue. */
    REST_MISSING,
    /** Copies equal to our book. */
    REST_EQUAL,
    /** Copies newer than our book while our line stayed silent. */
    REST_DIFFERENT,
    /** Copies that say nothing: older than our book, or the book moved meanwhile. */
    REST_INCONCLUSIVE
}
