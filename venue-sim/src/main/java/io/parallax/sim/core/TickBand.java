package io.parallax.sim.core;

/**
 * One band of a tick grid: prices {@code startMicros + k * stepMicros} up to and including {@code endMicros}.
 *
 * @param startMicros first price of the band
 * @param endMicros last price of the band
 * @param stepMicros distance between prices, positive
 */
public record TickBand(long startMicros, long endMicros, long stepMicros) {
    /** The whole range at one step. */
    public static TickBand whole(long stepMicros) {
        return new TickBand(0, 1_000_000L, stepMicros);
    }

    boolean holds(long priceMicros) {
        return priceMicros >= startMicros && priceMicros <= endMicros && (priceMicros - startMicros) % stepMicros == 0;
    }
}
