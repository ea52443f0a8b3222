package io.parallax.gateway.kalshi.signing;

/** What the signatures of requests are counted by. */
public enum SigningCounter {
    /** Requests that found a signature ready. */
    READY,
    /** Requests signed when they were written: nothing was ready for their route. */
    FRESH,
    /** Of these, with a signature ready that was too old. */
    STALE,
    /** Of these, with a signature from before a step of the clock. */
    CLOCK_STEPS,
    /** Signatures made ahead. */
    AHEAD
}
