package io.parallax.sim.polymarket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The integrity check of a book: SHA-1 over compact JSON of the whole state in a fixed key order. */
final class BookHash {
    private BookHash() {}

    /**
     * @param timestamp ms since epoch of the last change, as sent
     * @param tickSize decimal text
     * @param lastTradePrice in terms of the first outcome for both tokens; empty when the market never traded
     */
    static String of(
            PolymarketMarket market, TokenBook book, String timestamp, String tickSize, String lastTradePrice) {
        return of(
                new Facts(
                        market.conditionId(),
                        Decimals.text(market.minOrderSizeMicros()),
                        tickSize,
                        market.negRisk(),
                        lastTradePrice,
                        market.protocolV2()),
                book,
                timestamp);
    }

    /** Everything that is hashed next to the levels, as text. */
    record Facts(
            String market,
            String minOrderSize,
            String tickSize,
            boolean negRisk,
            String lastTradePrice,
            boolean protocolV2) {}

    static String of(Facts facts, TokenBook book, String timestamp) {
        StringBuilder json = new StringBuilder(
                        256 + 32 * (book.bids().size() + book.asks().size()))
                .append("{\"market\":\"")
                .append(facts.market())
                .append("\",\"asset_id\":\"")
                .append(book.assetId())
                .append("\",\"timestamp\":\"")
                .append(timestamp)
                .append("\",\"hash\":\"\",\"bids\":");
        LevelText.COMPACT.append(json, book.bids()).append(",\"asks\":");
        LevelText.COMPACT
                .append(json, book.asks())
                .append(",\"min_order_size\":\"")
                .append(facts.minOrderSize())
                .append("\",\"tick_size\":\"")
                .append(facts.tickSize())
                .append("\",\"neg_risk\":")
                .append(facts.negRisk())
                .append(",\"last_trade_price\":\"")
                .append(facts.lastTradePrice())
                .append('"');
        if (facts.protocolV2()) {
            json.append(",\"version\":\"v2\"");
        }
        return sha1Hex(json.append('}').toString());
    }

    private static String sha1Hex(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is missing from this Java runtime", e);
        }
    }
}
