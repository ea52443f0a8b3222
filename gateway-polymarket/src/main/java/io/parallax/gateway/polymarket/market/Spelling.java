package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.json.BytePattern;

/**
 * What stands between the values of a message, in the venue's own key order and one way of spacing. A pattern begins with
 * the quote that closes the value before it and ends with the one that opens the value behind it.
 */
final class Spelling {
    /** No white space: the book after subscribing. */
    static final Spelling COMPACT = new Spelling(",", ":");
    /** A space behind commas: every later message. */
    static final Spelling LIVE = new Spelling(", ", ":");
    /** A space behind commas and colons: what the usual JSON printers of Python write. */
    static final Spelling SPACED = new Spelling(", ", ": ");

    /** Begins a message of {@link #COMPACT} and {@link #LIVE}. */
    static final BytePattern BEGIN = BytePattern.of("{\"market\":\"");
    /** Begins a message of {@link #SPACED}. */
    static final BytePattern BEGIN_SPACED = BytePattern.of("{\"market\": \"");

    final BytePattern firstChange;
    final BytePattern nextChange;
    final BytePattern price;
    final BytePattern size;
    final BytePattern side;
    final BytePattern hash;
    final BytePattern bestBid;
    final BytePattern bestAsk;
    final BytePattern changesTime;
    final BytePattern changesEnd;
    final BytePattern asset;
    final BytePattern time;
    final BytePattern bids;
    final BytePattern asks;
    final BytePattern firstLevel;
    final BytePattern nextLevel;
    final BytePattern lastLevel;
    final BytePattern tick;
    final BytePattern lastTrade;
    final BytePattern end;
    final BytePattern endOfV2;
    final BytePattern hashAfterTrade;
    final BytePattern endAfterTrade;
    final BytePattern feeRate;
    final BytePattern tradeType;
    final BytePattern transaction;
    final BytePattern spread;
    final BytePattern bestPricesEnd;

    private Spelling(String comma, String colon) {
        firstChange = BytePattern.of("\"" + key(comma, "price_changes", colon) + "[{\"asset_id\"" + colon + "\"");
        nextChange = BytePattern.of("\"}" + comma + "{\"asset_id\"" + colon + "\"");
        price = text("\"", comma, "price", colon);
        size = text("\"", comma, "size", colon);
        side = text("\"", comma, "side", colon);
        hash = text("\"", comma, "hash", colon);
        bestBid = text("\"", comma, "best_bid", colon);
        bestAsk = text("\"", comma, "best_ask", colon);
        changesTime = text("\"}]", comma, "timestamp", colon);
        changesEnd = BytePattern.of("\"" + key(comma, "event_type", colon) + "\"price_change\"}");
        asset = text("\"", comma, "asset_id", colon);
        time = text("\"", comma, "timestamp", colon);
        bids = BytePattern.of("\"" + key(comma, "bids", colon) + "[");
        asks = BytePattern.of(key(comma, "asks", colon) + "[");
        firstLevel = BytePattern.of("{\"price\"" + colon + "\"");
        nextLevel = BytePattern.of("\"}" + comma + "{\"price\"" + colon + "\"");
        lastLevel = BytePattern.of("\"}]");
        tick = text("", comma, "tick_size", colon);
        lastTrade = BytePattern.of(
                "\"" + key(comma, "event_type", colon) + "\"book\"" + key(comma, "last_trade_price", colon) + "\"");
        end = BytePattern.of("\"}");
        endOfV2 = BytePattern.of("\"" + key(comma, "version", colon) + "\"v2\"}");
        hashAfterTrade = text("", comma, "hash", colon);
        endAfterTrade = BytePattern.of("\"" + key(comma, "event_type", colon) + "\"book\"}");
        feeRate = text("\"", comma, "fee_rate_bps", colon);
        tradeType = BytePattern.of("\"" + key(comma, "event_type", colon) + "\"last_trade_price");
        transaction = text("\"", comma, "transaction_hash", colon);
        spread = text("\"", comma, "spread", colon);
        bestPricesEnd = BytePattern.of("\"" + key(comma, "event_type", colon) + "\"best_bid_ask\"}");
    }

    private static String key(String comma, String name, String colon) {
        return comma + "\"" + name + "\"" + colon;
    }

    private static BytePattern text(String before, String comma, String name, String colon) {
        return BytePattern.of(before + key(comma, name, colon) + "\"");
    }
}
