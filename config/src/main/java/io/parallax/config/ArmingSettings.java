package io.parallax.config;

/**
 * Which likely orders of Polymarket are signed ahead, {@code docs/signing.md}.
 *
 * @param nearEdgeMicros a pair is armed while its net edge at the best prices lacks at most this much per contract of the
 *     minimum edge
 * @param prices of a ladder, from the best one down, a tick each; 0 = nothing is signed ahead
 * @param sizes at each price, 1 to {@link #MOST_SIZES}; 0 = nothing is signed ahead
 * @param validNs how long an order signed ahead may be sent; at half of it the order is signed again
 * @param perSecond requests to sign ahead in any second
 */
public record ArmingSettings(long nearEdgeMicros, int prices, int sizes, long validNs, int perSecond) {
    /** Nothing is signed ahead. */
    public static final ArmingSettings OFF = new ArmingSettings(0, 0, 0, 0, 0);

    /** Prices of one ladder. */
    public static final int MOST_PRICES = 8;

    /** Sizes at one price. */
    public static final int MOST_SIZES = 3;
}
