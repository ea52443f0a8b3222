package io.parallax.gateway.reference;

/** Part of a tick grid: prices {@code start + k x step} up to {@code end}, both ends on the grid. */
public record TickBand(long startMicros, long endMicros, long stepMicros) {
    public TickBand {
        if (startMicros < 0 || endMicros <= startMicros || stepMicros <= 0) {
            throw new IllegalArgumentException("tick band " + startMicros + ".." + endMicros + " step " + stepMicros
                    + ": must ascend by a positive step");
        }
    }
}
