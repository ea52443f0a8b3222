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

    /** Sorted and unsorted runs, with empty levels and too little room, from either end. */
    @Test
    void shouldTakeAllLevelsOfABookAsOneByOne() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            HashedBook whole = new HashedBook();
            HashedBook plain = new HashedBook();
            for (int run = 1 + random.nextInt(3); run > 0; run--) {
                boolean bid = random.nextBoolean();
                long[] told = told(random, random.nextInt(10) == 0 ? 300 : random.nextInt(90));
                int from = random.nextInt(1 + told.length / 4);
                assertThat(whole.addAll(bid, told, from, told.length / 2)).isTrue();
                for (int i = from; i < told.length / 2; i++) {
                    if (told[2 * i + 1] > 0) {
                        plain.add(bid, told[2 * i], told[2 * i + 1]);
                    }
                }
            }
            assertThat(text(whole)).as("seed %d", seed).isEqualTo(text(plain));
        }
    }

    private static long[] told(Random random, int levels) {
        long[] told = new long[2 * levels];
        boolean falls = random.nextBoolean();
        boolean sorted = random.nextInt(3) != 0;
        for (int i = 0; i < levels; i++) {
            long step = sorted ? i + 1 : 1 + random.nextInt(60);
            told[2 * i] = 1_000 * (falls ? 900 - step : step);
            told[2 * i + 1] = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(1_000);
        }
        return told;
    }

    private static String text(HashedBook book) {
        Preimage preimage = new Preimage();
        book.write(preimage, new byte[0], 0, false);
        preimage.end();
        String first = preimage.text();
        book.write(preimage, new byte[0], 0, true);
        preimage.end();
        return first + preimage.text();
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
