package io.parallax.sim.polymarket;

/**
 * Where the venue takes a client to be.
 *
 * @param blocked whether it takes no orders from there
 * @param country two letters
 * @param region of the country, may be empty
 */
public record Geoblock(boolean blocked, String country, String region) {
    /** A place that is served. */
    public static final Geoblock SERVED = new Geoblock(false, "IE", "L");

    /** A place that is not. */
    public static Geoblock from(String country) {
        return new Geoblock(true, country, "");
    }
}
