package io.parallax.bench.scale;

import io.parallax.bench.decode.MarketFrames;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.nio.charset.StandardCharsets;

/** Frames of one market among many: {@link #LEVELS} levels a side on the cent grid, bids 0.30 to 0.49, asks 0.51 to 0.70. */
final class ScaleFrames {
    static final int LEVELS = 20;

    private static final int LOWEST_BID = 30;
    private static final int LOWEST_ASK = 51;
    private static final int HUNDREDTHS_A_CENT = 100;
    private static final int FIRST_QTY = 10_000;

    private ScaleFrames() {}

    /** The whole book of the first token. */
    static byte[] polymarketBook(PolymarketMarket market) {
        StringBuilder json = new StringBuilder(4_096)
                .append("[{\"market\":\"")
                .append(market.conditionId())
                .append("\",\"asset_id\":\"")
                .append(market.yesTokenId())
                .append("\",\"timestamp\":\"1790766966313\",")
                .append("\"hash\":\"e3410359d71458619127b4dd21b72d79b6193e74\",\"bids\":[");
        for (int i = 0; i < LEVELS; i++) {
            level(json, i == 0, LOWEST_BID + i);
        }
        json.append("],\"asks\":[");
        for (int i = LEVELS - 1; i >= 0; i--) {
            level(json, i == LEVELS - 1, LOWEST_ASK + i);
        }
        json.append("],\"tick_size\":\"0.01\",\"event_type\":\"book\",\"last_trade_price\":\"0.50\"}]\n");
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void level(StringBuilder json, boolean first, int cents) {
        json.append(first ? "" : ",").append("{\"price\":\"0.").append(cents).append("\",\"size\":\"100\"}");
    }

    /** A level of both tokens takes a new size. */
    static byte[] polymarketChange(PolymarketMarket market, boolean bid, int level, String size) {
        int cents = (bid ? LOWEST_BID : LOWEST_ASK) + level;
        byte[] frame = MarketFrames.priceChange(
                "0." + cents, "0." + (100 - cents), size, bid ? "BUY" : "SELL", bid ? "SELL" : "BUY");
        return text(frame)
                .replace(MarketFrames.condition(), market.conditionId())
                .replace(MarketFrames.yesToken(), market.yesTokenId())
                .replace(MarketFrames.noToken(), market.noTokenId())
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The whole book; the asks are bids of the other side. */
    static byte[] kalshiBook(String ticker) {
        StringBuilder json = MarketFrames.kalshiSnapshotHead();
        for (int i = 0; i < LEVELS; i++) {
            MarketFrames.kalshiLevel(json, i == 0, HUNDREDTHS_A_CENT * (LOWEST_BID + i), FIRST_QTY);
        }
        json.append("],\"no_dollars_fp\":[");
        for (int i = 0; i < LEVELS; i++) {
            MarketFrames.kalshiLevel(json, i == 0, HUNDREDTHS_A_CENT * (LOWEST_BID + i), FIRST_QTY);
        }
        return named(MarketFrames.kalshiSnapshotEnd(json), ticker);
    }

    /** A level gains ten contracts, or loses them. */
    static byte[] kalshiDelta(String ticker, boolean yes, int level, boolean more) {
        String price = MarketFrames.kalshiPrice(HUNDREDTHS_A_CENT * (LOWEST_BID + level));
        return named(MarketFrames.kalshiDelta(price, more ? "10.00" : "-10.00", yes ? "yes" : "no"), ticker);
    }

    private static byte[] named(byte[] frame, String ticker) {
        return text(frame).replace(MarketFrames.ticker(), ticker).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.US_ASCII);
    }
}
