package io.parallax.gateway.kalshi.market;

/** The socket commands we send, as text. Numbers them; ids start at 1 with every connection. */
final class Commands {
    /** Tickers named in one command. */
    static final int TICKERS_PER_COMMAND = 100;

    private long lastId;

    void restart() {
        lastId = 0;
    }

    long lastId() {
        return lastId;
    }

    /** Channels that are about markets; {@code use_yes_price} is always said, for its default will turn. */
    String subscribe(String channels, CharSequence tickers, boolean useYesPrice) {
        return begin("subscribe") + "\"channels\":[" + channels + "],\"market_tickers\":[" + tickers
                + "],\"use_yes_price\":" + useYesPrice + "}}";
    }

    /** Channels that mean "all of it" without a market list. */
    String subscribe(String channels) {
        return begin("subscribe") + "\"channels\":[" + channels + "]}}";
    }

    String snapshots(int sid, CharSequence tickers) {
        return begin("update_subscription") + "\"sids\":[" + sid + "],\"action\":\"get_snapshot\",\"market_tickers\":["
                + tickers + "]}}";
    }

    /** Markets that join or leave a subscription; {@code action} is {@code add_markets} or {@code delete_markets}. */
    String update(int sid, String action, CharSequence tickers) {
        return begin("update_subscription") + "\"sids\":[" + sid + "],\"action\":\"" + action
                + "\",\"market_tickers\":[" + tickers + "]}}";
    }

    private String begin(String command) {
        return "{\"id\":" + ++lastId + ",\"cmd\":\"" + command + "\",\"params\":{";
    }
}
