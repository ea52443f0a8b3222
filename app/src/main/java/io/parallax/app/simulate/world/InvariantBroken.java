package io.parallax.app.simulate.world;

/** An invariant did not hold. Ends the run. */
public final class InvariantBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final long seed;

    /**
     * @param id of the invariant, such as {@code X2}
     * @param seed of the run
     * @param text the values that contradict it
     */
    public InvariantBroken(String id, long seed, String text) {
        super(id + " broken by seed " + seed + ": " + text);
        this.id = id;
        this.seed = seed;
    }

    /** Id of the invariant. */
    public String id() {
        return id;
    }

    /** Seed that repeats it. */
    public long seed() {
        return seed;
    }
}
