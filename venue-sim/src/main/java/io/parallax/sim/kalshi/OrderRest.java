package io.parallax.sim.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderStatus;
import io.parallax.sim.core.Placement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Order entry and order reads. */
final class OrderRest {
    /** Reads lag writes: for this long a cancelled order still reads as resting. */
    private static final long STALE_READ_NS = 400_000_000L;

    private static final Set<String> STATUSES = Set.of("resting", "canceled", "executed");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exchange exchange;
    private final Account account;
    private final Map<String, KalshiListing> listings;
    private final KalshiFaults faults;
    private final LongSupplier clockNs;
    private final Map<Order, Long> expirySeconds = new LinkedHashMap<>();

    OrderRest(
            Exchange exchange,
            Account account,
            Map<String, KalshiListing> listings,
            KalshiFaults faults,
            LongSupplier clockNs) {
        this.exchange = exchange;
        this.account = account;
        this.listings = listings;
        this.faults = faults;
        this.clockNs = clockNs;
    }

    Reply create(String bodyText) {
        KalshiError fault = faults.takeRefusal();
        if (fault != null) {
            return Reply.of(fault);
        }
        Reply reply = place(bodyText);
        return faults.takeLostAnswer() ? new Reply(reply.status(), reply.body(), true) : reply;
    }

    private Reply place(String bodyText) {
        JsonNode body = parse(bodyText);
        if (body == null) {
            return Reply.of(KalshiError.flat("unexpected end of JSON input"));
        }
        CreateOrder order = CreateOrder.read(body, listings, account, Fixed.seconds(clockNs.getAsLong()));
        if (order.error() != null) {
            return Reply.of(order.error());
        }
        long nowNs = clockNs.getAsLong();
        Placement placement = exchange.submit(order.request(), nowNs);
        if (!placement.isAccepted()) {
            return Reply.of(KalshiError.of(placement.reject()));
        }
        if (order.expirySeconds() > 0 && placement.order().isResting()) {
            expirySeconds.put(placement.order(), order.expirySeconds());
        }
        return new Reply(201, created(placement.order(), nowNs), false);
    }

    private static ObjectNode created(Order order, long nowNs) {
        ObjectNode body = JSON.objectNode().put("order_id", order.id());
        if (order.clientOrderId() != null) {
            body.put("client_order_id", order.clientOrderId());
        }
        body.put("fill_count", Fixed.count(order.filledMicros()))
                .put("remaining_count", Fixed.count(order.remainingMicros()));
        if (order.filledMicros() > 0) {
            boolean bid = order.side() == BookSide.BID;
            long yesCost = bid ? order.costMicros() : order.filledMicros() - order.costMicros();
            body.put("average_fill_price", Fixed.price(average(yesCost, order.filledMicros())))
                    .put("average_fee_paid", Fixed.price(average(order.feesMicros(), order.filledMicros())));
        }
        return body.put("ts_ms", Fixed.millis(nowNs));
    }

    /** Amount a contract to the nearest ten-thousandth. */
    private static long average(long amountMicros, long qtyMicros) {
        long step = 100;
        long perContract = Math.multiplyExact(amountMicros, Micros.ONE) / qtyMicros;
        return (perContract + step / 2) / step * step;
    }

    Reply cancel(String orderId, RestCall call) {
        Order order = account.order(orderId);
        if (order == null || !order.isResting() || !onShard(order, call)) {
            return Reply.of(KalshiError.NOT_FOUND);
        }
        return Reply.ok(cancelled(order));
    }

    Reply cancelAll() {
        ObjectNode body = JSON.objectNode();
        ArrayNode all = body.putArray("orders");
        for (Order order : List.copyOf(account.openOrders())) {
            all.add(cancelled(order));
        }
        return Reply.ok(body);
    }

    private ObjectNode cancelled(Order order) {
        long nowNs = clockNs.getAsLong();
        long reducedMicros = exchange.cancel(order, CancelReason.USER, nowNs);
        ObjectNode body = JSON.objectNode().put("order_id", order.id());
        if (order.clientOrderId() != null) {
            body.put("client_order_id", order.clientOrderId());
        }
        return body.put("reduced_by", Fixed.count(reducedMicros)).put("ts_ms", Fixed.millis(nowNs));
    }

