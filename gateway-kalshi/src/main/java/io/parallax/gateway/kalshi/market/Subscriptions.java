package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.feed.Shard;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What one connection follows: the commands that say so to the venue, the sids it answers with, and the markets named in
 * each command, for the venue may find one too much. On the event loop.
 */
final class Subscriptions {
    private static final String MARKET_CHANNELS = "\"orderbook_delta\",\"trade\"";
    private static final String BOOK_CHANNEL = "\"orderbook_delta\"";
    private static final int MAX_NAMED = 4096;
    private static final TextMap ID_KEYS = TextMap.of("id");
    private static final TextMap SUBSCRIBED_KEYS = TextMap.of("channel", "sid");
    private static final TextMap CHANNELS = TextMap.of("orderbook_delta", "trade");

    private final Markets markets;
    private final Shard shard;
    private final boolean yesPrices;
    private final LineControl line;
    private final Commands commands = new Commands();
    private final Map<Long, int[]> named = new HashMap<>();
    private int bookSid = BookState.NO_SID;
    private int tradeSid = BookState.NO_SID;

    /** @param yesPrices what to ask for in {@code use_yes_price} */
    Subscriptions(Markets markets, Shard shard, boolean yesPrices, LineControl line) {
        this.markets = markets;
        this.shard = shard;
        this.yesPrices = yesPrices;
        this.line = line;
    }

    /** A connection began: nothing is followed on it yet. */
    void restart() {
        bookSid = BookState.NO_SID;
        tradeSid = BookState.NO_SID;
        named.clear();
        commands.restart();
    }

    /** Follows every market of the shard. */
    void followAll() {
        Tickers tickers = new Tickers();
        for (int place = 0; place < shard.capacity(); place++) {
            if (shard.slotAt(place) != Shard.NONE) {
                tickers.add(shard.slotAt(place));
                if (tickers.isFull()) {
                    subscribe(tickers);
                }
            }
        }
        subscribe(tickers);
    }

    /** Follows channels that need no markets named. */
    void follow(String channels) {
        line.send(commands.subscribe(channels));
    }

    /** Follows one market more. */
    void join(int market) {
        Tickers tickers = new Tickers();
        tickers.add(market);
        if (bookSid != BookState.NO_SID && tradeSid != BookState.NO_SID) {
            add(bookSid, tickers);
            add(tradeSid, tickers);
        } else {
            subscribe(tickers);
        }
    }

    /** Follows one market less. */
    void leave(int market) {
        Tickers tickers = new Tickers();
        tickers.add(market);
        if (bookSid != BookState.NO_SID) {
            line.send(commands.update(bookSid, "delete_markets", tickers.text));
        }
        if (tradeSid != BookState.NO_SID) {
            line.send(commands.update(tradeSid, "delete_markets", tickers.text));
        }
    }

    /**
     * Asks for the books of markets that are followed on one sid.
     *
     * @param sid {@link BookState#NO_SID} when they never had one: they are subscribed again
     */
    void askForBooks(int sid, Tickers tickers) {
        line.send(
                sid == BookState.NO_SID
                        ? commands.subscribe(BOOK_CHANNEL, tickers.text, yesPrices)
                        : commands.snapshots(sid, tickers.text));
    }

    /** Takes the venue's answer to a subscription. @return a fault code, or 0 */
    int onSubscribed(JsonCursor body) {
        int channel = TextMap.ABSENT;
        long sid = JsonCursor.ABSENT;
        if (body.enterObject()) {
            for (int key; (key = body.nextField(SUBSCRIBED_KEYS)) >= 0; ) {
                if (key == 0) {
                    channel = body.word(CHANNELS);
                } else {
                    sid = body.int64();
                }
            }
        }
        int fault = body.end();
        if (fault == DecodeFault.NONE && sid >= 0 && sid < SequenceTracker.MAX_SID) {
            bookSid = channel == 0 ? (int) sid : bookSid;
            tradeSid = channel == 1 ? (int) sid : tradeSid;
        }
        return fault;
    }

    /** Markets of the command the venue refuses with this frame, null when it names none that we know. Told once. */
    int[] takeRefused(DirectBuffer frame, int offset, int length) {
        return named.remove(commandId(frame, offset, length));
    }

    /** Which of our commands the frame answers, {@link JsonCursor#ABSENT} when it does not say. */
    private static long commandId(DirectBuffer frame, int offset, int length) {
        JsonCursor envelope = new JsonCursor();
        envelope.wrap(frame, offset, length);
        long id = JsonCursor.ABSENT;
        if (envelope.enterObject()) {
            while (envelope.nextField(ID_KEYS) >= 0) {
                id = envelope.int64();
            }
        }
        return id;
    }

    private void subscribe(Tickers tickers) {
        if (tickers.count > 0) {
            String command = commands.subscribe(MARKET_CHANNELS, tickers.text, yesPrices);
            remember(tickers);
            line.send(command);
            tickers.clear();
        }
    }

    private void add(int sid, Tickers tickers) {
        String command = commands.update(sid, "add_markets", tickers.text);
        remember(tickers);
        line.send(command);
    }

    /** Keeps what the last command named, in case the venue finds it too much. */
    private void remember(Tickers tickers) {
        if (named.size() < MAX_NAMED) {
            named.put(commands.lastId(), Arrays.copyOf(tickers.slots, tickers.count));
        }
    }

    /** Markets named in one command. */
    final class Tickers {
        private final StringBuilder text = new StringBuilder();
        private final int[] slots = new int[Commands.TICKERS_PER_COMMAND];
        private int count;

        void add(int market) {
            text.append(count == 0 ? "\"" : ",\"")
                    .append(markets.ticker(market))
                    .append('"');
            slots[count++] = market;
        }

        int count() {
            return count;
        }

        boolean isFull() {
            return count == slots.length;
        }

        private void clear() {
            text.setLength(0);
            count = 0;
        }
    }
}
