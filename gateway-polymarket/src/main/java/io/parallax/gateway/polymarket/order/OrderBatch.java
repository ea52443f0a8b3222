package io.parallax.gateway.polymarket.order;

import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/**
 * Independent orders in one request, {@code POST /orders}: each has an outcome of its own. A refusal of the whole request is one
 * of every order in it; an order the answer says nothing of is in doubt. Never for legs that depend on each other. Event loop
 * only, for one request.
 */
public final class OrderBatch {
    /** Orders of one request. Source: changelog 2025-08-21. */
    public static final int MAX_ORDERS = 15;

    private final Calls calls;
    private final Outcomes outcomes;
    private final List<byte[]> envelopes = new ArrayList<>(MAX_ORDERS);
    private final JsonCursor json = new JsonCursor();

    /** Takes the outcome of each order, by its place; exactly one of both for every place. */
    public interface Outcomes {
        /** The venue's answer about one order; one with an empty body says nothing of it. */
        void onAnswer(
                int place,
                int status,
                DirectBuffer body,
                int offset,
                int length,
                long receivedNanos,
                long receivedEpochNs);

        /** There will be no answer about any. */
        void onFailure(int place, HttpFailure failure);
    }

    public OrderBatch(Calls calls, Outcomes outcomes) {
        this.calls = calls;
        this.outcomes = outcomes;
    }

    /**
     * Adds an order.
     *
     * @param envelope the body that would be sent for it alone
     * @return its place, -1 when the batch is full
     */
    public int add(byte[] envelope) {
        if (envelopes.size() == MAX_ORDERS) {
            return -1;
        }
        envelopes.add(envelope);
        return envelopes.size() - 1;
    }

    /** Sends what was added. @param mayGo asked last, right before the bytes are written */
    public void send(BooleanSupplier mayGo) {
        if (envelopes.isEmpty()) {
            throw new IllegalStateException("a batch without an order: add one before it is sent");
        }
        calls.send("POST", "/orders", body(), mayGo, this::onAnswer, failure -> {
            for (int place = 0; place < envelopes.size(); place++) {
                outcomes.onFailure(place, failure);
            }
        });
    }

    private byte[] body() {
        int length = 1 + envelopes.size();
        for (byte[] envelope : envelopes) {
            length += envelope.length;
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (byte[] envelope : envelopes) {
            bytes[at] = (byte) (at == 0 ? '[' : ',');
            System.arraycopy(envelope, 0, bytes, at + 1, envelope.length);
            at += 1 + envelope.length;
        }
        bytes[at] = ']';
        return bytes;
    }

    private void onAnswer(int status, DirectBuffer body, int offset, int length, long nanos, long epochNs) {
        int told = status < 300 ? each(status, body, offset, length, nanos, epochNs) : 0;
        for (int place = told; place < envelopes.size(); place++) {
            outcomes.onAnswer(place, status, body, offset, status < 300 ? 0 : length, nanos, epochNs);
        }
    }

    /** Tells every order its own part of a whole, readable answer. @return how many were told */
    private int each(int status, DirectBuffer body, int offset, int length, long nanos, long epochNs) {
        int[] from = new int[envelopes.size()];
        int[] size = new int[envelopes.size()];
        int count = 0;
        json.wrap(body, offset, length);
        if (json.kind() != JsonCursor.Kind.ARRAY) {
            return 0;
        }
        json.enterArray();
        while (json.nextItem()) {
            json.skip();
            if (count < from.length) {
                from[count] = json.valueOffset();
                size[count] = json.valueLength();
            }
            count++;
        }
        if (json.end() != DecodeFault.NONE || count > from.length) {
            return 0; // whose answer stands where is then anybody's guess
        }
        for (int place = 0; place < count; place++) {
            outcomes.onAnswer(place, status, body, offset + from[place], size[place], nanos, epochNs);
        }
        return count;
    }
}
