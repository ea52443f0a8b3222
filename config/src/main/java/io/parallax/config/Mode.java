package io.parallax.config;

/** What the process trades against. */
public enum Mode {
    /** The venue simulator on loopback; addresses, credentials and pairs come from it. */
    SIM,
    /** Live public feeds, modelled fills. */
    PAPER,
    /** Live and authenticated, and nothing is ever sent. */
    SHADOW,
    /** Real orders. */
    LIVE
}
