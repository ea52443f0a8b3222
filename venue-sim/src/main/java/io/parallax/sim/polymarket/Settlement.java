package io.parallax.sim.polymarket;

/**
 * The way of a match through the chain.
 *
 * @param minedMs from the match to MINED, negative when it is never mined
 * @param endMs from the match to its end
 * @param fails whether it ends FAILED and is taken back, rather than CONFIRMED
 */
public record Settlement(long minedMs, long endMs, boolean fails) {
    /** Says how each match goes. */
    @FunctionalInterface
    public interface Rule {
        /** @param tradeId of a match to which one of the traders is a party */
        Settlement of(String tradeId);
    }
}
