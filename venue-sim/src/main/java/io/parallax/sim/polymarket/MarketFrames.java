package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Text of the market socket's frames, key for key as recorded from the venue. */
final class MarketFrames {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MarketFrames() {}

    /** One book of the initial dump; the caller puts them into an array. */
    static StringBuilder snapshot(
            StringBuilder out,
            PolymarketMarket market,
            TokenBook book,
            String timestamp,
            String hash,
            String tickSize,
            String lastTradePrice) {
        out.append("{\"market\":\"").append(market.conditionId());
        out.append("\",\"asset_id\":\"").append(book.assetId());
        out.append("\",\"timestamp\":\"").append(timestamp);
        out.append("\",\"hash\":\"").append(hash).append("\",\"bids\":");
        LevelText.COMPACT.append(out, book.bids()).append(",\"asks\":");
        LevelText.COMPACT.append(out, book.asks());
        out.append(",\"tick_size\":\"").append(tickSize);
        out.append("\",\"event_type\":\"book\",\"last_trade_price\":\"").append(lastTradePrice);
        return out.append(market.protocolV2() ? "\",\"version\":\"v2\"}" : "\"}");
    }

    /** The answer to {@code GET /book}: the hashed fields and the hash, nothing else. */
    static StringBuilder restBook(
            StringBuilder out,
            PolymarketMarket market,
            TokenBook book,
            String timestamp,
            String hash,
            String tickSize,
            String lastTradePrice) {
        out.append("{\"market\":\"").append(market.conditionId());
        out.append("\",\"asset_id\":\"").append(book.assetId());
        out.append("\",\"timestamp\":\"").append(timestamp);
        out.append("\",\"hash\":\"").append(hash).append("\",\"bids\":");
        LevelText.COMPACT.append(out, book.bids()).append(",\"asks\":");
        LevelText.COMPACT.append(out, book.asks());
        out.append(",\"min_order_size\":\"").append(Decimals.text(market.minOrderSizeMicros()));
        out.append("\",\"tick_size\":\"").append(tickSize);
        out.append("\",\"neg_risk\":").append(market.negRisk());
        out.append(",\"last_trade_price\":\"").append(lastTradePrice);
        return out.append(market.protocolV2() ? "\",\"version\":\"v2\"}" : "\"}");
    }

    /** A whole book after a trade. */
    static String book(PolymarketMarket market, TokenBook book, String timestamp, String hash) {
        StringBuilder out = new StringBuilder(
                        256 + 40 * (book.bids().size() + book.asks().size()))
                .append("{\"market\":\"")
                .append(market.conditionId())
                .append("\", \"asset_id\":\"")
                .append(book.assetId())
                .append("\", \"bids\":");
        LevelText.SPACED.append(out, book.bids()).append(", \"asks\":");
        return LevelText.SPACED
                .append(out, book.asks())
                .append(", \"hash\":\"")
                .append(hash)
                .append("\", \"timestamp\":\"")
                .append(timestamp)
                .append("\", \"event_type\":\"book\"}")
                .toString();
    }

    /** One token's half of a {@code price_change} frame. */
    record Change(TokenBook after, String hash, long priceMicros, long qtyMicros, boolean bid) {}

    /** One level of the market: the named token's change, then the mirror's. */
    static String priceChange(PolymarketMarket market, Change named, Change mirror, String timestamp) {
        StringBuilder out = new StringBuilder(640)
                .append("{\"market\":\"")
                .append(market.conditionId())
                .append("\", \"price_changes\":[");
        appendChange(out, named).append(", ");
        return appendChange(out, mirror)
                .append("], \"timestamp\":\"")
                .append(timestamp)
                .append("\", \"event_type\":\"price_change\"}")
                .toString();
    }

    private static StringBuilder appendChange(StringBuilder out, Change change) {
        out.append("{\"asset_id\":\"").append(change.after().assetId());
        Decimals.append(out.append("\", \"price\":\""), change.priceMicros());
        Decimals.append(out.append("\", \"size\":\""), change.qtyMicros());
        out.append("\", \"side\":\"").append(change.bid() ? "BUY" : "SELL");
        out.append("\", \"hash\":\"").append(change.hash());
        out.append("\", \"best_bid\":\"").append(change.after().bestBid());
        return out.append("\", \"best_ask\":\"")
                .append(change.after().bestAsk())
                .append("\"}");
    }

