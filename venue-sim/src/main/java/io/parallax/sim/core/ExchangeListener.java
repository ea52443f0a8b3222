package io.parallax.sim.core;

/** Hears of every event, and of markets that pay. */
@FunctionalInterface
public interface ExchangeListener {
    /** Called after the event took effect; must not command the exchange. */
    void onEvent(EngineEvent event);

    /**
     * A market was paid.
     *
     * @param yesMicros YES the account held
     * @param noMicros NO the account held
     * @param yesPayoutMicros what one YES paid; one NO paid the rest of a dollar
     */
    default void onPaid(Account account, Market market, long yesMicros, long noMicros, long yesPayoutMicros) {}
}
