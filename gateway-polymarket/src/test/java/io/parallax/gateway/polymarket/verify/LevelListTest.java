package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LevelListTest {
    @Test
    void shouldHoldWhatATreeHolds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            LevelList list = new LevelList(4);
            TreeMap<Long, Long> tree = new TreeMap<>();
            for (int step = 0; step < 400; step++) {
                long price = 1 + random.nextInt(60);
                long qty = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
                boolean fits = tree.containsKey(price) || qty == 0 || tree.size() < list.capacity();
                assertThat(list.set(price, qty)).as("seed %d", seed).isEqualTo(fits);
                if (!fits) {
                    list.grow(2 * list.capacity());
                    assertThat(list.set(price, qty)).isTrue();
                }
                if (qty == 0) {
                    tree.remove(price);
                } else {
                    tree.put(price, qty);
                }
                assertSame(list, tree, seed);
            }
        }
    }

    private static void assertSame(LevelList list, TreeMap<Long, Long> tree, long seed) {
        assertThat(list.size()).as("seed %d", seed).isEqualTo(tree.size());
        Iterator<Map.Entry<Long, Long>> levels = tree.entrySet().iterator();
        for (int i = 0; i < list.size(); i++) {
            Map.Entry<Long, Long> level = levels.next();
            assertThat(list.priceMicros(i)).as("seed %d", seed).isEqualTo(level.getKey());
            assertThat(list.qtyMicros(i)).as("seed %d", seed).isEqualTo(level.getValue());
        }
    }
}
