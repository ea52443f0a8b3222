package io.parallax.gateway.kalshi.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.kalshi.problem.ErrorBody;
import io.parallax.gateway.problem.VenueProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The order calls beside creation and the single cancel: amend, decrease, and the batches, whose items succeed and fail one by one.
 * What is not told of an item is unknown, never refused. Event loop only; cold.
 */
public final class OrderChanges {
    private static final String ORDERS = OrderSender.ORDERS;
    private static final String BATCH = ORDERS + "/batched";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NONE = Micros.NULL;
    /** The status an item of a batch would have had: its code decides. */
    private static final int BAD_REQUEST_STATUS = 400;

    private final PrivateCalls calls;
    private final ErrorBody error = new ErrorBody();

    /** An order where it is: a cancel without its market and shard looks in the wrong place. */
    public record Place(String venueOrderId, String ticker, int shard) {}

    /**
     * What became of one order.
     *
     * @param problem null when it was done
     * @param words of the venue, when it was not
     * @param filledMicros {@link Micros#NULL} when not told, as {@code remainingMicros} and {@code reducedMicros}
     */
    public record Outcome(
            VenueProblem problem,
            String words,
            String venueOrderId,
            String clientOrderId,
            long filledMicros,
            long remainingMicros,
            long reducedMicros) {
        static Outcome failed(VenueProblem problem, String words) {
            return new Outcome(problem, words, "", "", NONE, NONE, NONE);
        }

        /** Whether the venue did it. */
        public boolean isDone() {
            return problem == null;
        }
    }

    /** An order to create in a batch, as the venue has it. */
    public record Creation(
            String ticker,
            boolean bid,
            long yesPriceMicros,
            long qtyMicros,
            String timeInForce,
            String clientOrderId,
            int shard) {}

    public OrderChanges(PrivateCalls calls) {
        this.calls = calls;
    }

    /**
     * Changes price or size of a resting order. A new price or a larger size loses its place in the queue.
     *
     * @param filledMicros what has filled already: the venue counts the total, filled and wanted
     * @param wantedMicros what is to rest afterwards
     */
    public void amend(
            Place order,
            boolean bid,
            long yesPriceMicros,
            long filledMicros,
            long wantedMicros,
            String clientOrderId,
            String updatedClientOrderId,
            Consumer<Outcome> done) {
        ObjectNode body = JSON.createObjectNode()
                .put("ticker", order.ticker())
                .put("side", bid ? "bid" : "ask")
                .put("price", decimal(yesPriceMicros, 4))
                .put("count", decimal(Math.addExact(filledMicros, wantedMicros), 2))
                .put("client_order_id", clientOrderId)
                .put("updated_client_order_id", updatedClientOrderId)
                .put("exchange_index", order.shard());
        one("POST", ORDERS + "/" + order.venueOrderId() + "/amend", body, done);
    }

    /** Makes a resting order smaller, to what is to remain; it keeps its place. */
    public void decreaseTo(Place order, long remainingMicros, Consumer<Outcome> done) {
        ObjectNode body = JSON.createObjectNode()
                .put("reduce_to", decimal(remainingMicros, 2))
                .put("market_ticker", order.ticker())
                .put("exchange_index", order.shard());
        one("POST", ORDERS + "/" + order.venueOrderId() + "/decrease", body, done);
    }

    /** Creates independent orders. @param done told an outcome for each, in their order */
    public void createAll(List<Creation> orders, Consumer<List<Outcome>> done) {
        ArrayNode list = JSON.createArrayNode();
        for (Creation order : orders) {
            list.addObject()
                    .put("ticker", order.ticker())
                    .put("side", order.bid() ? "bid" : "ask")
                    .put("price", decimal(order.yesPriceMicros(), 4))
                    .put("count", decimal(order.qtyMicros(), 2))
                    .put("time_in_force", order.timeInForce())
                    .put("self_trade_prevention_type", "taker_at_cross")
                    .put("client_order_id", order.clientOrderId())
                    .put("exchange_index", order.shard());
        }
        many("POST", list, done);
    }

