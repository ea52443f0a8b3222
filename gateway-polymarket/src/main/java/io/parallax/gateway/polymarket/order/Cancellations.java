package io.parallax.gateway.polymarket.order;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/**
 * Every form of cancel. Each passes a closed gate and withheld orders: cancelling is always possible. What became of an order
 * is never taken from the answer, which may be of an order that was matched meanwhile; {@code answered} runs when it came, or
 * when none will. Event loop only.
 */
public final class Cancellations {
    /** Orders of one request. Source: changelog 2026-06-15. */
    static final int MAX_ORDERS = 1_000;

    private static final BooleanSupplier ALWAYS = () -> true;
    private static final int CANCELED = 0;
    private static final int NOT_CANCELED = 1;
    private static final TextMap FIELDS = TextMap.of("canceled", "not_canceled");
    private static final TextMap NONE = new TextMap();

    private final Calls calls;
    private final Counters<OrderCounter> counters;
    private final JsonCursor json = new JsonCursor();

    public Cancellations(Calls calls, Counters<OrderCounter> counters) {
        this.calls = calls;
        this.counters = counters;
    }

    /** One order by its hash. */
    public void one(String hashText, Runnable answered) {
        send("/order", "{\"orderID\":\"" + hashText + "\"}", answered);
    }

    /** Several orders by their hashes; as many requests as that takes, {@code answered} runs after the last. */
    public void several(List<String> hashTexts, Runnable answered) {
        if (hashTexts.isEmpty()) {
            answered.run();
            return;
        }
        int count = Math.min(MAX_ORDERS, hashTexts.size());
        StringBuilder body = new StringBuilder(count * 70).append('[');
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "\"" : ",\"").append(hashTexts.get(i)).append('"');
        }
        send(
                "/orders",
                body.append(']').toString(),
                () -> several(hashTexts.subList(count, hashTexts.size()), answered));
    }

    /** Every order of one market, whoever sent it. */
    public void ofMarket(String conditionId, Runnable answered) {
        send("/cancel-market-orders", "{\"market\":\"" + conditionId + "\"}", answered);
    }

    /** Every order of the account, whoever sent it. */
    public void all(Runnable answered) {
        counters.count(OrderCounter.CANCELS);
        calls.send(
                "DELETE",
                "/cancel-all",
                (status, body, offset, length, nanos, epochNs) -> end(body, offset, length, answered),
                failure -> answered.run());
    }

    private void send(String path, String body, Runnable answered) {
        counters.count(OrderCounter.CANCELS);
        calls.send(
                "DELETE",
                path,
                PrivateCalls.ascii(body),
                ALWAYS,
                (status, reply, offset, length, nanos, epochNs) -> end(reply, offset, length, answered),
                failure -> answered.run());
    }

    private void end(DirectBuffer body, int offset, int length, Runnable answered) {
        json.wrap(body, offset, length);
        if (json.kind() == JsonCursor.Kind.OBJECT && json.enterObject()) {
            int gone = 0;
            int refused = 0;
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case CANCELED -> gone = items();
                    case NOT_CANCELED -> refused = fields();
                    default -> json.skip();
                }
            }
            if (json.end() == DecodeFault.NONE) {
                counters.add(OrderCounter.CANCELLED, gone);
                counters.add(OrderCounter.NOT_CANCELLED, refused);
            }
        }
        answered.run();
    }

    private int items() {
        int count = 0;
        if (json.kind() == JsonCursor.Kind.ARRAY && json.enterArray()) {
            while (json.nextItem()) {
                count++;
            }
        }
        return count;
    }

    /** Reasons are for people; whether any order was refused is enough here. */
    private int fields() {
        if (json.kind() != JsonCursor.Kind.OBJECT) {
            return 0;
        }
        int from = json.position();
        json.enterObject();
        while (json.nextField(NONE) >= 0) {
            json.skip();
        }
        return json.position() - from > 2 ? 1 : 0;
    }
}
