package io.parallax.engine.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every fill once, told apart by its whole key. */
class FillTableTest {
    @Test
    void shouldFindExactlyWhatWasAdded() {
        FillTable table = new FillTable(1024);
        Map<List<Long>, Integer> known = new HashMap<>();
        Random random = new Random(42);
        for (int i = 0; i < 700; i++) {
            long high = random.nextInt(3);
            long low = random.nextInt(20);
            long order = random.nextInt(5);
            int part = random.nextInt(4);
            int at = table.find(high, low, order, part);
            assertThat(at >= 0).isEqualTo(known.containsKey(List.of(high, low, order, (long) part)));
            if (at < 0) {
                assertThat(table.add(at, high, low, order, part, Settlement.CONFIRMED, i, 1, 0))
                        .isTrue();
                known.put(List.of(high, low, order, (long) part), i);
            } else {
                assertThat(table.priceMicros(at))
                        .isEqualTo(known.get(List.of(high, low, order, (long) part))
                                .longValue());
            }
        }
    }

    @Test
    void shouldRefuseWhenFull() {
        FillTable table = new FillTable(8);
        for (int i = 0; i < 6; i++) {
            assertThat(table.add(table.find(0, i, 0, 0), 0, i, 0, 0, Settlement.CONFIRMED, 1, 1, 0))
                    .isTrue();
        }
        assertThat(table.add(table.find(0, 9, 0, 0), 0, 9, 0, 0, Settlement.CONFIRMED, 1, 1, 0))
                .isFalse();
    }
}
