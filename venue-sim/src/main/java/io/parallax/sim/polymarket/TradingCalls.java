package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.OrderStatus;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.rest.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The calls that change orders: placing, cancelling, heartbeats. */
final class TradingCalls {
    private static final int MAX_BATCH = 15;
    private static final int MAX_CANCELS = 1_000;

    private final Exchange exchange;
    private final OrderDesk desk;
    private final OrderLedger ledger;
    private final Heartbeats heartbeats;
    private final Conditions conditions;
    private final LongSupplier nowNs;

    TradingCalls(
            Exchange exchange,
            OrderDesk desk,
            OrderLedger ledger,
            Heartbeats heartbeats,
            Conditions conditions,
            LongSupplier nowNs) {
        this.exchange = exchange;
        this.desk = desk;
        this.ledger = ledger;
        this.heartbeats = heartbeats;
        this.conditions = conditions;
        this.nowNs = nowNs;
    }

    /** Whether one of these calls was meant; then the reply was or will be used. */
    boolean handles(Caller caller, RestRequest request, Answer.Reply reply) {
        switch (request.method() + " " + request.path()) {
            case "POST /order" -> place(caller, request.json(), reply);
            case "POST /orders" -> placeBatch(caller, request.json(), reply);
            case "DELETE /order" ->
                cancel(caller, List.of(orderId(request.json().path("orderID"))), reply);
            case "DELETE /orders" -> cancel(caller, orderIds(request.json()), reply);
            case "DELETE /cancel-all" ->
                cancelMany(caller, ids(ledger.orders(caller.account(), PlacedOrder::isOpen)), reply);
            case "DELETE /cancel-market-orders" ->
                cancelMany(caller, inMarket(caller.account(), request.json()), reply);
            case "POST /v1/heartbeats" -> {
                caller.checkWrites();
                reply.send(heartbeats.beat(caller.account(), request.json()));
            }
            case "POST /heartbeats" -> {
                caller.checkWrites();
                heartbeats.touch(caller.account());
                reply.send(Answer.ok("{\"status\":\"ok\"}"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void place(Caller caller, JsonNode body, Answer.Reply reply) {
        caller.checkWrites();
        conditions.mode().checkOrder(body.path("postOnly").asBoolean());
        Answer.Reply counted = counted(caller, false, 1, reply);
        try {
            desk.place(caller, OrderEnvelope.parse(body), counted);
        } catch (Refusal refusal) {
            counted.send(refusal.answer());
        }
    }

    private void placeBatch(Caller caller, JsonNode batch, Answer.Reply reply) {
        caller.checkWrites();
        if (!batch.isArray() || batch.isEmpty()) {
            throw Refusal.badRequest("Invalid payload");
        }
        if (batch.size() > MAX_BATCH) {
            throw tooMany(batch.size(), MAX_BATCH);
        }
        for (JsonNode body : batch) {
            conditions.mode().checkOrder(body.path("postOnly").asBoolean());
        }
        Answer.Reply counted = counted(caller, false, batch.size(), reply);
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (JsonNode body : batch) {
            answers.add(desk.placeInBatch(caller, body));
        }
        counted.send(Answer.ok(answers));
    }

    /** Counts a call and puts what is left into the headers of its answer. */
    private Answer.Reply counted(Caller caller, boolean cancel, int cost, Answer.Reply reply) {
        Map<String, String> headers =
                conditions.signers().count(caller.account().address(), cancel, cost, nowNs.getAsLong());
        if (headers.isEmpty()) {
            return reply;
        }
        return new Answer.Reply() {
            @Override
            public void send(Answer answer) {
                reply.send(answer.with(headers));
            }

            @Override
            public void lose() {
                reply.lose();
            }
        };
    }

    private static Refusal tooMany(int count, int allowed) {
        return Refusal.badRequest("Too many orders in payload: " + count + ", max allowed: " + allowed);
    }

    private void cancel(Caller caller, List<String> ids, Answer.Reply reply) {
        caller.checkWrites();
        conditions.mode().checkCancel();
        counted(caller, true, ids.size(), reply).send(Answer.ok(cancelled(caller.account(), ids)));
    }

    /** Cancels what a call without ids turned out to mean: it costs one, and one more for each. */
    private void cancelMany(Caller caller, List<String> ids, Answer.Reply reply) {
        caller.checkWrites();
        conditions.mode().checkCancel();
        Answer.Reply counted = counted(caller, true, 1, reply);
        conditions.signers().charge(caller.account().address(), ids.size());
        counted.send(Answer.ok(cancelled(caller.account(), ids)));
    }

    private ObjectNode cancelled(PolymarketAccount account, List<String> ids) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode canceled = answer.putArray("canceled");
        ObjectNode refused = answer.putObject("not_canceled");
        for (String id : ids) {
            PlacedOrder order = ledger.order(id);
            if (order != null && order.account() == account && order.isOpen()) {
                exchange.cancel(order.order(), CancelReason.USER, nowNs.getAsLong());
                canceled.add(id);
            } else {
                refused.put(id, whyNot(account, order));
            }
        }
        return answer;
    }

    private static String whyNot(PolymarketAccount account, PlacedOrder order) {
        if (order == null || order.account() != account) {
            return "Order not found or already canceled";
        }
        if (order.isDelayed()) {
            return OrderDesk.DELAYED;
        }
        return isMatched(order) ? "Order already matched" : "Order not found or already canceled";
    }

    private static boolean isMatched(PlacedOrder order) {
        return order.order() != null && order.order().status() == OrderStatus.FILLED;
    }

    private List<String> inMarket(PolymarketAccount account, JsonNode filter) {
        String market = filter.path("market").asText("");
        String token = filter.path("asset_id").asText("");
        if (market.isEmpty() && token.isEmpty()) {
            throw Refusal.badRequest("Invalid payload");
        }
        return ids(ledger.orders(
                account,
                order -> order.isOpen()
                        && (market.isEmpty()
                                || market.equals(order.market().info().conditionId()))
                        && (token.isEmpty() || token.equals(order.tokenId()))));
    }

    private static List<String> ids(List<PlacedOrder> orders) {
        return orders.stream().map(PlacedOrder::id).toList();
    }

    private static List<String> orderIds(JsonNode body) {
        if (!body.isArray()) {
            throw Refusal.badRequest("Invalid payload");
        }
        if (body.size() > MAX_CANCELS) {
            throw tooMany(body.size(), MAX_CANCELS);
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode id : body) {
            ids.add(orderId(id));
        }
        return ids;
    }

    private static String orderId(JsonNode id) {
        if (!id.isTextual() || !id.asText().matches("0x[0-9a-fA-F]{64}")) {
            throw Refusal.badRequest("Invalid orderID");
        }
        return id.asText();
    }
}
