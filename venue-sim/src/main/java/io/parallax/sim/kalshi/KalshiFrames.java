package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Holding;
import io.parallax.sim.core.LevelChange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderStatus;
import io.parallax.sim.core.OrderUpdate;
import io.parallax.sim.core.SelfTrade;
import io.parallax.sim.core.Trade;
import io.parallax.sim.kalshi.group.OrderGroup;
import java.util.ArrayList;
import java.util.List;

/** The {@code msg} objects of socket messages. Pure. */
final class KalshiFrames {
    static final String USER_ID = "51a00000-0000-4000-8000-0000000000aa";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private KalshiFrames() {}

    static ObjectNode snapshot(KalshiListing listing, Market market, boolean yesPrice) {
        ObjectNode msg =
                JSON.objectNode().put("market_ticker", listing.ticker()).put("market_id", listing.marketId());
        levels(msg, "yes_dollars_fp", market, BookSide.BID, true);
        levels(msg, "no_dollars_fp", market, BookSide.ASK, yesPrice);
        return msg;
    }

    /** Adds a side, own-leg prices ascending; an empty side is absent. */
    private static void levels(ObjectNode msg, String field, Market market, BookSide side, boolean yesPrice) {
        ArrayNode levels = sideLevels(market, side, yesPrice);
        if (!levels.isEmpty()) {
            msg.set(field, levels);
        }
    }

    /** Levels with the best bid of the leg last: ascending in the leg's own price. */
    static ArrayNode sideLevels(Market market, BookSide side, boolean yesPrice) {
        List<ArrayNode> bestFirst = new ArrayList<>();
        market.forEachLevel(
                side,
                (price, qty) -> bestFirst.add(JSON.arrayNode()
                        .add(Fixed.price(yesPrice ? price : Micros.ONE - price))
                        .add(Fixed.count(qty))));
        ArrayNode levels = JSON.arrayNode();
        for (int i = bestFirst.size() - 1; i >= 0; i--) {
            levels.add(bestFirst.get(i));
        }
        return levels;
    }

    /** Written by hand: deltas are nearly all of a busy market's messages. @param time text of {@code timestampNs} */
    static String delta(KalshiListing listing, LevelChange change, boolean yesPrice, long timestampNs, String time) {
        boolean bid = change.side() == BookSide.BID;
        long price = bid || yesPrice ? change.yesPriceMicros() : Micros.ONE - change.yesPriceMicros();
        StringBuilder msg = new StringBuilder(320)
                .append("{\"market_ticker\":\"")
                .append(listing.ticker())
                .append("\",\"market_id\":\"")
                .append(listing.marketId())
                .append("\",\"price_dollars\":\"")
                .append(Fixed.price(price))
                .append("\",\"delta_fp\":\"")
                .append(Fixed.count(change.deltaMicros()))
                .append(bid ? "\",\"side\":\"yes\",\"ts\":\"" : "\",\"side\":\"no\",\"ts\":\"")
                .append(time)
                .append("\",\"ts_ms\":")
                .append(Fixed.millis(timestampNs));
        Order order = change.order();
        if (order != null && !order.account().isUnlimited()) {
            if (order.clientOrderId() != null) {
                msg.append(",\"client_order_id\":").append(JSON.textNode(order.clientOrderId()));
            }
            msg.append(",\"subaccount\":0");
        }
        return msg.append('}').toString();
    }

    static ObjectNode trade(Market market, Trade trade, long timestampNs) {
        boolean bid = trade.taker().order().side() == BookSide.BID;
        return JSON.objectNode()
                .put("trade_id", trade.id())
                .put("market_ticker", market.id())
                .put("yes_price_dollars", Fixed.price(trade.yesPriceMicros()))
                .put("no_price_dollars", Fixed.price(Micros.ONE - trade.yesPriceMicros()))
                .put("count_fp", Fixed.count(trade.qtyMicros()))
                .put("taker_outcome_side", bid ? "yes" : "no")
                .put("taker_book_side", bid ? "bid" : "ask")
                .put("taker_side", bid ? "yes" : "no")
                .put("is_block_trade", false)
                .put("ts", Fixed.seconds(timestampNs))
                .put("ts_ms", Fixed.millis(timestampNs));
    }

    static ObjectNode ticker(KalshiListing listing, Market market, long timestampNs) {
        long bid = market.bestMicros(BookSide.BID);
        long ask = market.bestMicros(BookSide.ASK);
        return JSON.objectNode()
                .put("market_ticker", listing.ticker())
                .put("market_id", listing.marketId())
                .put("price_dollars", Fixed.price(Math.max(0, market.lastTradeMicros())))
                .put("yes_bid_dollars", Fixed.price(Math.max(0, bid)))
                .put("yes_ask_dollars", Fixed.price(ask < 0 ? Micros.ONE : ask))
                .put("yes_bid_size_fp", Fixed.count(bid < 0 ? 0 : market.qtyAt(BookSide.BID, bid)))
                .put("yes_ask_size_fp", Fixed.count(ask < 0 ? 0 : market.qtyAt(BookSide.ASK, ask)))
                .put("last_trade_size_fp", Fixed.count(market.lastTradeQtyMicros()))
                .put("volume_fp", Fixed.count(market.volumeMicros()))
                .put("open_interest_fp", Fixed.count(market.openInterestMicros()))
                .put("dollar_volume", market.volumeMicros() / Micros.ONE)
                .put("dollar_open_interest", market.openInterestMicros() / Micros.ONE)
                .put("ts", Fixed.seconds(timestampNs))
                .put("ts_ms", Fixed.millis(timestampNs))
                .put("time", Fixed.time(timestampNs));
    }

