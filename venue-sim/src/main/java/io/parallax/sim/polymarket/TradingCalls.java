package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The calls that change orders: placing, cancelling, heartbeats. */
final class TradingCalls {
    private static final int MAX_BATCH = 15;
    private static final int MAX_CANCELS = 1_000;

    private final Exchange exchange;
    private final OrderDesk desk;
    private final OrderLedger ledger;
    private final Heartbeats heartbeats;
    private final OrderFaults faults;
    private final LongSupplier nowNs;

    TradingCalls(
            Exchange exchange,
            OrderDesk desk,
            OrderLedger ledger,
            Heartbeats heartbeats,
            OrderFaults faults,
            LongSupplier nowNs) {
        this.exchange = exchange;
        this.desk = desk;
        this.ledger = ledger;
        this.heartbeats = heartbeats;
        this.faults = faults;
        this.nowNs = nowNs;
    }

    /** Whether one of these calls was meant; then the reply was or will be used. */
    boolean handles(PolymarketAccount account, RestRequest request, Answer.Reply reply) {
        switch (request.method() + " " + request.path()) {
            case "POST /order" -> place(account, request, reply);
            case "POST /orders" -> placeBatch(account, request.json(), reply);
            case "DELETE /order" -> {
                faults.mode().checkCancel();
                reply.send(cancel(account, List.of(orderId(request.json().path("orderID")))));
            }
            case "DELETE /orders" -> {
                faults.mode().checkCancel();
                reply.send(cancel(account, orderIds(request.json())));
            }
            case "DELETE /cancel-all" -> {
                faults.mode().checkCancel();
                reply.send(cancel(account, ids(ledger.orders(account, PlacedOrder::isOpen))));
            }
            case "DELETE /cancel-market-orders" -> {
                faults.mode().checkCancel();
                reply.send(cancel(account, inMarket(account, request.json())));
            }
            case "POST /v1/heartbeats" -> reply.send(heartbeats.beat(account, request.json()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void place(PolymarketAccount account, RestRequest request, Answer.Reply reply) {
        JsonNode body = request.json();
        faults.mode().checkOrder(body.path("postOnly").asBoolean());
        faults.checkNextOrder();
        Answer.Reply outward = faults.takesNextAnswer() ? lost(reply) : reply;
        try {
            desk.place(account, OrderEnvelope.parse(body), outward);
        } catch (Refusal refusal) {
            outward.send(Answer.of(refusal));
        }
    }

    private void placeBatch(PolymarketAccount account, JsonNode batch, Answer.Reply reply) {
        if (!batch.isArray() || batch.isEmpty()) {
            throw Refusal.badRequest("Invalid payload");
        }
        if (batch.size() > MAX_BATCH) {
            throw tooMany(batch.size(), MAX_BATCH);
        }
        for (JsonNode body : batch) {
            faults.mode().checkOrder(body.path("postOnly").asBoolean());
        }
        faults.checkNextOrder();
        Answer.Reply outward = faults.takesNextAnswer() ? lost(reply) : reply;
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (JsonNode body : batch) {
            answers.add(desk.placeInBatch(account, body));
        }
        outward.send(Answer.ok(answers));
    }

    private static Refusal tooMany(int count, int allowed) {
        return Refusal.badRequest("Too many orders in payload: " + count + ", max allowed: " + allowed);
    }

    private static Answer.Reply lost(Answer.Reply reply) {
        return new Answer.Reply() {
            @Override
            public void send(Answer answer) {
                reply.lose();
            }

            @Override
            public void lose() {
                reply.lose();
            }
        };
    }

    private Answer cancel(PolymarketAccount account, List<String> ids) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode canceled = answer.putArray("canceled");
        ObjectNode refused = answer.putObject("not_canceled");
        for (String id : ids) {
            PlacedOrder order = ledger.order(id);
            if (order != null && order.account() == account && order.isOpen()) {
                exchange.cancel(order.order(), CancelReason.USER, nowNs.getAsLong());
                canceled.add(id);
            } else {
                refused.put(id, isMatched(order) ? "Order already matched" : "Order not found or already canceled");
            }
        }
        return Answer.ok(answer);
    }

    private static boolean isMatched(PlacedOrder order) {
        return order != null && order.order() != null && order.order().status() == OrderStatus.FILLED;
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
