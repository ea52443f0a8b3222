package io.parallax.sim.core;

/** What an order does with its leg. */
public enum Action {
    BUY,
    SELL
}
