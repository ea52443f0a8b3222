package io.parallax.sim.polymarket.limit;

/** What happens to a call over a signer's limit. */
public enum Policy {
    /** Nothing is counted and no header sent. */
    OFF,
    /** It passes, with a warning in a header. */
    WARN,
    /** It is refused with 429. */
    ENFORCE
}
