package io.parallax.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LevelBitsTest {
    @Test
    void shouldFindNeighboursLikeASortedSet() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int size : new int[] {1, 63, 64, 65, 99, 279, 4096, 4097, 9_999, 100_000}) {
            LevelBits bits = new LevelBits(size);
            TreeSet<Integer> expected = new TreeSet<>();
            for (int step = 0; step < 3_000; step++) {
                int index = random.nextInt(size);
                if (expected.remove(index)) {
                    bits.clear(index);
                } else {
                    bits.set(index);
                    expected.add(index);
                }
                int probe = random.nextInt(size + 2) - 1;
                Integer above = expected.ceiling(Math.max(probe, 0));
                Integer below = expected.floor(probe);
                String where = "seed " + seed + " size " + size + " probe " + probe;
                assertThat(bits.count()).as(where).isEqualTo(expected.size());
                assertThat(bits.atOrAbove(Math.max(probe, 0))).as(where).isEqualTo(above == null ? -1 : above);
                assertThat(bits.atOrBelow(Math.min(probe, size - 1))).as(where).isEqualTo(below == null ? -1 : below);
                if (step == 1_500) {
                    while (!expected.isEmpty()) {
                        bits.clear(expected.pollFirst());
                    }
                }
            }
        }
    }
}
