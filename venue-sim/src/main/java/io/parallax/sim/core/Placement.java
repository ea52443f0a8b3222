package io.parallax.sim.core;

/**
 * Answer to a submitted order.
 *
 * @param order the accepted order in its state after matching, null when rejected
 * @param reject why it was refused, null when accepted
 */
public record Placement(Order order, Reject reject) {
    /** Whether the order entered the venue. */
    public boolean isAccepted() {
        return reject == null;
    }
}
