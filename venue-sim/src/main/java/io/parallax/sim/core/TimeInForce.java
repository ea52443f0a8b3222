package io.parallax.sim.core;

/** How long an order lives: all at once or nothing, what is there now, or until cancelled. */
public enum TimeInForce {
    FOK,
    IOC,
    GTC
}
