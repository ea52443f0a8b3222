package io.parallax.sim.core;

/**
 * A change of one level of the YES book by one order.
 *
 * @param side side of the book
 * @param yesPriceMicros level
 * @param deltaMicros change of the quantity
 * @param totalMicros quantity of the level after the change, 0 = gone
 * @param order order that caused it, null for a mirrored recording
 */
public record LevelChange(BookSide side, long yesPriceMicros, long deltaMicros, long totalMicros, Order order) {}
