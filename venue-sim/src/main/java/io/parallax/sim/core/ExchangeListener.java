package io.parallax.sim.core;

/** Hears what happens at an exchange. Called after the event is complete; must not command the exchange from inside. */
@FunctionalInterface
public interface ExchangeListener {
    /** One command took effect. */
    void onEvent(EngineEvent event);
}
