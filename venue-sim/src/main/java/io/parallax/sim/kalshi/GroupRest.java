package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Order;
import io.parallax.sim.kalshi.group.OrderGroup;
import io.parallax.sim.kalshi.group.OrderGroups;
import io.parallax.sim.rest.Answer;

/** The calls about order groups. */
final class GroupRest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long MAX_MICROS = 1_000_000L * Micros.ONE;

    private final OrderGroups groups;

    GroupRest(OrderGroups groups) {
        this.groups = groups;
    }

    /** The answer to a call below {@code portfolio/order_groups}. */
    Answer answer(RestCall call) {
        if (call.is("POST", "portfolio", "order_groups", "create")) {
            return create(call.body());
        } else if (call.is("GET", "portfolio", "order_groups")) {
            return list();
        } else if (call.path().size() < 3) {
            return KalshiError.NOT_FOUND.answer();
        }
        OrderGroup group = groups.find(call.path().get(2));
        if (group == null) {
            return KalshiError.NOT_FOUND.answer();
        } else if (call.is("GET", "portfolio", "order_groups", "*")) {
            return Answer.ok(shown(group));
        } else if (call.is("DELETE", "portfolio", "order_groups", "*")) {
            groups.delete(group);
        } else if (call.is("PUT", "portfolio", "order_groups", "*", "reset")) {
            groups.reset(group);
        } else if (call.is("PUT", "portfolio", "order_groups", "*", "trigger")) {
            groups.trigger(group);
        } else if (call.is("PUT", "portfolio", "order_groups", "*", "limit")) {
            JsonNode body = JsonBody.parse(call.body());
            long limitMicros = body == null ? -1 : limit(body);
            if (limitMicros < 0) {
                return KalshiError.badRequest("invalid contracts_limit").answer();
            }
            groups.limit(group, limitMicros);
        } else {
            return KalshiError.NOT_FOUND.answer();
        }
        return Answer.ok("{}");
    }

    private Answer create(String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        if (body == null) {
            return KalshiError.NO_BODY.answer();
        }
        long limitMicros = limit(body);
        if (limitMicros < 0) {
            return KalshiError.badRequest("invalid contracts_limit").answer();
        }
        OrderGroup group = groups.create(body.path("exchange_index").asInt(0), limitMicros);
        return Answer.of(
                201,
                JSON.objectNode()
                        .put("order_group_id", group.id())
                        .put("subaccount", 0)
                        .put("exchange_index", group.shard()));
    }

    /** @return -1 when neither form is given, they differ, or the limit is out of range */
    private static long limit(JsonNode body) {
        String decimal = JsonBody.text(body, "contracts_limit_fp");
        long whole = body.path("contracts_limit").isIntegralNumber()
                ? Math.multiplyExact(Math.min(body.path("contracts_limit").asLong(), 10_000_000L), Micros.ONE)
                : -1;
        long exact = decimal == null ? whole : Fixed.parse(decimal, 2);
        boolean differ = whole >= 0 && whole != exact;
        return differ || exact < Micros.ONE || exact > MAX_MICROS ? -1 : exact;
    }

    private Answer list() {
        ObjectNode body = JSON.objectNode();
        ArrayNode all = body.putArray("order_groups");
        for (OrderGroup group : groups.all()) {
            all.addObject()
                    .put("id", group.id())
                    .put("contracts_limit_fp", Fixed.count(group.limitMicros()))
                    .put("is_auto_cancel_enabled", true)
                    .put("exchange_index", group.shard());
        }
        return Answer.ok(body);
    }

    private static ObjectNode shown(OrderGroup group) {
        ObjectNode body = JSON.objectNode()
                .put("is_auto_cancel_enabled", true)
                .put("contracts_limit_fp", Fixed.count(group.limitMicros()));
        ArrayNode orders = body.putArray("orders");
        for (Order order : group.resting()) {
            orders.add(order.id());
        }
        return body.put("exchange_index", group.shard());
    }
}
