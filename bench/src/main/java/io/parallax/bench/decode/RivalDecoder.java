package io.parallax.bench.decode;

import java.io.IOException;

/**
 * A library that reads a market frame of either venue: every price and size exactly in micros, side, ids compared with the
 * ones it knows, sequence number and times. It publishes nothing and keeps no book. All rivals give the same sum.
 */
interface RivalDecoder {
    /** @return the sum of everything read, so that nothing of it can be left out */
    long read(byte[] frame) throws IOException;

    /** What a known word counts in the sum; 0 for a word nobody knows. */
    static int code(String word) {
        return switch (word) {
            case "orderbook_delta" -> 1;
            case "orderbook_snapshot" -> 2;
            case "trade" -> 3;
            case "price_change" -> 4;
            case "book" -> 5;
            case "last_trade_price" -> 6;
            case "yes", "bid", "BUY" -> 7;
            case "no", "ask", "SELL" -> 8;
            default -> 0;
        };
    }

    /** What an id counts in the sum; 0 for one that is not ours. */
    static int idCode(String id) {
        return id.equals(MarketFrames.YES_TOKEN) || id.equals(MarketFrames.CONDITION) || id.equals(MarketFrames.TICKER)
                ? 1
                : id.equals(MarketFrames.NO_TOKEN) ? 2 : 0;
    }
}
