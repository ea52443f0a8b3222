package io.parallax.gateway.polymarket.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.polymarket.Vectors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One market as the venue has it, as plain as can be: trees and strings. Says what the venue would, with its hashes. */
public final class PlainVenue {
    final TreeMap<Long, Long> bids = new TreeMap<>();
    final TreeMap<Long, Long> asks = new TreeMap<>();
    String lastPrice = "";
    String tick = "0.01";
    String minOrderSize = "5";
    boolean negRisk;
    boolean versionTwo;
    public long timeMs = 1_790_000_000_000L;

    public PlainVenue set(boolean bid, String price, String size) {
        long qty = Micros.parse(size);
        TreeMap<Long, Long> side = bid ? bids : asks;
        if (qty == 0) {
            side.remove(Micros.parse(price));
        } else {
            side.put(Micros.parse(price), qty);
        }
        return this;
    }

    /** The book as the socket sends it after subscribing. */
    public JsonNode snapshot(boolean second) {
        return json(head(second) + "\"hash\":\"" + hash(second) + "\"," + sides(second) + ",\"tick_size\":\"" + tick
                + "\",\"event_type\":\"book\",\"last_trade_price\":\"" + lastPrice + "\""
                + (versionTwo ? ",\"version\":\"v2\"}" : "}"));
    }

    /** The book as the socket sends it for a trade. */
    public JsonNode bookOfTrade(boolean second) {
        return json(head(second) + sides(second) + ",\"hash\":\"" + hash(second) + "\",\"event_type\":\"book\"}");
    }

    /** The book as REST answers it. */
    public String rest(boolean second) {
        return rest(second, hash(second));
    }

    String rest(boolean second, String hash) {
        return head(second) + "\"hash\":\"" + hash + "\"," + sides(second) + tail() + "}";
    }

    /** Changes levels (each "bid 0.48 10") as one event: a frame a level, all with the hash of the end. */
    public List<JsonNode> change(String... changes) {
        for (String change : changes) {
            String[] words = change.split(" ");
            set(words[0].equals("bid"), words[1], words[2]);
        }
        List<JsonNode> frames = new ArrayList<>();
        for (String change : changes) {
            String[] words = change.split(" ");
            boolean bid = words[0].equals("bid");
            frames.add(json("{\"market\":\"" + VerifyRig.MARKET + "\",\"price_changes\":["
                    + entry(VerifyRig.YES, words[1], words[2], bid, hash(false)) + ","
                    + entry(
                            VerifyRig.NO,
                            Micros.format(Micros.ONE - Micros.parse(words[1])),
                            words[2],
                            !bid,
                            hash(true))
                    + "],\"timestamp\":\"" + timeMs + "\",\"event_type\":\"price_change\"}"));
        }
        return frames;
    }

    /** The price of a trade, told for the first outcome. */
    JsonNode trade(String price) {
        return json("{\"asset_id\":\"" + VerifyRig.YES + "\",\"price\":\"" + price
                + "\",\"size\":\"1\",\"side\":\"BUY\",\"timestamp\":\"" + (timeMs + 35)
                + "\",\"event_type\":\"last_trade_price\"}");
    }

    private static String entry(String token, String price, String size, boolean buy, String hash) {
        return "{\"asset_id\":\"" + token + "\",\"price\":\"" + price + "\",\"size\":\"" + size + "\",\"side\":\""
                + (buy ? "BUY" : "SELL") + "\",\"hash\":\"" + hash + "\"}";
    }

    String hash(boolean second) {
        String preimage = head(second) + "\"hash\":\"\"," + sides(second) + tail() + "}";
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(preimage.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String head(boolean second) {
        return "{\"market\":\"" + VerifyRig.MARKET + "\",\"asset_id\":\"" + (second ? VerifyRig.NO : VerifyRig.YES)
                + "\",\"timestamp\":\"" + timeMs + "\",";
    }

    private String tail() {
        return ",\"min_order_size\":\"" + minOrderSize + "\",\"tick_size\":\"" + tick + "\",\"neg_risk\":" + negRisk
                + ",\"last_trade_price\":\"" + lastPrice + "\"" + (versionTwo ? ",\"version\":\"v2\"" : "");
    }

    private String sides(boolean second) {
        return "\"bids\":[" + levels(second ? asks : bids, second, true) + "],\"asks\":["
                + levels(second ? bids : asks, second, false) + "]";
    }

    /** Prices of the second outcome run the other way. */
    private static String levels(TreeMap<Long, Long> side, boolean second, boolean ascending) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Long> level : (ascending == second ? side.descendingMap() : side).entrySet()) {
            long price = second ? Micros.ONE - level.getKey() : level.getKey();
            text.append(text.length() == 0 ? "" : ",")
                    .append("{\"price\":\"")
                    .append(Micros.format(price))
                    .append("\",\"size\":\"")
                    .append(Micros.format(level.getValue()))
                    .append("\"}");
        }
        return text.toString();
    }

    private static JsonNode json(String text) {
        try {
            return Vectors.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
