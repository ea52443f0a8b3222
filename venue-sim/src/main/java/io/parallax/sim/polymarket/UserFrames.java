package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.Trade;
import java.util.List;

/** JSON of a trader's orders and trades, for the user socket and for REST. */
final class UserFrames {
    private static final String STRANGER = "00000000-0000-4000-8000-00000000f10e";
    private static final String STRANGER_ADDRESS = "0x000000000000000000000000000000000000F10e";
    private static final long MS_PER_SECOND = 1_000;

    private final Accounts accounts;
    private final OrderLedger ledger;

    UserFrames(Accounts accounts, OrderLedger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /** An {@code order} event. */
    static ObjectNode orderEvent(PlacedOrder order, String type, String status, String sizeMatched, long nowMs) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("event_type", "order");
        putOrder(event, order, status, sizeMatched);
        event.put("order_owner", order.envelope().owner());
        event.put("type", type);
        event.put("created_at", Long.toString(order.createdMs() / MS_PER_SECOND));
        event.put("timestamp", Long.toString(nowMs));
        return event;
    }

    /** An order as REST answers it. */
    static ObjectNode openOrder(PlacedOrder order, String status) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        putOrder(row, order, status, Decimals.text(order.matchedMicros()));
        row.put("created_at", order.createdMs() / MS_PER_SECOND);
        return row;
    }

    private static void putOrder(ObjectNode out, PlacedOrder order, String status, String sizeMatched) {
        OrderEnvelope envelope = order.envelope();
        out.put("id", order.id());
        out.put("status", status);
        out.put("owner", envelope.owner());
        out.put("maker_address", envelope.order().maker());
        out.put("market", order.market().info().conditionId());
        out.put("asset_id", order.tokenId());
        out.put("side", envelope.order().buy() ? "BUY" : "SELL");
        out.put("original_size", Decimals.text(envelope.sharesMicros()));
        out.put("size_matched", sizeMatched);
        out.put("price", Decimals.text(order.priceMicros()));
        out.put("outcome", order.outcomeName());
        out.put("order_type", envelope.type().name());
        out.put("expiration", Long.toString(envelope.expirationSeconds()));
        ArrayNode trades = out.putArray("associate_trades");
        order.tradeIds().forEach(trades::add);
    }

    /** A {@code trade} event as one trader sees it. */
    ObjectNode tradeEvent(TradeRecord trade, boolean asTaker, long nowMs) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("event_type", "trade");
        event.put("type", "TRADE");
        putTrade(event, trade, trade.status().name(), asTaker);
        event.put("timestamp", Long.toString(nowMs));
        return event;
    }

    /** A trade as REST answers it. */
    ObjectNode tradeRow(TradeRecord trade, boolean asTaker) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        putTrade(row, trade, "TRADE_STATUS_" + trade.status().name(), asTaker);
        return row;
    }

    private void putTrade(ObjectNode out, TradeRecord trade, String status, boolean asTaker) {
        Order taker = trade.taker();
        PolymarketAccount owner = accounts.of(taker.account());
        out.put("id", trade.id());
        out.put("taker_order_id", orderId(taker));
        out.put("market", trade.market().info().conditionId());
        putLeg(out, trade.market(), taker);
        out.put("size", Decimals.text(trade.sizeMicros()));
        out.put("price", Decimals.text(trade.takerPriceMicros()));
        out.put("fee_rate_bps", "0");
        out.put("status", status);
        out.put("match_time", Long.toString(trade.matchedMs() / MS_PER_SECOND));
        out.put("last_update", Long.toString(trade.updatedMs() / MS_PER_SECOND));
        out.put("owner", ownerKey(taker));
        out.put("trade_owner", ownerKey(taker));
        out.put("maker_address", owner == null ? STRANGER_ADDRESS : owner.wallet());
        out.put("transaction_hash", trade.transactionHash());
        out.put("bucket_index", 0);
        putMakers(out.putArray("maker_orders"), trade.market(), trade.matches());
        out.put("trader_side", asTaker ? "TAKER" : "MAKER");
    }

    private void putMakers(ArrayNode out, ListedMarket market, List<Trade> matches) {
        for (Trade match : matches) {
            Order maker = match.maker().order();
            PolymarketAccount owner = accounts.of(maker.account());
            ObjectNode entry = out.addObject();
            entry.put("order_id", orderId(maker));
            entry.put("owner", ownerKey(maker));
            entry.put("maker_address", owner == null ? STRANGER_ADDRESS : owner.wallet());
            entry.put("matched_amount", Decimals.text(match.qtyMicros()));
            entry.put("price", Decimals.text(TradeRecord.ownPrice(maker, match)));
            entry.put("fee_rate_bps", "0");
            putLeg(entry, market, maker);
            entry.put("outcome_index", ListedMarket.index(maker.request().outcome()));
        }
    }

    private static void putLeg(ObjectNode out, ListedMarket market, Order order) {
        PolymarketMarket.Outcome token = market.token(order.request().outcome());
        out.put("asset_id", token.tokenId());
        out.put("outcome", token.name());
        out.put("side", order.request().action() == Action.BUY ? "BUY" : "SELL");
    }

    /** The key an order was sent with. */
    private String ownerKey(Order order) {
        PlacedOrder placed = ledger.order(order.id());
        return placed == null ? STRANGER : placed.envelope().owner();
    }

    /** Traders' orders are known by their digest; generated flow gets ids that look alike. */
    private String orderId(Order order) {
        return ledger.order(order.id()) == null ? TransactionHash.of(order.id() + order.number()) : order.id();
    }
}
