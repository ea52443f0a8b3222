package io.parallax.sim.core;

/** Receives the levels of a book side. */
@FunctionalInterface
public interface LevelVisitor {
    /** One level with a positive quantity. */
    void level(long yesPriceMicros, long qtyMicros);
}