    static ObjectNode fill(KalshiListing listing, Fill fill) {
        Order order = fill.order();
        boolean bid = order.side() == BookSide.BID;
        ObjectNode msg = JSON.objectNode().put("trade_id", fill.tradeId()).put("order_id", order.id());
        if (order.clientOrderId() != null) {
            msg.put("client_order_id", order.clientOrderId());
        }
        return msg.put("market_ticker", listing.ticker())
                .put("exchange_index", listing.exchangeIndex())
                .put("is_taker", fill.taker())
                .put("yes_price_dollars", Fixed.price(fill.yesPriceMicros()))
                .put("count_fp", Fixed.count(fill.qtyMicros()))
                .put("fee_cost", Fixed.money(fill.feeMicros()))
                .put("outcome_side", bid ? "yes" : "no")
                .put("book_side", bid ? "bid" : "ask")
                .put("side", bid ? "yes" : "no")
                .put("action", "buy")
                .put("purchased_side", bid ? "yes" : "no")
                .put("post_position_fp", Fixed.count(fill.postYesMicros() - fill.postNoMicros()))
                .put("ts", Fixed.seconds(fill.timestampNs()))
                .put("ts_ms", Fixed.millis(fill.timestampNs()))
                .put("subaccount", 0);
    }

    /** Describes the order as it stands. @param update its last step, which tells why */
    static ObjectNode userOrder(KalshiListing listing, OrderUpdate update) {
        Order order = update.order();
        boolean bid = order.side() == BookSide.BID;
        ObjectNode msg = JSON.objectNode().put("order_id", order.id()).put("user_id", USER_ID);
        if (order.clientOrderId() != null) {
            msg.put("client_order_id", order.clientOrderId());
        }
        msg.put("ticker", listing.ticker())
                .put("exchange_index", listing.exchangeIndex())
                .put("status", status(order))
                .put("outcome_side", bid ? "yes" : "no")
                .put("book_side", bid ? "bid" : "ask")
                .put("side", bid ? "yes" : "no")
                .put("is_yes", bid)
                .put("yes_price_dollars", Fixed.price(order.yesPriceMicros()))
                .put("initial_count_fp", Fixed.count(order.qtyMicros()))
                .put("fill_count_fp", Fixed.count(order.filledMicros()))
                .put("remaining_count_fp", Fixed.count(order.remainingMicros()))
                .put("taker_fill_cost_dollars", Fixed.money(order.takerCostMicros()))
                .put("maker_fill_cost_dollars", Fixed.money(order.makerCostMicros()))
                .put("taker_fees_dollars", Fixed.money(order.takerFeesMicros()))
                .put("maker_fees_dollars", Fixed.money(order.makerFeesMicros()))
                .put("self_trade_prevention_type", selfTrade(order))
                .put("created_time", Fixed.time(order.createdNs()))
                .put("created_ts_ms", Fixed.millis(order.createdNs()))
                .put("last_update_time", Fixed.time(order.updatedNs()))
                .put("last_updated_ts_ms", Fixed.millis(order.updatedNs()));
        String reason = reason(update);
        if (reason != null) {
            msg.put("last_update_reason", reason);
        }
        return msg.put("subaccount_number", 0);
    }

    static ObjectNode position(KalshiListing listing, Holding holding) {
        return JSON.objectNode()
                .put("user_id", USER_ID)
                .put("market_ticker", listing.ticker())
                .put("position_fp", Fixed.count(holding.netMicros()))
                .put("position_cost_dollars", Fixed.money(holding.exposureMicros()))
                .put("realized_pnl_dollars", Fixed.money(holding.realizedMicros()))
                .put("fees_paid_dollars", Fixed.money(holding.feesMicros()))
                .put("position_fee_cost_dollars", Fixed.money(holding.feesMicros()))
                .put("volume_fp", Fixed.count(holding.volumeMicros()))
                .put("subaccount", 0);
    }

    static ObjectNode groupUpdate(String eventType, OrderGroup group, long timestampNs) {
        return JSON.objectNode()
                .put("event_type", eventType)
                .put("order_group_id", group.id())
                .put("contracts_limit_fp", Fixed.count(group.limitMicros()))
                .put("exchange_index", group.shard())
                .put("ts_ms", Fixed.millis(timestampNs));
    }

    static String status(Order order) {
        return order.status() == OrderStatus.LIVE
                ? "resting"
                : order.status() == OrderStatus.FILLED ? "executed" : "canceled";
    }

    static String selfTrade(Order order) {
        return order.request().selfTrade() == SelfTrade.CANCEL_MAKER ? "maker" : "taker_at_cross";
    }

    /** Absent for creation and a plain cancel. */
    private static String reason(OrderUpdate update) {
        switch (update.kind()) {
            case FILLED:
                return "Trade";
            case AMENDED:
                return "Amend";
            case DECREASED:
                return "Decrease";
            default:
                break;
        }
        CancelReason reason = update.order().cancelReason();
        if (update.kind() == OrderUpdate.Kind.PLACED || reason == null) {
            return null;
        }
        return switch (reason) {
            case CLOSE -> "CloseCancel";
            case HALT -> "HaltCancel";
            case SELF_TRADE -> "SelfTradeCancel";
            case EXPIRY -> "ExpiryCancel";
            case USER, IMMEDIATE, DUST, GROUP -> null;
        };
    }
}
