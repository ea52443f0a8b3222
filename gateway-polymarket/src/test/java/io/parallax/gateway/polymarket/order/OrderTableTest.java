package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.gateway.polymarket.signing.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class OrderTableTest {
    private final OrderTable table = new OrderTable(2);

    @Test
    void shouldGiveUpEndedOrdersOnly() {
        OrderTable.Entry first = add(1);
        OrderTable.Entry second = add(2);
        assertThat(add(3)).isNull();
        assertThat(second.end()).isTrue();
        assertThat(second.end()).isFalse();
        assertThat(add(3)).isNotNull();
        assertThat(table.byId(2)).isNull();
        assertThat(byHash(2)).isNull();
        assertThat(table.byId(1)).isSameAs(first);
        assertThat(byHash(3).orderId()).isEqualTo(3);
    }

    @Test
    void shouldFindOrdersByTheTextOfTheirHash() {
        OrderTable.Entry entry = add(5);
        UnsafeBuffer upper =
                text(entry.hashText().toUpperCase(java.util.Locale.ROOT).replace("0X", "0x"));
        assertThat(table.byHash(upper, 0, upper.capacity())).isSameAs(entry);
        for (String odd : new String[] {"", "0x78xx", "0x" + "zz".repeat(32), entry.hashText() + "0"}) {
            UnsafeBuffer text = text(odd);
            assertThat(table.byHash(text, 0, text.capacity())).as(odd).isNull();
        }
    }

    @Test
    void shouldTellWhyAnImmediateOrderEnded() {
        OrderTable.Entry entry = add(1);
        assertThat(entry.immediateReason(10_000_000)).isEqualTo(DoneReason.FILLED);
        assertThat(entry.immediateReason(9_999_999)).isEqualTo(DoneReason.KILLED);
        assertThat(entry.accept()).isTrue();
        assertThat(entry.accept()).isFalse();
    }

    private OrderTable.Entry add(long orderId) {
        OrderTable.Facts facts = new OrderTable.Facts(orderId, 0, Outcome.YES, OrderAction.BUY, true, 10_000_000, 0, 0);
        return table.add(facts, hash(orderId), Words.hex(hash(orderId)));
    }

    private OrderTable.Entry byHash(long orderId) {
        UnsafeBuffer text = text(Words.hex(hash(orderId)));
        return table.byHash(text, 0, text.capacity());
    }

    private static byte[] hash(long orderId) {
        byte[] hash = new byte[32];
        java.util.Arrays.fill(hash, (byte) (0xA0 + orderId));
        return hash;
    }

    private static UnsafeBuffer text(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
