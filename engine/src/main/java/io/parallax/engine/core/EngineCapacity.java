package io.parallax.engine.core;

/**
 * What the engine allocates at start.
 *
 * @param orders live and recently ended orders kept; when all are live nothing new is sent
 * @param fills power of two; fills remembered for de-duplication, three quarters of it; when full the engine halts
 */
public record EngineCapacity(int orders, int fills) {
    /** Enough for a day of thousands of attempts. */
    public static final EngineCapacity DEFAULT = new EngineCapacity(4096, 1 << 16);
}
