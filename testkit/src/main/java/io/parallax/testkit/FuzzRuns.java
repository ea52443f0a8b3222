package io.parallax.testkit;

/**
 * How long and from which seed a random test runs: {@code -Dfuzz.seed=N} repeats a run, {@code -Dfuzz.runs=N} makes it
 * longer or shorter. Without a seed every run takes a new one and prints it.
 */
public final class FuzzRuns {
    private FuzzRuns() {}

    /** The seed to use, printed under the name of the test. */
    public static long seed(String test) {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
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
