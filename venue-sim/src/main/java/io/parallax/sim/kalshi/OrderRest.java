package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.parallax.sim.kalshi.group.OrderGroup;
import io.parallax.sim.kalshi.group.OrderGroups;
import io.parallax.sim.kalshi.shard.ShardStates;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Order entry and order reads. */
final class OrderRest {
    /** Reads lag writes: for this long a cancelled order still reads as resting. */
    private static final long STALE_READ_NS = 400_000_000L;

    private static final long NS_PER_MS = 1_000_000L;
    private static final Set<String> STATUSES = Set.of("resting", "canceled", "executed");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exchange exchange;
    private final Account account;
    private final Map<String, KalshiListing> listings;
    private final OrderGroups groups;
    private final OrderTerms terms;
    private final ShardStates states;
    private final Answers answers;
    private final LongSupplier clockNs;

    OrderRest(
            Exchange exchange,
            Account account,
            Map<String, KalshiListing> listings,
            OrderGroups groups,
            OrderTerms terms,
            ShardStates states,
            Answers answers,
            LongSupplier clockNs) {
        this.exchange = exchange;
        this.account = account;
        this.listings = listings;
        this.groups = groups;
        this.terms = terms;
        this.states = states;
        this.answers = answers;
        this.clockNs = clockNs;
    }

    private long asOfNs() {
        return clockNs.getAsLong() - answers.listLagMs() * NS_PER_MS;
    }

    Answer create(String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        return body == null ? KalshiError.NO_BODY.answer() : create(body);
    }

    private Answer create(JsonNode body) {
        CreateOrder order = CreateOrder.read(body, listings, account, Fixed.seconds(clockNs.getAsLong()));
        if (order.error() != null) {
            return order.error().answer();
        }
        OrderGroup group = order.groupId() == null ? null : groups.find(order.groupId());
        KalshiError refusal = refusal(order, group);
        if (refusal != null) {
            return refusal.answer();
        }
        long nowNs = clockNs.getAsLong();
        Placement placement = exchange.submit(order.request(), nowNs);
        if (!placement.isAccepted()) {
            return KalshiError.of(placement.reject()).answer();
        }
        Order placed = placement.order();
        terms.keep(placed, order);
        ObjectNode answer = created(placed, nowNs);
        if (group != null) {
            groups.join(group, placed);
        }
        return Answer.of(201, answer);
    }

    private KalshiError refusal(CreateOrder order, OrderGroup group) {
        int shard = listings.get(order.request().marketId()).exchangeIndex();
        KalshiError paused = paused(shard);
        if (paused != null || order.groupId() == null) {
            return paused;
        }
        if (group == null || group.shard() != shard) {
            return KalshiError.GROUP_NOT_FOUND;
        }
        return group.isTripped() ? KalshiError.GROUP_TRIPPED : null;
    }

    /** Why a shard takes no orders, or null. */
    KalshiError paused(int shard) {
        return switch (states.of(shard)) {
            case OPEN -> null;
            case TRADING_PAUSED -> KalshiError.TRADING_PAUSED;
            case EXCHANGE_PAUSED -> KalshiError.EXCHANGE_PAUSED;
        };
    }

    Answer createBatch(String bodyText) {
        JsonNode orders = orders(bodyText);
        if (orders == null) {
            return KalshiError.NO_BODY.answer();
        }
        ObjectNode body = JSON.objectNode();
        ArrayNode results = body.putArray("orders");
        for (JsonNode order : orders) {
            Answer answer = create(order);
            ObjectNode result = (ObjectNode) JsonBody.parse(answer.body());
            if (answer.status() != 201 && order.hasNonNull("client_order_id")) {
                result.set("client_order_id", order.get("client_order_id"));
            }
            results.add(result);
        }
        return Answer.of(201, body);
    }

    Answer cancelBatch(String bodyText) {
        JsonNode orders = orders(bodyText);
        if (orders == null) {
            return KalshiError.NO_BODY.answer();
        }
        ObjectNode body = JSON.objectNode();
        ArrayNode results = body.putArray("orders");
        for (JsonNode wanted : orders) {
            String id = wanted.path("order_id").asText("");
            Answer answer = cancel(id, Routing.of(wanted));
            ObjectNode result = (ObjectNode) JsonBody.parse(answer.body());
            if (answer.status() != 200) {
                result.put("order_id", id).put("reduced_by", "0.00");
            }
            results.add(result);
        }
        return Answer.ok(body);
    }