    /** Cancels orders. @param done told an outcome for each, in their order */
    public void cancelAll(List<Place> orders, Consumer<List<Outcome>> done) {
        ArrayNode list = JSON.createArrayNode();
        for (Place order : orders) {
            list.addObject()
                    .put("order_id", order.venueOrderId())
                    .put("market_ticker", order.ticker())
                    .put("exchange_index", order.shard());
        }
        many("DELETE", list, done);
    }

    private void one(String method, String path, ObjectNode body, Consumer<Outcome> done) {
        calls.send(
                method,
                path,
                bytes(body),
                () -> true,
                (status, reply, offset, length, nanos, epochNs) -> {
                    JsonNode answer = OrderInquiry.parse(reply, offset, length);
                    done.accept(status < 300 ? outcome(answer) : refused(status, reply, offset, length));
                },
                failure -> done.accept(failed(failure)));
    }

    private void many(String method, ArrayNode list, Consumer<List<Outcome>> done) {
        int count = list.size();
        ObjectNode body = JSON.createObjectNode();
        body.set("orders", list);
        calls.send(
                method,
                BATCH,
                bytes(body),
                () -> true,
                (status, reply, offset, length, nanos, epochNs) -> {
                    JsonNode answer = OrderInquiry.parse(reply, offset, length);
                    done.accept(
                            status < 300
                                    ? outcomes(answer, count)
                                    : all(count, refused(status, reply, offset, length)));
                },
                failure -> done.accept(all(count, failed(failure))));
    }

    private List<Outcome> outcomes(JsonNode answer, int count) {
        JsonNode items = answer == null ? null : answer.path("orders");
        if (items == null || !items.isArray() || items.size() != count) {
            return all(count, Outcome.failed(VenueProblem.UNREADABLE, "the answer has not one item an order"));
        }
        List<Outcome> outcomes = new ArrayList<>();
        items.forEach(item -> outcomes.add(outcome(item)));
        return outcomes;
    }

    private Outcome outcome(JsonNode item) {
        if (item == null || !item.isObject()) {
            return Outcome.failed(VenueProblem.UNREADABLE, "no answer that can be read");
        }
        if (item.hasNonNull("error")) {
            byte[] text = bytes(JSON.createObjectNode().set("error", item.get("error")));
            return refused(BAD_REQUEST_STATUS, new UnsafeBuffer(text), 0, text.length);
        }
        String id = item.path("order_id").asText("");
        if (id.isEmpty()) {
            return Outcome.failed(VenueProblem.UNREADABLE, "neither an order nor an error");
        }
        return new Outcome(
                null,
                "",
                id,
                item.path("client_order_id").asText(""),
                micros(item, "fill_count"),
                micros(item, "remaining_count"),
                micros(item, "reduced_by"));
    }

    private Outcome refused(int status, DirectBuffer body, int offset, int length) {
        VenueProblem problem = error.read(body, offset, length).problem(status);
        return Outcome.failed(problem, error.words());
    }

    private static Outcome failed(HttpFailure failure) {
        return failure.mayHaveBeenSent()
                ? Outcome.failed(VenueProblem.UNREADABLE, failure.name())
                : Outcome.failed(VenueProblem.BAD_REQUEST, "not sent: " + failure.name());
    }

    private static List<Outcome> all(int count, Outcome outcome) {
        return Collections.nCopies(count, outcome);
    }

    private static long micros(JsonNode item, String field) {
        if (!item.hasNonNull(field)) {
            return NONE;
        }
        try {
            return Micros.parse(item.path(field).asText());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return NONE;
        }
    }

    private static String decimal(long micros, int decimals) {
        long unit = decimals == 4 ? 100 : 10_000;
        if (micros < 0 || micros % unit != 0) {
            throw new IllegalArgumentException(
                    Micros.format(micros) + " is no price or count the venue takes: at most " + decimals + " decimals");
        }
        AsciiWriter text = new AsciiWriter(32).decimal(micros / unit, decimals);
        return new String(text.bytes(), 0, text.length(), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
