package io.parallax.sim.kalshi;

import java.util.LinkedHashSet;
import java.util.Set;

/** One channel of one connection: its number, its markets and its own sequence. */
final class Subscription {
    final int sid;
    final Channel channel;
    /** Markets by ticker; empty means all where the channel allows that. */
    final Set<String> tickers = new LinkedHashSet<>();

    boolean yesPrice;
    private long seq;

    Subscription(int sid, Channel channel) {
        this.sid = sid;
        this.channel = channel;
    }

    long nextSeq() {
        return ++seq;
    }

    boolean covers(String ticker) {
        return tickers.contains(ticker) || tickers.isEmpty() && channel != Channel.ORDERBOOK_DELTA;
    }

    /** Channels served here. */
    enum Channel {
        ORDERBOOK_DELTA("orderbook_delta"),
        TICKER("ticker"),
        TRADE("trade"),
        FILL("fill"),
        USER_ORDERS("user_orders"),
        MARKET_POSITIONS("market_positions"),
        ORDER_GROUP_UPDATES("order_group_updates"),
        MARKET_LIFECYCLE("market_lifecycle_v2");

        final String text;

        Channel(String text) {
            this.text = text;
        }

        static Channel of(String text) {
            for (Channel channel : values()) {
                if (channel.text.equals(text)) {
                    return channel;
                }
            }
            return null;
        }
    }
}
