package io.parallax.codecs.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderIdsTest {
    private static final long SESSION = 0x9A2B_3C4D_5E6F_7081L;
    private static final long LARGEST_SEQUENCE = Long.MAX_VALUE >> 4;

    /** Literal values: a change of any of them would make old journals replay to other orders. */
    @Test
    void shouldNameAnOrderTheSameForEver() {
        assertThat(OrderIds.orderId(1, 0)).isEqualTo(0x10);
        assertThat(OrderIds.orderId(0x1234, 5)).isEqualTo(0x12345);
        assertThat(OrderIds.clientOrderId(SESSION, 0x12345)).isEqualTo("px-9a2b3c4d5e6f7081-12345");
        assertThat(OrderIds.clientOrderId(1, 0x10)).isEqualTo("px-0000000000000001-10");
        assertThat(OrderIds.salt53(0, 1)).isEqualTo(splitMix(1));
        assertThat(OrderIds.salt53(SESSION, 0x12345)).isEqualTo(OrderIds.salt53(SESSION, 0x12345));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 1_000_003, LARGEST_SEQUENCE})
    void shouldKeepSequenceAndLeg(long sequence) {
        long last = -1;
        for (int leg = 0; leg < OrderIds.MAX_LEGS; leg++) {
            long orderId = OrderIds.orderId(sequence, leg);
            assertThat(orderId).isGreaterThan(last);
            assertThat(OrderIds.sequence(orderId)).isEqualTo(sequence);
            last = orderId;
        }
        assertThat(last & 0xF).isEqualTo(OrderIds.MAX_LEGS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 16, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldRefuseALegOutsideItsFourBits(int leg) {
        assertThatThrownBy(() -> OrderIds.orderId(1, leg))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("leg " + leg + " outside 0..15");
    }

    @ParameterizedTest
    @ValueSource(longs = {0x10, 0x12345, 0x7FFF_FFFF_FFFF_FFFFL})
    void shouldReadBackAClientOrderId(long orderId) {
        String text = OrderIds.clientOrderId(SESSION, orderId);
        assertThat(OrderIds.parseClientOrderId(SESSION, text)).isEqualTo(orderId);
        assertThat(OrderIds.parseClientOrderId(SESSION, new StringBuilder(text)))
                .isEqualTo(orderId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "px-",
                "px-9a2b3c4d5e6f7081",
                "px-9a2b3c4d5e6f7081-",
                "px-9a2b3c4d5e6f7082-10",
                "PX-9A2B3C4D5E6F7081-10",
                " px-9a2b3c4d5e6f7081-10",
                "px-9a2b3c4d5e6f7081-1g",
                "px-9a2b3c4d5e6f7081--1",
                "px-9a2b3c4d5e6f7081-10 ",
                "px-9a2b3c4d5e6f7081-11111111111111111",
                "someone else's order",
            })
    void shouldTakeAForeignTextForNoOrder(String text) {
        assertThat(OrderIds.parseClientOrderId(SESSION, text)).isZero();
    }

    @Test
    void shouldNotReadTheOrderOfAnotherSession() {
        String text = OrderIds.clientOrderId(SESSION, 0x10);
        assertThat(OrderIds.parseClientOrderId(SESSION + 1, text)).isZero();
    }

    @Test
    void shouldGiveEveryOrderItsOwnSaltBelow53Bits() {
        int orders = 200_000;
        Set<Long> seen = new HashSet<>(orders * 2);
        for (int i = 1; i <= orders; i++) {
            long salt = OrderIds.salt53(SESSION + i % 4, OrderIds.orderId(1 + i / 2, i % 2));
            assertThat(salt >= 0 && salt < 1L << 53)
                    .as("salt of order %d: %d", i, salt)
                    .isTrue();
            seen.add(salt);
        }
        assertThat(seen).hasSize(orders);
    }

    /** The published SplitMix64 finaliser, of which the salt is the upper 53 bits. */
    private static long splitMix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 31)) >>> 11;
    }
}
