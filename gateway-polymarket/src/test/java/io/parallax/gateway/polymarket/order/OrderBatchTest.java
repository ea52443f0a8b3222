package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.polymarket.ManualLoop;
import io.parallax.gateway.polymarket.ScriptedCalls;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

final class OrderBatchTest {
    private static final String A = "0x" + "aa".repeat(32);
    private static final String B = "0x" + "bb".repeat(32);
    private static final String LIVE_A =
            "{\"success\":true,\"errorMsg\":\"\",\"orderID\":\"" + A + "\",\"status\":\"live\"}";
    private static final String KILLED_B =
            "{\"success\":true,\"errorMsg\":\"no orders found to match with FAK order\",\"orderID\":\"\",\"status\":\"\"}";

    private final ScriptedCalls calls = new ScriptedCalls(new ManualLoop());
    private final List<String> told = new ArrayList<>();
    private final OrderAnswer answer = new OrderAnswer();
    private final OrderBatch batch = new OrderBatch(calls, new OrderBatch.Outcomes() {
        @Override
        public void onAnswer(
                int place, int status, DirectBuffer body, int offset, int length, long nanos, long epochNs) {
            OrderAnswer.Outcome outcome = answer.read(status, body, offset, length, place == 0 ? A : B, 0);
            told.add(place + " " + outcome + (outcome == OrderAnswer.Outcome.REJECTED ? " " + answer.code() : ""));
        }

        @Override
        public void onFailure(int place, HttpFailure failure) {
            told.add(place + " " + failure);
        }
    });

    private void sendTwo() {
        assertThat(batch.add(PrivateCalls.ascii("{\"a\":1}"))).isZero();
        assertThat(batch.add(PrivateCalls.ascii("{\"b\":2}"))).isEqualTo(1);
        batch.send(() -> true);
    }

    @Test
    void shouldTellEachOrderItsOwnOutcome() {
        calls.answer("POST /orders", 200, "[" + LIVE_A + ", " + KILLED_B + "]");
        sendTwo();
        assertThat(calls.made("POST")).containsExactly("POST /orders [{\"a\":1},{\"b\":2}]");
        assertThat(told).containsExactly("0 ACCEPTED", "1 REJECTED NOT_FILLABLE");
    }

    @Test
    void shouldDoubtAnOrderThatTheAnswerLacks() {
        calls.answer("POST /orders", 200, "[" + LIVE_A + "]");
        sendTwo();
        assertThat(told).containsExactly("0 ACCEPTED", "1 UNKNOWN");
    }

    @Test
    void shouldDoubtEveryOrderWhenTheAnswerIsUnreadableOrHasMoreThanWereSent() {
        calls.answer("POST /orders", 200, "[" + LIVE_A + "," + KILLED_B);
        sendTwo();
        assertThat(told).containsExactly("0 UNKNOWN", "1 UNKNOWN");
        told.clear();
        calls.now("POST /orders", 200, "[" + LIVE_A + "," + LIVE_A + "," + KILLED_B + "]");
        batch.send(() -> true);
        assertThat(told).containsExactly("0 UNKNOWN", "1 UNKNOWN");
        told.clear();
        calls.now("POST /orders", 200, LIVE_A);
        batch.send(() -> true);
        assertThat(told).containsExactly("0 UNKNOWN", "1 UNKNOWN");
    }

    @Test
    void shouldRefuseOrLoseAllOfThemTogether() {
        calls.answer("POST /orders", 400, "{\"error\":\"Too many orders in payload: 16, max allowed: 15\"}");
        sendTwo();
        assertThat(told).containsExactly("0 REJECTED OTHER", "1 REJECTED OTHER");
        told.clear();
        calls.now("POST /orders", 0, "");
        batch.send(() -> true);
        batch.send(() -> false);
        assertThat(told).containsExactly("0 TIMEOUT", "1 TIMEOUT", "0 WITHDRAWN", "1 WITHDRAWN");
    }

    @Test
    void shouldHoldAtMostFifteen() {
        assertThatThrownBy(() -> batch.send(() -> true)).hasMessageContaining("without an order");
        for (int i = 0; i < OrderBatch.MAX_ORDERS; i++) {
            assertThat(batch.add(new byte[] {'1'})).isEqualTo(i);
        }
        assertThat(batch.add(new byte[] {'1'})).isEqualTo(-1);
    }
}
