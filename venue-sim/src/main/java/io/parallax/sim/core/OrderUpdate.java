package io.parallax.sim.core;

/**
 * A step of one order.
 *
 * @param order the order
 * @param kind what happened
 * @param filledMicros filled so far at this step
 * @param remainingMicros still wanted at this step
 */
public record OrderUpdate(Order order, Kind kind, long filledMicros, long remainingMicros) {
    /** What happened to the order. */
    public enum Kind {
        /** Accepted. */
        PLACED,
        /** Filled, partly or whole. */
        FILLED,
        /** Got other terms: {@link Exchange#amend}. */
        AMENDED,
        /** Wants less than before: {@link Exchange#decrease}. */
        DECREASED,
        /** The rest went away; {@link Order#cancelReason()} says why. */
        CANCELLED
    }
}