    /** The list of a batch, or null when there is none. */
    static JsonNode orders(String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        return body == null || !body.path("orders").isArray() ? null : body.get("orders");
    }

    static ObjectNode created(Order order, long nowNs) {
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

    Answer cancel(String orderId, Routing routing) {
        Order order = account.order(orderId);
        if (order == null
                || !order.isResting()
                || !routing.reaches(listings.get(order.market().id()))) {
            return KalshiError.NOT_FOUND.answer();
        }
        int shard = listings.get(order.market().id()).exchangeIndex();
        if (states.of(shard) == ShardStates.State.EXCHANGE_PAUSED) {
            return KalshiError.EXCHANGE_PAUSED.answer();
        }
        return Answer.ok(cancelled(order));
    }

    /** Cancels whatever rests on shards that take cancels. */
    Answer cancelAll() {
        for (Order order : List.copyOf(account.openOrders())) {
            int shard = listings.get(order.market().id()).exchangeIndex();
            if (states.of(shard) != ShardStates.State.EXCHANGE_PAUSED) {
                cancelled(order);
            }
        }
        return new Answer(204, "", Map.of());
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

    Answer list(RestCall call) {
        String status = call.query("status");
        if (status != null && !STATUSES.contains(status)) {
            return KalshiError.badRequest("invalid status filter").answer();
        }
        List<ObjectNode> found = new ArrayList<>();
        long fromSeconds = call.number("min_ts", 0);
        long asOfNs = asOfNs();
        for (Order order : account.orders()) {
            if (Fixed.seconds(order.createdNs()) < fromSeconds || order.createdNs() > asOfNs) {
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

    Answer get(String orderId) {
        Order order = account.order(orderId);
        if (order == null) {
            return KalshiError.NOT_FOUND.answer();
        }
        ObjectNode body = JSON.objectNode();
        body.set("order", render(order));
        return Answer.ok(body);
    }

    /** Contracts ahead of an order. */
    Answer queuePosition(String orderId) {
        Order order = account.order(orderId);
        return order == null || !order.isResting()
                ? KalshiError.NOT_FOUND.answer()
                : Answer.ok(JSON.objectNode()
                        .put("queue_position_fp", Fixed.count(order.market().aheadMicros(order))));
    }

    /** Contracts ahead of every resting order of some markets. */
    Answer queuePositions(RestCall call) {
        String tickers = call.query("market_tickers");
        String event = call.query("event_ticker");
        if (tickers == null && event == null) {
            return KalshiError.badRequest("market_tickers or event_ticker is required")
                    .answer();
        }
        List<String> wanted = tickers == null ? null : List.of(tickers.split(","));
        ObjectNode body = JSON.objectNode();
        ArrayNode positions = body.putArray("queue_positions");
        for (Order order : account.openOrders()) {
            String ticker = order.market().id();
            if ((wanted == null || wanted.contains(ticker))
                    && matches(event, listings.get(ticker).eventTicker())) {
                positions
                        .addObject()
                        .put("order_id", order.id())
                        .put("market_ticker", ticker)
                        .put("queue_position_fp", Fixed.count(order.market().aheadMicros(order)));
            }
        }
        return Answer.ok(body);
    }

    private ObjectNode render(Order order) {
        long lagNs = Math.max(STALE_READ_NS, answers.listLagMs() * NS_PER_MS);
        boolean stale = order.status() == OrderStatus.CANCELLED
                && order.cancelReason() == CancelReason.USER
                && clockNs.getAsLong() - order.updatedNs() < lagNs;
        boolean bid = order.side() == BookSide.BID;
        long remaining = stale ? order.qtyMicros() - order.filledMicros() : order.remainingMicros();
        ObjectNode node = JSON.objectNode().put("order_id", order.id()).put("user_id", KalshiFrames.USER_ID);
        if (order.clientOrderId() != null) {
            node.put("client_order_id", order.clientOrderId());
        }
        terms.render(node, order);
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
}
