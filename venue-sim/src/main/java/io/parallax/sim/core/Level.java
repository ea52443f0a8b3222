package io.parallax.sim.core;

import java.util.ArrayDeque;

/** One price of a book side: orders in time priority and their sum. */
final class Level {
    final ArrayDeque<Order> orders = new ArrayDeque<>();
    long totalMicros;
}
