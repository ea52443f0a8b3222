package io.parallax.gateway.polymarket.market;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.polymarket.Recorder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The venue's hash of the recorded market's book, to check a whole book against the venue's own word. */
final class BookHashes {
    private BookHashes() {}

    static String of(Recorder.Book book, String token, String timestamp, boolean second) {
        String preimage = "{\"market\":\"" + MarketRig.MARKET + "\",\"asset_id\":\"" + token + "\",\"timestamp\":\""
                + timestamp + "\",\"hash\":\"\",\"bids\":[" + levels(second ? book.asks : book.bids, second, true)
                + "],\"asks\":[" + levels(second ? book.bids : book.asks, second, false)
                + "],\"min_order_size\":\"5\",\"tick_size\":\"0.01\",\"neg_risk\":false,\"last_trade_price\":\"\"}";
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(preimage.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String levels(TreeMap<Long, Long> side, boolean second, boolean ascending) {
        TreeMap<Long, Long> sorted = new TreeMap<>();
        side.forEach((price, qty) -> sorted.put(second ? Micros.ONE - price : price, qty));
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Long, Long> level : (ascending ? sorted : sorted.descendingMap()).entrySet()) {
            out.append(out.length() == 0 ? "" : ",")
                    .append("{\"price\":\"")
                    .append(Micros.format(level.getKey()))
                    .append("\",\"size\":\"")
                    .append(Micros.format(level.getValue()))
                    .append("\"}");
        }
        return out.toString();
    }
}
