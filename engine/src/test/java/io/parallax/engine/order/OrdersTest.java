package io.parallax.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.engine.state.StateHash;
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
    void shouldFoldInWhatDecidesHowAFillIsBooked() {
        assertThat(hash(Purpose.ENTER, 0, 1)).isNotEqualTo(hash(Purpose.OPEN, 0, 1));
        assertThat(hash(Purpose.OPEN, 0, 1)).isNotEqualTo(hash(Purpose.OPEN, 1, 1));
        assertThat(hash(Purpose.OPEN, 0, 1)).isNotEqualTo(hash(Purpose.OPEN, 0, 2));
    }

    private static long hash(Purpose purpose, int pairId, long notionalMicros) {
        Order order = new Orders(1).open(16);
        order.outcome = Outcome.YES;
        order.action = OrderAction.BUY;
        order.purpose = purpose;
        order.pairId = pairId;
        order.notionalMicros = notionalMicros;
        return order.stateHash(StateHash.SEED);
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
