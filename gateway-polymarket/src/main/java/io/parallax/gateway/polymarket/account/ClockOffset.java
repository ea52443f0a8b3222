package io.parallax.gateway.polymarket.account;

/**
 * The venue's clock against ours.
 *
 * @param offsetNs venue minus ours, of the middle of the second that the venue told
 * @param errorNs how far from it the true offset may be: half a second, and half the round trip
 */
public record ClockOffset(long offsetNs, long errorNs) {
    private static final long HALF_SECOND_NS = 500_000_000L;

    /**
     * @param venueSeconds what the venue told
     * @param askedNs our epoch time before
     * @param answeredNs our epoch time after
     */
    static ClockOffset of(long venueSeconds, long askedNs, long answeredNs) {
        long venueNs = Math.multiplyExact(venueSeconds, 1_000_000_000L) + HALF_SECOND_NS;
        long halfTripNs = (answeredNs - askedNs) / 2;
        return new ClockOffset(venueNs - askedNs - halfTripNs, HALF_SECOND_NS + halfTripNs);
    }

    /** Whether the clocks surely differ by more than this. */
    public boolean isBeyond(long limitNs) {
        return Math.abs(offsetNs) - errorNs > limitNs;
    }
}
