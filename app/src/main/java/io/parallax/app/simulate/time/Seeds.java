package io.parallax.app.simulate.time;

import java.util.SplittableRandom;

/**
 * Sources of chance of one run. Each concern has its own, made of the run's seed and the concern's name, so that draws of
 * one never shift those of another.
 */
public final class Seeds {
    private final long seed;

    public Seeds(long seed) {
        this.seed = seed;
    }

    /** A fresh source; the same name gives the same draws. */
    public SplittableRandom of(String concern) {
        return new SplittableRandom(of(concern, 0));
    }

    /** A seed for what makes a source itself. */
    public long of(String concern, long number) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < concern.length(); i++) {
            hash = (hash ^ concern.charAt(i)) * 0x100_0000_01B3L;
        }
        long mixed = seed * 0x9E37_79B9_7F4A_7C15L ^ hash ^ number * 0xD1B5_4A32_D192_ED03L;
        return new SplittableRandom(mixed).nextLong();
    }
}
