package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.Reject;
import io.parallax.sim.rest.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The calls that change a resting order. */
final class AmendRest {
    private static final List<String> TEXTS =
            List.of("ticker", "side", "price", "count", "client_order_id", "updated_client_order_id");

    private final Exchange exchange;
    private final Account account;
    private final Map<String, KalshiListing> listings;
    private final OrderRest orders;
    private final OrderTerms terms;
    private final LongSupplier clockNs;

    AmendRest(
            Exchange exchange,
            Account account,
            Map<String, KalshiListing> listings,
            OrderRest orders,
            OrderTerms terms,
            LongSupplier clockNs) {
        this.exchange = exchange;
        this.account = account;
        this.listings = listings;
        this.orders = orders;
        this.terms = terms;
        this.clockNs = clockNs;
    }

    Answer amend(String orderId, String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        if (body == null) {
            return KalshiError.NO_BODY.answer();
        }
        String notText = JsonBody.notText(body, TEXTS);
        if (notText != null) {
            return JsonBody.mustBeText(body, "AmendOrderV2Request", notText).answer();
        }
        Order order = resting(orderId, Routing.of(body));
        if (order == null) {
            return KalshiError.NOT_FOUND.answer();
        }
        KalshiError refusal = contradiction(order, body);
        return refusal == null ? amend(order, body) : refusal.answer();
    }

    private KalshiError contradiction(Order order, JsonNode body) {
        boolean bid = order.side() == BookSide.BID;
        if (!order.market().id().equals(body.path("ticker").asText())) {
            return KalshiError.mismatch("order_ticker_mismatch");
        }
        if (!body.path("side").asText().equals(bid ? "bid" : "ask")) {
            return KalshiError.mismatch("order_side_mismatch");
        }
        String clientId = JsonBody.text(body, "client_order_id");
        if (clientId != null && !clientId.equals(order.clientOrderId())) {
            return KalshiError.mismatch("order_id_and_client_order_id_mismatch");
        }
        return orders.paused(listings.get(order.market().id()).exchangeIndex());
    }

    private Answer amend(Order order, JsonNode body) {
        long price = Fixed.parse(body.path("price").asText(), 4);
        long count = Fixed.parse(body.path("count").asText(), 2);
        long nowNs = clockNs.getAsLong();
        long expiry = body.path("expiration_time").asLong(0);
        if (price <= 0 || price >= Micros.ONE) {
            return KalshiError.INVALID_PRICE.answer();
        } else if (count <= 0) {
            return KalshiError.INVALID_SIZE.answer();
        } else if (expiry != 0 && expiry <= Fixed.seconds(nowNs)) {
            return KalshiError.invalidOrder("expiration_time is in the past").answer();
        }
        String clientId = JsonBody.text(body, "updated_client_order_id");
        Reject reject = exchange.amend(
                order,
                clientId == null ? order.clientOrderId() : clientId,
                order.side() == BookSide.BID ? price : Micros.ONE - price,
                count,
                nowNs);
        if (reject != null) {
            return KalshiError.of(reject).answer();
        }
        if (body.has("expiration_time")) {
            terms.expiry(order, expiry);
        }
        return Answer.ok(OrderRest.created(order, nowNs));
    }

    Answer decrease(String orderId, String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        if (body == null) {
            return KalshiError.NO_BODY.answer();
        }
        String notText = JsonBody.notText(body, List.of("reduce_by", "reduce_to"));
        if (notText != null) {
            return JsonBody.mustBeText(body, "DecreaseOrderV2Request", notText).answer();
        }
        String by = JsonBody.text(body, "reduce_by");
        String to = JsonBody.text(body, "reduce_to");
        if ((by == null) == (to == null)) {
            return KalshiError.badRequest("exactly one of reduce_by and reduce_to is required")
                    .answer();
        }
        Order order = resting(orderId, Routing.of(body));
        if (order == null) {
            return KalshiError.NOT_FOUND.answer();
        }
        KalshiError paused = orders.paused(listings.get(order.market().id()).exchangeIndex());
        if (paused != null) {
            return paused.answer();
        }
        long given = Fixed.parse(by == null ? to : by, 2);
        long byMicros = by == null ? order.remainingMicros() - given : given;
        if (given < 0 || byMicros < 0) {
            return KalshiError.INVALID_SIZE.answer();
        }
        long nowNs = clockNs.getAsLong();
        if (byMicros > 0) {
            exchange.decrease(order, Math.min(byMicros, order.remainingMicros()), nowNs);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("order_id", order.id());
        if (order.clientOrderId() != null) {
            answer.put("client_order_id", order.clientOrderId());
        }
        return Answer.ok(answer.put("remaining_count", Fixed.count(order.remainingMicros()))
                .put("ts_ms", Fixed.millis(nowNs)));
    }

    private Order resting(String orderId, Routing routing) {
        Order order = account.order(orderId);
        boolean found = order != null
                && order.isResting()
                && routing.reaches(listings.get(order.market().id()));
        return found ? order : null;
    }
}
