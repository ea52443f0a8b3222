package io.parallax.sim.polymarket;

/**
 * The way of a match through the chain.
 *
 * @param minedMs from the match to MINED, negative when it is never mined
 * @param retryMs from the match to RETRYING, negative when nothing is tried again
 * @param endMs from the match to its end
 * @param fails whether it ends FAILED and is taken back, rather than CONFIRMED
 */
public record Settlement(long minedMs, long retryMs, long endMs, boolean fails) {
    /** One that is not tried again. */
    public Settlement(long minedMs, long endMs, boolean fails) {
        this(minedMs, -1, endMs, fails);
    }

    /** A ghost fill: matched, tried again, failed and taken back. */
    public static Settlement ghost(long retryMs, long failedMs) {
        return new Settlement(-1, retryMs, failedMs, true);
    }

    /** Says how each match goes. */
    @FunctionalInterface
    public interface Rule {
        /** @param tradeId of a match to which one of the traders is a party */
        Settlement of(String tradeId);
    }
}
