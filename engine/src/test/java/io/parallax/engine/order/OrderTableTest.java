package io.parallax.engine.order;

import static io.parallax.codecs.sbe.OrderState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderState;
import org.junit.jupiter.api.Test;

/** The order table as a picture: rows are states, columns the events in the order of the enum. */
class OrderTableTest {
    // ACCEPTED, REJECTED, UNKNOWN, FILL_PART, FILL_ALL, DONE_FILLED, DONE_CANCELLED, DONE_EXPIRED
    private static final OrderState[][] EXPECTED = {
        {INTENDED, OPEN, REJECTED, UNKNOWN, PART_FILLED, FILLED, FILLED, CANCELLED, EXPIRED},
        {OPEN, OPEN, null, UNKNOWN, PART_FILLED, FILLED, FILLED, CANCELLED, EXPIRED},
        {PART_FILLED, PART_FILLED, null, UNKNOWN, PART_FILLED, FILLED, FILLED, CANCELLED, EXPIRED},
        {UNKNOWN, OPEN, REJECTED, UNKNOWN, UNKNOWN, FILLED, FILLED, CANCELLED, EXPIRED},
        {FILLED, FILLED, null, FILLED, LATE_FILLED, LATE_FILLED, FILLED, FILLED, FILLED},
        {CANCELLED, CANCELLED, null, CANCELLED, LATE_FILLED, LATE_FILLED, CANCELLED, CANCELLED, CANCELLED},
        {EXPIRED, EXPIRED, null, EXPIRED, LATE_FILLED, LATE_FILLED, EXPIRED, EXPIRED, EXPIRED},
        {REJECTED, null, REJECTED, REJECTED, LATE_FILLED, LATE_FILLED, LATE_FILLED, REJECTED, REJECTED},
        {LATE_FILLED, LATE_FILLED, null, LATE_FILLED, LATE_FILLED, LATE_FILLED, LATE_FILLED, LATE_FILLED, LATE_FILLED},
    };

    @Test
    void shouldAnswerEveryStateWithEveryEvent() {
        assertThat(EXPECTED).hasNumberOfRows(OrderState.values().length - 1);
        for (OrderState[] row : EXPECTED) {
            for (OrderEvent event : OrderEvent.values()) {
                assertThat(OrderTable.next(row[0], event))
                        .as("%s %s", row[0], event)
                        .isEqualTo(row[event.ordinal() + 1]);
            }
        }
    }

    @Test
    void shouldLeaveUnknownOnlyOnEvidence() {
        assertThat(OrderTable.next(UNKNOWN, OrderEvent.UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(OrderTable.next(UNKNOWN, OrderEvent.FILL_PART)).isEqualTo(UNKNOWN);
        assertThat(OrderTable.isTerminal(UNKNOWN)).isFalse();
    }
}