    /** The public print of a trade, for the token the taker named. */
    static String lastTradePrice(
            PolymarketMarket market,
            String assetId,
            long priceMicros,
            long qtyMicros,
            boolean takerBuys,
            String timestamp,
            String transactionHash) {
        StringBuilder out = new StringBuilder(420).append("{\"market\":\"").append(market.conditionId());
        Decimals.append(out.append("\", \"asset_id\":\"").append(assetId).append("\", \"price\":\""), priceMicros);
        Decimals.append(out.append("\", \"size\":\""), qtyMicros);
        return out.append("\", \"fee_rate_bps\":\"0\", \"side\":\"")
                .append(takerBuys ? "BUY" : "SELL")
                .append("\", \"timestamp\":\"")
                .append(timestamp)
                .append("\", \"event_type\":\"last_trade_price\", \"transaction_hash\":\"")
                .append(transactionHash)
                .append("\"}")
                .toString();
    }

    /** A new tick, for one token. */
    static String tickSizeChange(
            PolymarketMarket market, String assetId, long oldTickMicros, long newTickMicros, String timestamp) {
        StringBuilder out = new StringBuilder(320).append("{\"market\":\"").append(market.conditionId());
        out.append("\", \"asset_id\":\"").append(assetId).append("\", \"old_tick_size\":\"");
        Decimals.append(out, oldTickMicros).append("\", \"new_tick_size\":\"");
        return Decimals.append(out, newTickMicros)
                .append("\", \"timestamp\":\"")
                .append(timestamp)
                .append("\", \"event_type\":\"tick_size_change\"}")
                .toString();
    }

    /** The extra event of connections with custom features: new best prices of one token. */
    static String bestBidAsk(PolymarketMarket market, TokenBook book, String timestamp) {
        boolean twoSided = !book.bids().isEmpty() && !book.asks().isEmpty();
        StringBuilder out = new StringBuilder(320).append("{\"market\":\"").append(market.conditionId());
        out.append("\", \"asset_id\":\"").append(book.assetId());
        out.append("\", \"best_bid\":\"").append(book.bids().isEmpty() ? "" : book.bestBid());
        out.append("\", \"best_ask\":\"").append(book.asks().isEmpty() ? "" : book.bestAsk());
        out.append("\", \"spread\":\"").append(twoSided ? Decimals.text(book.spreadMicros()) : "");
        return out.append("\", \"timestamp\":\"")
                .append(timestamp)
                .append("\", \"event_type\":\"best_bid_ask\"}")
                .toString();
    }

    /** A market that is new to the venue; numbers of the fee schedule are strings here. */
    static String newMarket(PolymarketMarket market, long tickMicros, String timestamp) {
        ObjectNode out = JSON.objectNode()
                .put("id", market.slug())
                .put("question", market.question())
                .put("market", market.conditionId())
                .put("slug", market.slug())
                .put("description", market.question());
        out.putArray("assets_ids")
                .add(market.first().tokenId())
                .add(market.second().tokenId());
        out.putArray("outcomes").add(market.first().name()).add(market.second().name());
        event(out, market).put("timestamp", timestamp).putArray("tags").add("All");
        out.put("condition_id", market.conditionId()).put("active", true);
        out.putArray("clob_token_ids")
                .add(market.first().tokenId())
                .add(market.second().tokenId());
        out.put("sports_market_type", "")
                .put("line", "")
                .put("game_start_time", "")
                .put("order_price_min_tick_size", Decimals.text(tickMicros))
                .put("group_item_title", "")
                .put("taker_base_fee", "0")
                .put("fees_enabled", market.feeRateMicros() != 0);
        out.putObject("fee_schedule")
                .put("exponent", Integer.toString(market.feeExponent()))
                .put("rate", Decimals.text(market.feeRateMicros()))
                .put("taker_only", true)
                .put("rebate_rate", "0");
        return out.put("event_type", "new_market").toString();
    }

    /** A market whose outcome is known. */
    static String resolved(PolymarketMarket market, PolymarketMarket.Outcome winner, String timestamp) {
        ObjectNode out = JSON.objectNode().put("id", market.slug()).put("market", market.conditionId());
        out.putArray("assets_ids")
                .add(market.first().tokenId())
                .add(market.second().tokenId());
        out.put("winning_asset_id", winner.tokenId()).put("winning_outcome", winner.name());
        event(out, market).put("timestamp", timestamp).putArray("tags").add("All");
        return out.put("event_type", "market_resolved").toString();
    }

    private static ObjectNode event(ObjectNode out, PolymarketMarket market) {
        out.putObject("event_message")
                .put("id", market.slug())
                .put("ticker", market.slug())
                .put("slug", market.slug())
                .put("title", market.question())
                .put("description", market.question());
        return out;
    }
}
