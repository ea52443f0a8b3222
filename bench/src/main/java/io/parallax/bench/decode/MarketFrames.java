package io.parallax.bench.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Frames in the venues' shapes, made up here: same fields, same lengths, other numbers. */
public final class MarketFrames {
    static final String CONDITION = "0x" + "5a".repeat(32);
    static final String YES_TOKEN = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
    static final String NO_TOKEN = "10726851105893121441976415044785550794620582864839872973127370351200548678822";
    static final String TICKER = "KXBENCH-26NOV200045-45";

    private MarketFrames() {}

    /** Condition id of the benchmark's market. */
    public static String condition() {
        return CONDITION;
    }

    /** Token of its first outcome. */
    public static String yesToken() {
        return YES_TOKEN;
    }

    /** Token of its second outcome. */
    public static String noToken() {
        return NO_TOKEN;
    }

    /** A book of ten cents a side around 0.50, on the cent grid. */
    public static byte[] book() {
        StringBuilder json = new StringBuilder(
                "[{\"market\":\"" + CONDITION + "\",\"asset_id\":\"" + YES_TOKEN
                        + "\",\"timestamp\":\"1790766966313\",\"hash\":\"e3410359d71458619127b4dd21b72d79b6193e74\",\"bids\":[");
        for (int cents = 20; cents < 30; cents++) {
            json.append(cents == 20 ? "" : ",").append("{\"price\":\"0." + cents + "\",\"size\":\"500\"}");
        }
        json.append("],\"asks\":[");
        for (int cents = 69; cents >= 60; cents--) {
            json.append(cents == 69 ? "" : ",").append("{\"price\":\"0." + cents + "\",\"size\":\"500\"}");
        }
        return bytes(json.append("],\"tick_size\":\"0.01\",\"event_type\":\"book\",\"last_trade_price\":\"0.500\"}]\n")
                .toString());
    }

    /** A bid below the market takes a new size: nothing to do. */
    public static byte[] bid(String size) {
        return priceChange("0.28", "0.72", size, "BUY", "SELL");
    }

    /** An offer at 0.40 appears, or goes with size "0". */
    public static byte[] ask(String size) {
        return priceChange("0.4", "0.6", size, "SELL", "BUY");
    }

    /** One level moved: both tokens, as the venue sends it (about 560 bytes). */
    static byte[] polymarketPriceChange(String size) {
        return priceChange("0.49", "0.51", size, "BUY", "SELL");
    }

    private static byte[] priceChange(String price, String mirrored, String size, String side, String otherSide) {
        return bytes("{\"market\": \"" + CONDITION + "\", \"price_changes\": [{\"asset_id\": \"" + YES_TOKEN
                + "\", \"price\": \"" + price + "\", \"size\": \"" + size + "\", \"side\": \"" + side
                + "\", \"hash\": \"e3410359d71458619127b4dd21b72d79b6193e74\", \"best_bid\": \"0.5\", "
                + "\"best_ask\": \"0.51\"}, {\"asset_id\": \"" + NO_TOKEN + "\", \"price\": \"" + mirrored
                + "\", \"size\": \"" + size + "\", \"side\": \"" + otherSide
                + "\", \"hash\": \"a8410359d71458619127b4dd21b72d79b6193e11\", \"best_bid\": \"0.49\", "
                + "\"best_ask\": \"0.5\"}], \"timestamp\": \"1790766966313\", \"event_type\": \"price_change\"}");
    }

    /** A whole book of one token. */
    static byte[] polymarketBook(int levels) {
        StringBuilder json = new StringBuilder(8192)
                .append("[{\"market\":\"")
                .append(CONDITION)
                .append("\",\"asset_id\":\"")
                .append(YES_TOKEN)
                .append(
                        "\",\"timestamp\":\"1790766966313\",\"hash\":\"e3410359d71458619127b4dd21b72d79b6193e74\",\"bids\":[");
        for (int i = 0; i < levels; i++) {
            level(json, i, 0.50 - (levels - i) * 0.001, 120 + i);
        }
        json.append("],\"asks\":[");
        for (int i = 0; i < levels; i++) {
            level(json, i, 0.50 + (levels - i) * 0.001, 130 + i);
        }
        json.append("],\"tick_size\":\"0.001\",\"event_type\":\"book\",\"last_trade_price\":\"0.500\"}]\n");
        return bytes(json.toString());
    }

    private static void level(StringBuilder json, int index, double price, int size) {
        json.append(index == 0 ? "" : ",")
                .append("{\"price\":\"")
                .append(String.format(Locale.ROOT, "%.3f", price))
                .append("\",\"size\":\"")
                .append(size)
                .append(".51\"}");
    }

    /** One level moved by a difference (about 260 bytes). */
    static byte[] kalshiDelta(long seq, String delta) {
        return bytes(
                "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":" + seq + ",\"msg\":{\"market_ticker\":\"" + TICKER
                        + "\",\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\",\"price_dollars\":\"0.4200\",\"delta_fp\":\""
                        + delta + "\",\"side\":\"yes\",\"ts\":\"2026-05-14T04:38:12.123456Z\",\"ts_ms\":1778733492123},"
                        + "\"sending_ts_ms\":1778733492125}\n");
    }

    /** A whole book, {@code levels} a side. */
    static byte[] kalshiSnapshot(long seq, int levels) {
        StringBuilder json = new StringBuilder(4096)
                .append("{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":")
                .append(seq)
                .append(",\"msg\":{\"market_ticker\":\"")
                .append(TICKER)
                .append("\",\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\",\"yes_dollars_fp\":[");
        for (int i = 0; i < levels; i++) {
            pair(json, i, 0.45 - (levels - i) * 0.001);
        }
        json.append("],\"no_dollars_fp\":[");
        for (int i = 0; i < levels; i++) {
            pair(json, i, 0.50 - (levels - i) * 0.001);
        }
        return bytes(json.append("]}}\n").toString());
    }

    private static void pair(StringBuilder json, int index, double price) {
        json.append(index == 0 ? "" : ",")
                .append("[\"")
                .append(String.format(Locale.ROOT, "%.4f", price))
                .append("\",\"")
                .append(100 + index)
                .append(".25\"]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
