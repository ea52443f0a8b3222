package io.parallax.engine.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
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
                assertThat(table.add(high, low, order, part, Settlement.CONFIRMED, i, 1, 0))
                        .isEqualTo(known.size());
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
            assertThat(table.add(0, i, 0, 0, Settlement.CONFIRMED, 1, 1, 0)).isEqualTo(i);
        }
        assertThat(table.add(0, 9, 0, 0, Settlement.CONFIRMED, 1, 1, 0)).isEqualTo(FillTable.ABSENT);
        assertThat(table.find(0, 5, 0, 0)).isEqualTo(5);
    }

    @Test
    void shouldKeepEverythingOfAFill() {
        FillTable table = new FillTable(16);
        table.add(1, 2, 3, 4, Settlement.PROVISIONAL, 5, 6, 7);
        int fill = table.add(-1, -2, -3, -4, Settlement.PROVISIONAL, 500_000, 7_000_000, -9);
        table.describe(fill, 70_000, Outcome.NO, OrderAction.SELL, -1, 1_000_000);
        table.settle(fill, Settlement.BUSTED);
        assertThat(table.find(-1, -2, -3, -4)).isEqualTo(fill);
        assertThat(table.settlement(fill)).isEqualTo(Settlement.BUSTED);
        assertThat(table.settlement(0)).isEqualTo(Settlement.PROVISIONAL);
        assertThat(table.outcome(fill)).isEqualTo(Outcome.NO);
        assertThat(table.action(fill)).isEqualTo(OrderAction.SELL);
        assertThat(table.instrumentId(fill)).isEqualTo(70_000);
        assertThat(table.pairId(fill)).isEqualTo(-1);
        assertThat(table.venueNumber(fill)).isEqualTo(1_000_000);
        assertThat(table.orderId(fill)).isEqualTo(-3);
        assertThat(table.qtyMicros(fill)).isEqualTo(7_000_000);
        assertThat(table.feeMicros(fill)).isEqualTo(-9);
    }
}
