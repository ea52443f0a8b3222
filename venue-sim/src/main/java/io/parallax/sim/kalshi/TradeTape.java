package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Trade;
import java.util.ArrayDeque;

/** The last public trades, newest first. */
final class TradeTape {
    private static final int CAPACITY = 1_000;

    private final ArrayDeque<ObjectNode> trades = new ArrayDeque<>();

    void add(Market market, Trade trade, long timestampNs) {
        ObjectNode node = KalshiFrames.trade(market, trade, timestampNs);
        node.set("ticker", node.remove("market_ticker"));
        node.remove("ts");
        node.remove("ts_ms");
        node.put("created_time", Fixed.time(timestampNs));
        trades.addFirst(node);
        if (trades.size() > CAPACITY) {
            trades.removeLast();
        }
    }

    void copyTo(ArrayNode target, String ticker, int limit) {
        for (ObjectNode trade : trades) {
            if (target.size() == limit) {
                return;
            }
            if (ticker == null || ticker.equals(trade.get("ticker").asText())) {
                target.add(trade);
            }
        }
    }
}
