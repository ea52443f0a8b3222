package io.parallax.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotIndexTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void shouldFindWhatIsThereAndNothingElse(int slots) {
        long seed = Long.getLong("index.seed", 20261121L);
        SplittableRandom random = new SplittableRandom(seed);
        SlotIndex index = new SlotIndex(slots);
        Map<Long, Integer> known = new HashMap<>();
        long[] held = new long[slots];
        for (int step = 0; step < 20_000; step++) {
            int slot = random.nextInt(slots);
            if (held[slot] != 0) {
                index.remove(slot);
                known.remove(held[slot]);
                held[slot] = 0;
            } else {
                long id = 1 + random.nextInt(400) * (random.nextBoolean() ? 1L : 1L << 44);
                if (!known.containsKey(id)) {
                    index.put(id, slot);
                    known.put(id, slot);
                    held[slot] = id;
                }
            }
            long asked = 1 + random.nextInt(400);
            assertThat(index.find(asked))
                    .as("seed %d step %d id %d", seed, step, asked)
                    .isEqualTo(known.getOrDefault(asked, SlotIndex.ABSENT));
        }
        known.forEach((id, slot) -> assertThat(index.find(id)).isEqualTo(slot));
    }
}
