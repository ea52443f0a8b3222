package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.json.TextMap;
import org.agrona.DirectBuffer;

/** The words of the market channel: field names, message types, sides, bare texts. A word's number is its place. */
final class MarketWords {
    static final int EVENT_TYPE = 0;
    static final int MARKET = 1;
    static final int ASSET_ID = 2;
    static final int TIMESTAMP = 3;
    static final int BIDS = 4;
    static final int ASKS = 5;
    static final int TICK_SIZE = 6;
    static final int NEW_TICK_SIZE = 7;
    static final int PRICE_CHANGES = 8;
    static final int CHANGES = 9;
    static final int PRICE = 10;
    static final int SIZE = 11;
    static final int SIDE = 12;
    static final int WINNER = 13;
    static final int HASH = 14;
    static final int LAST_TRADE_PRICE = 15;
    static final int VERSION = 16;
    static final TextMap FIELDS = TextMap.of(
            "event_type",
            "market",
            "asset_id",
            "timestamp",
            "bids",
            "asks",
            "tick_size",
            "new_tick_size",
            "price_changes",
            "changes",
            "price",
            "size",
            "side",
            "winning_asset_id",
            "hash",
            "last_trade_price",
            "version");

    static final int BOOK = 0;
    static final int PRICE_CHANGE = 1;
    static final int TRADE = 2;
    static final int TICK_CHANGE = 3;
    static final int BEST_BID_ASK = 4;
    static final int NEW_MARKET = 5;
    static final int RESOLVED = 6;
    static final TextMap TYPES = TextMap.of(
            "book",
            "price_change",
            "last_trade_price",
            "tick_size_change",
            "best_bid_ask",
            "new_market",
            "market_resolved");
    static final TextMap SIDES = TextMap.of("", "BUY", "SELL", "buy", "sell", "Buy", "Sell");
    static final TextMap TEXTS = TextMap.of("PONG", "NO NEW ASSETS", "INVALID OPERATION");
    static final TextMap VERSIONS = TextMap.of("v1", "v2");
    static final int V2 = 1;

    private MarketWords() {}

    /** Whether the frame begins like an object or an array; else it is a bare text. */
    static boolean isJson(DirectBuffer frame, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = frame.getByte(i);
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }
}
