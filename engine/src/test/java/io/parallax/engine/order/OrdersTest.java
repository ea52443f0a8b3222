package io.parallax.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A fixed number of slots with a defined answer when they are used up. */
class OrdersTest {
    @Test
    void shouldRefuseANewOrderWhenEverySlotIsLive() {
        Orders orders = new Orders(2);
        Order first = orders.open(16);
        orders.open(32);
        assertThat(orders.open(48)).isNull();
        orders.apply(first, OrderEvent.REJECTED);
        assertThat(orders.open(48)).isSameAs(first);
        assertThat(orders.find(16)).isNull();
        assertThat(orders.find(48)).isSameAs(first);
        assertThat(orders.live()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheVenuesTotalWhereItIsAheadOfTheFills() {
        Orders orders = new Orders(2);
        Order order = orders.open(16);
        orders.addFilled(order, 3);
        orders.told(order, 10);
        assertThat(order.effectiveFilledMicros()).isEqualTo(10);
        orders.addFilled(order, 9);
        assertThat(order.effectiveFilledMicros()).isEqualTo(12);
    }
}
