package io.parallax.testkit;

/**
 * How long and from which seed a random test runs: {@code -Dfuzz.seed=N} repeats a run, {@code -Dfuzz.runs=N} makes it
 * longer or shorter. Without either, every build runs the same rounds from {@link #FIRST_SEED}, so that it says something
 * about the change and not about luck; with {@code fuzz.runs} alone each run takes a new seed. The seed is always printed.
 */
public final class FuzzRuns {
    /** Where the rounds of a build begin. */
    public static final long FIRST_SEED = 20_261_121L;

    private FuzzRuns() {}

    /** The seed to use, printed under the name of the test. */
    public static long seed(String test) {
        long seed = Long.getLong("fuzz.seed", System.getProperty("fuzz.runs") == null ? FIRST_SEED : System.nanoTime());
        System.out.println(test + ": -Dfuzz.seed=" + seed);
        return seed;
    }

    /** Number of rounds: what was asked for, or the test's own short form. */
    public static int count(int shortForm) {
        return Integer.getInteger("fuzz.runs", shortForm);
    }

    /** Whether the fuzzer's own instrumentation runs, which allocates for itself. */
    public static boolean isInstrumented() {
        String fuzzing = System.getenv("JAZZER_FUZZ");
        return fuzzing != null && !fuzzing.isEmpty() && !fuzzing.equals("0");
    }

    /** A seed of round {@code round} that shares no pattern with its neighbours. */
    public static long mix(long seed, long round) {
        long z = seed + round * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
