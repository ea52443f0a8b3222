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

    /** Ticker of the benchmark's market. */
    public static String ticker() {
        return TICKER;
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

    /** One level moved: both tokens, as the venue sends it (about 600 bytes). */
    static byte[] polymarketPriceChange(String size) {
        return priceChange("0.49", "0.51", size, "BUY", "SELL");
    }

    /** One level of both tokens; price and side as each of them tells it. */
    public static byte[] priceChange(String price, String mirrored, String size, String side, String otherSide) {
        return bytes("{\"market\":\"" + CONDITION + "\", \"price_changes\":[{\"asset_id\":\"" + YES_TOKEN
                + "\", \"price\":\"" + price + "\", \"size\":\"" + size + "\", \"side\":\"" + side
                + "\", \"hash\":\"e3410359d71458619127b4dd21b72d79b6193e74\", \"best_bid\":\"0.5\", "
                + "\"best_ask\":\"0.51\"}, {\"asset_id\":\"" + NO_TOKEN + "\", \"price\":\"" + mirrored
                + "\", \"size\":\"" + size + "\", \"side\":\"" + otherSide
                + "\", \"hash\":\"a8410359d71458619127b4dd21b72d79b6193e11\", \"best_bid\":\"0.49\", "
                + "\"best_ask\":\"0.5\"}], \"timestamp\":\"1790766966313\", \"event_type\":\"price_change\"}");
    }

    /** A whole book of one token: bids below 0.500, asks above, on the grid of thousandths. */
    static byte[] polymarketBook(int levels) {
        StringBuilder json = new StringBuilder(16_384)
                .append("[{\"market\":\"")
                .append(CONDITION)
                .append("\",\"asset_id\":\"")
                .append(YES_TOKEN)
                .append(
                        "\",\"timestamp\":\"1790766966313\",\"hash\":\"e3410359d71458619127b4dd21b72d79b6193e74\",\"bids\":[");
        for (int i = 0; i < levels; i++) {
            level(json, i, 500 - (levels - i), 120 + i);
        }
        json.append("],\"asks\":[");
        for (int i = 0; i < levels; i++) {
            level(json, i, 500 + (levels - i), 130 + i);
        }
        json.append("],\"tick_size\":\"0.001\",\"event_type\":\"book\",\"last_trade_price\":\"0.500\"}]\n");
        return bytes(json.toString());
    }

    private static void level(StringBuilder json, int index, int thousandths, int size) {
        json.append(index == 0 ? "" : ",")
                .append("{\"price\":\"0.")
                .append(thousandths)
                .append("\",\"size\":\"")
                .append(size)
                .append(".51\"}");
    }

    /** A print (about 390 bytes). */
    static byte[] polymarketTrade(String price, String size) {
        return bytes("{\"market\":\"" + CONDITION + "\", \"asset_id\":\"" + YES_TOKEN + "\", \"price\":\"" + price
                + "\", \"size\":\"" + size + "\", \"fee_rate_bps\":\"0\", \"side\":\"BUY\", "
                + "\"timestamp\":\"1790767298674\", \"event_type\":\"last_trade_price\", "
                + "\"transaction_hash\":\"0x" + "e3".repeat(32) + "\"}");
    }

    /** One level moved by a difference (about 330 bytes); the sequence number is {@link VenueSequence}'s to write. */
    public static byte[] kalshiDelta(String price, String delta, String side) {
        return bytes("{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":" + VenueSequence.FIRST
                + ",\"msg\":{\"market_ticker\":\"" + TICKER
                + "\",\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\",\"price_dollars\":\"" + price
                + "\",\"delta_fp\":\"" + delta + "\",\"side\":\"" + side
                + "\",\"ts\":\"2026-05-14T04:38:12.123456Z\",\"ts_ms\":1778733492123},"
                + "\"sending_ts_ms\":1778733492125}\n");
    }

    /** A whole book, {@code levels} a side, sizes as {@link #kalshiSize} tells. */
    static byte[] kalshiSnapshot(int levels) {
        StringBuilder json = kalshiSnapshotHead();
        for (int i = 0; i < levels; i++) {
            kalshiLevel(json, i == 0, 4_500 - 10 * (levels - i), kalshiSize(i));
        }
        json.append("],\"no_dollars_fp\":[");
        for (int i = 0; i < levels; i++) {
            kalshiLevel(json, i == 0, 5_000 - 10 * (levels - i), kalshiSize(i));
        }
        return kalshiSnapshotEnd(json);
    }

    /** Hundredths of a contract at the level {@code index}, lowest price first. */
    static int kalshiSize(int index) {
        return 10_025 + 100 * index;
    }

    /** A whole book up to its first level of the first side. */
    public static StringBuilder kalshiSnapshotHead() {
        return new StringBuilder(8_192)
                .append("{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":")
                .append(VenueSequence.FIRST)
                .append(",\"msg\":{\"market_ticker\":\"")
                .append(TICKER)
                .append("\",\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\",\"yes_dollars_fp\":[");
    }

    /** One level, in hundredths of cents and of contracts. */
    public static void kalshiLevel(StringBuilder json, boolean first, int hundredthsOfCents, int hundredths) {
        json.append(first ? "" : ",")
                .append("[\"")
                .append(kalshiPrice(hundredthsOfCents))
                .append("\",\"")
                .append(kalshiQty(hundredths))
                .append("\"]");
    }

    /** What follows the last level of the second side. */
    public static byte[] kalshiSnapshotEnd(StringBuilder json) {
        return bytes(json.append("]},\"sending_ts_ms\":1778733492125}\n").toString());
    }

    /** Four decimals. */
    public static String kalshiPrice(int hundredthsOfCents) {
        return "0." + String.format(Locale.ROOT, "%04d", hundredthsOfCents);
    }

    /** Two decimals, signed. */
    static String kalshiQty(int hundredths) {
        return (hundredths < 0 ? "-" : "") + Math.abs(hundredths) / 100 + "."
                + String.format(Locale.ROOT, "%02d", Math.abs(hundredths) % 100);
    }

    /** A print (about 420 bytes). */
    static byte[] kalshiTrade(String yesPrice, String noPrice, String count) {
        return bytes("{\"type\":\"trade\",\"sid\":1,\"seq\":" + VenueSequence.FIRST
                + ",\"msg\":{\"trade_id\":\"0d3f2c11-9e55-4c44-8f6c-4b1df2f0aa41\",\"market_ticker\":\"" + TICKER
                + "\",\"yes_price_dollars\":\"" + yesPrice + "\",\"no_price_dollars\":\"" + noPrice
                + "\",\"count_fp\":\"" + count + "\",\"taker_side\":\"yes\",\"taker_outcome_side\":\"yes\","
                + "\"taker_book_side\":\"bid\",\"is_block_trade\":false,\"ts\":1778733492,\"ts_ms\":1778733492123},"
                + "\"sending_ts_ms\":1778733492125}\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