    /** An order id alone looks on shard 0. */
    private boolean onShard(Order order, RestCall call) {
        int shard = listings.get(order.market().id()).exchangeIndex();
        String ticker = call.query("market_ticker");
        long wanted = call.number("exchange_index", ticker == null ? 0 : -1);
        return wanted == shard || wanted == -1 && order.market().id().equals(ticker);
    }

    /** Cancels orders whose time ran out. */
    void expire(long nowNs) {
        for (Iterator<Map.Entry<Order, Long>> entries = expirySeconds.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<Order, Long> entry = entries.next();
            if (entry.getValue() <= Fixed.seconds(nowNs)) {
                entries.remove();
                exchange.cancel(entry.getKey(), CancelReason.EXPIRY, nowNs);
            }
        }
    }

    Reply list(RestCall call) {
        String status = call.query("status");
        if (status != null && !STATUSES.contains(status)) {
            return Reply.of(KalshiError.badRequest("invalid status filter"));
        }
        List<ObjectNode> found = new ArrayList<>();
        long fromSeconds = call.number("min_ts", 0);
        for (Order order : account.orders()) {
            if (Fixed.seconds(order.createdNs()) < fromSeconds) {
                continue; // most of a long life; not worth wording
            }
            ObjectNode node = render(order);
            boolean wanted = matches(call.query("ticker"), order.market().id())
                    && matches(
                            call.query("event_ticker"),
                            listings.get(order.market().id()).eventTicker())
                    && matches(status, node.get("status").asText())
                    && Fixed.seconds(order.createdNs()) <= call.number("max_ts", Long.MAX_VALUE);
            if (wanted) {
                found.add(0, node);
            }
        }
        return Page.of(call, "GetOrders", "orders", found);
    }

    Reply get(String orderId) {
        Order order = account.order(orderId);
        if (order == null) {
            return Reply.of(KalshiError.NOT_FOUND);
        }
        ObjectNode body = JSON.objectNode();
        body.set("order", render(order));
        return Reply.ok(body);
    }

    private ObjectNode render(Order order) {
        boolean stale = order.status() == OrderStatus.CANCELLED
                && order.cancelReason() == CancelReason.USER
                && clockNs.getAsLong() - order.updatedNs() < STALE_READ_NS;
        boolean bid = order.side() == BookSide.BID;
        long remaining = stale ? order.qtyMicros() - order.filledMicros() : order.remainingMicros();
        ObjectNode node = JSON.objectNode().put("order_id", order.id()).put("user_id", KalshiFrames.USER_ID);
        if (order.clientOrderId() != null) {
            node.put("client_order_id", order.clientOrderId());
        }
        return node.put("ticker", order.market().id())
                .put("outcome_side", bid ? "yes" : "no")
                .put("book_side", bid ? "bid" : "ask")
                .put("side", bid ? "yes" : "no")
                .put("action", "buy")
                .put("type", "limit")
                .put("status", stale ? "resting" : KalshiFrames.status(order))
                .put("yes_price_dollars", Fixed.price(order.yesPriceMicros()))
                .put("no_price_dollars", Fixed.price(Micros.ONE - order.yesPriceMicros()))
                .put("initial_count_fp", Fixed.count(order.qtyMicros()))
                .put("fill_count_fp", Fixed.count(order.filledMicros()))
                .put("remaining_count_fp", Fixed.count(remaining))
                .put("taker_fill_cost_dollars", Fixed.money(order.takerCostMicros()))
                .put("maker_fill_cost_dollars", Fixed.money(order.makerCostMicros()))
                .put("taker_fees_dollars", Fixed.money(order.takerFeesMicros()))
                .put("maker_fees_dollars", Fixed.money(order.makerFeesMicros()))
                .put("created_time", Fixed.time(order.createdNs()))
                .put("last_update_time", Fixed.time(order.updatedNs()))
                .put("self_trade_prevention_type", KalshiFrames.selfTrade(order))
                .put("subaccount_number", 0)
                .put("exchange_index", listings.get(order.market().id()).exchangeIndex());
    }

    static boolean matches(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
