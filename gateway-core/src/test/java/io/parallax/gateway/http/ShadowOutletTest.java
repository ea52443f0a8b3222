package io.parallax.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ShadowOutletTest {
    /** Signs when it is about to be written, as orders do. */
    private static final class Order implements HttpCall {
        private final boolean wanted;
        private final List<String> seen = new ArrayList<>();

        Order(boolean wanted) {
            this.wanted = wanted;
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/order";
        }

        @Override
        public byte[] body() {
            return new byte[] {'{', '}'};
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            seen.add("signed");
            headers.accept("SIGNATURE", "x");
            return wanted;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {
            seen.add("answered");
        }

        @Override
        public void onFailure(HttpFailure failure) {
            seen.add(failure.name());
        }
    }

    @Test
    void shouldMakeCallsReadyAndEndThemShadowed() {
        Order order = new Order(true);
        new ShadowOutlet().send(order, 1);
        assertThat(order.seen).containsExactly("signed", "SHADOWED");
        assertThat(HttpFailure.SHADOWED.mayHaveBeenSent()).isFalse();
    }

    @Test
    void shouldLetTheGateWithdrawAsOnALine() {
        Order order = new Order(false);
        new ShadowOutlet().send(order);
        assertThat(order.seen).containsExactly("signed", "WITHDRAWN");
    }
}
