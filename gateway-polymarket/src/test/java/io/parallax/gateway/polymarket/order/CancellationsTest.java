package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.polymarket.ManualLoop;
import io.parallax.gateway.polymarket.ScriptedCalls;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CancellationsTest {
    private final ScriptedCalls calls = new ScriptedCalls(new ManualLoop());
    private final Counters<OrderCounter> counters = new Counters<>(OrderCounter.class);
    private final Cancellations cancels = new Cancellations(calls, counters);
    private int answered;

    @Test
    void shouldSendEveryFormOfCancel() {
        calls.answer(
                "DELETE", 200, "{\"canceled\":[\"0xa\",\"0xb\"],\"not_canceled\":{\"0xc\":\"Order already matched\"}}");
        cancels.one("0xa", () -> answered++);
        cancels.several(List.of("0xa", "0xb"), () -> answered++);
        cancels.ofMarket("0xm", () -> answered++);
        cancels.all(() -> answered++);
        assertThat(calls.made(""))
                .containsExactly(
                        "DELETE /order {\"orderID\":\"0xa\"}",
                        "DELETE /orders [\"0xa\",\"0xb\"]",
                        "DELETE /cancel-market-orders {\"market\":\"0xm\"}",
                        "DELETE /cancel-all");
        assertThat(answered).isEqualTo(4);
        assertThat(counters.get(OrderCounter.CANCELS)).isEqualTo(4);
        assertThat(counters.get(OrderCounter.CANCELLED)).isEqualTo(8);
        assertThat(counters.get(OrderCounter.NOT_CANCELLED)).isEqualTo(4);
    }

    @Test
    void shouldSplitWhatIsTooMuchForOneRequestAndAnswerOnce() {
        calls.answer("DELETE", 200, "{\"canceled\":[],\"not_canceled\":{}}");
        cancels.several(Collections.nCopies(2_001, "0xa"), () -> answered++);
        assertThat(calls.made("DELETE /orders")).hasSize(3);
        assertThat(calls.made("DELETE /orders").get(2)).endsWith("[\"0xa\"]");
        assertThat(answered).isEqualTo(1);
        assertThat(counters.get(OrderCounter.NOT_CANCELLED)).isZero();
        cancels.several(List.of(), () -> answered++);
        assertThat(answered).isEqualTo(2);
        assertThat(calls.made("")).hasSize(3);
    }

    @Test
    void shouldGoOnWhateverTheVenueAnswers() {
        calls.answer("DELETE /order", 425, "")
                .answer("DELETE /order", 200, "[1]")
                .answer("DELETE /order", 0, "");
        for (int i = 0; i < 3; i++) {
            cancels.one("0xa", () -> answered++);
        }
        assertThat(answered).isEqualTo(3);
        assertThat(counters.get(OrderCounter.CANCELLED)).isZero();
    }
}
