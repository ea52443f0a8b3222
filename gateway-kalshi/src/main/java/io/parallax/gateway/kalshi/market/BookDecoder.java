package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.BookWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;

/**
 * Bodies of the book and trade messages. A read takes the message apart, latching what is wrong in the cursor, and is
 * followed by {@link #verdict}; only after a verdict without fault may the matching write be called. All in YES terms: a bid
 * for NO at q is an offer of YES at 1 - q.
 */
final class BookDecoder {
    private static final int KEY_TICKER = 0;
    private static final int KEY_YES = 1;
    private static final int KEY_NO = 2;
    private static final TextMap SNAPSHOT_KEYS = TextMap.of("market_ticker", "yes_dollars_fp", "no_dollars_fp");

    private static final int KEY_PRICE = 1;
    private static final int KEY_DELTA = 2;
    private static final int KEY_SIDE = 3;
    private static final int KEY_TS = 4;
    private static final TextMap DELTA_KEYS = TextMap.of("market_ticker", "price_dollars", "delta_fp", "side", "ts_ms");

    private static final int KEY_COUNT = 2;
    private static final int KEY_TAKER = 3;
    private static final int KEY_BLOCK = 5;
    private static final TextMap TRADE_KEYS =
            TextMap.of("market_ticker", "yes_price_dollars", "count_fp", "taker_book_side", "ts_ms", "is_block_trade");

    private static final int YES = 0;
    private static final TextMap LEGS = TextMap.of("yes", "no");
    private static final int BID = 0;
    private static final TextMap BOOK_SIDES = TextMap.of("bid", "ask");

    private final Markets markets;
    private final boolean yesPrices;
    private final LevelBuffer levels;
    private int market;
    private boolean named;
    private BookSide side;
    private OrderAction takerAction;
    private long priceMicros;
    private long qtyMicros;
    private long timeMs;
    private boolean block;

    /**
     * @param yesPrices whether the socket was asked for NO levels in YES price
     * @param levels room for one snapshot, good to be shared within a thread
     */
    BookDecoder(Markets markets, boolean yesPrices, LevelBuffer levels) {
        this.markets = markets;
        this.yesPrices = yesPrices;
        this.levels = levels;
    }

    /** Market of the last message, {@link TextMap#ABSENT} when it named none of ours. */
    int market() {
        return market;
    }

    /** Engine time of the last delta or trade, epoch ns, 0 when not told. */
    long timeNs() {
        return timeMs <= 0 || timeMs > Long.MAX_VALUE / 1_000_000 ? 0 : timeMs * 1_000_000;
    }

    /** Whether the last trade was a block trade. */
    boolean isBlock() {
        return block;
    }

    /** Whether the last delta changes nothing. */
    boolean isEmptyDelta() {
        return qtyMicros == 0;
    }

    void readSnapshot(JsonCursor json) {
        market = TextMap.ABSENT;
        named = false;
        levels.clear();
        if (json.enterObject()) {
            for (int key; (key = json.nextField(SNAPSHOT_KEYS)) >= 0; ) {
                switch (key) {
                    case KEY_TICKER -> named = readTicker(json);
                    case KEY_YES -> levels.readSide(json, false, yesPrices);
                    case KEY_NO -> levels.readSide(json, true, yesPrices);
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
    }

    void writeSnapshot(BookWriter writer) {
        writer.beginSnapshot(markets.instrumentId(market));
        levels.writeTo(writer);
        writer.endSnapshot();
    }

    void readDelta(JsonCursor json) {
        market = TextMap.ABSENT;
        named = false;
        long price = JsonCursor.ABSENT;
        long change = JsonCursor.ABSENT;
        int leg = TextMap.ABSENT;
        timeMs = 0;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(DELTA_KEYS)) >= 0; ) {
                switch (key) {
                    case KEY_TICKER -> named = readTicker(json);
                    case KEY_PRICE -> price = json.decimalMicros();
                    case KEY_DELTA -> change = json.decimalMicros();
                    case KEY_SIDE -> leg = readWord(json, LEGS);
                    case KEY_TS -> timeMs = json.int64();
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        if (json.fault() == DecodeFault.NONE && leg == TextMap.ABSENT) {
            json.reject(DecodeFault.FIELD_MISSING);
        }
        side = leg == YES ? BookSide.BID : BookSide.ASK;
        priceMicros = leg == YES || yesPrices ? LevelBuffer.price(json, price) : LevelBuffer.complement(json, price);
        qtyMicros = LevelBuffer.change(json, change);
    }

    void writeDelta(BookWriter writer) {
        writer.beginUpdate(markets.instrumentId(market));
        writer.change(LevelOp.DELTA, side, priceMicros, qtyMicros);
        writer.endUpdate();
    }

    void readTrade(JsonCursor json) {
        market = TextMap.ABSENT;
        named = false;
        long price = JsonCursor.ABSENT;
        long count = JsonCursor.ABSENT;
        int taker = TextMap.ABSENT;
        timeMs = 0;
        block = false;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(TRADE_KEYS)) >= 0; ) {
                switch (key) {
                    case KEY_TICKER -> named = readTicker(json);
                    case KEY_PRICE -> price = json.decimalMicros();
                    case KEY_COUNT -> count = json.decimalMicros();
                    case KEY_TAKER -> taker = readWord(json, BOOK_SIDES);
                    case KEY_TS -> timeMs = json.int64();
                    case KEY_BLOCK -> block = json.bool();
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        if (json.fault() == DecodeFault.NONE && taker == TextMap.ABSENT) {
            json.reject(DecodeFault.FIELD_MISSING);
        }
        takerAction = taker == BID ? OrderAction.BUY : OrderAction.SELL;
        priceMicros = LevelBuffer.price(json, price);
        qtyMicros = LevelBuffer.qty(json, count);
    }

    void writeTrade(BookWriter writer) {
        writer.trade(markets.instrumentId(market), takerAction, priceMicros, qtyMicros);
    }

    private boolean readTicker(JsonCursor json) {
        if (!json.string()) {
            return false;
        }
        market = markets.indexOf(json.buffer(), json.textOffset(), json.textLength());
        return true;
    }

    private static int readWord(JsonCursor json, TextMap words) {
        int word = json.word(words);
        if (word == TextMap.ABSENT) {
            json.reject(DecodeFault.UNKNOWN_VALUE);
        }
        return word;
    }

    /** What is wrong with a message whose cursor has no fault: a code, or 0. */
    int verdict() {
        if (!named) {
            return DecodeFault.FIELD_MISSING;
        }
        return market == TextMap.ABSENT ? DecodeFault.UNKNOWN_INSTRUMENT : DecodeFault.NONE;
    }

    /** Takes a snapshot whose levels were put into the buffer. */
    void takeSnapshot(UsualFrame frame) {
        named = true;
        market = frame.market;
    }

    /** Takes a delta read elsewhere. */
    void takeDelta(UsualFrame frame) {
        named = true;
        market = frame.market;
        side = frame.second ? BookSide.ASK : BookSide.BID;
        priceMicros = frame.second && !yesPrices ? Micros.ONE - frame.priceMicros : frame.priceMicros;
        qtyMicros = frame.qtyMicros;
        timeMs = frame.timeMs;
    }

    /** Takes a trade read elsewhere. */
    void takeTrade(UsualFrame frame) {
        named = true;
        market = frame.market;
        takerAction = frame.second ? OrderAction.SELL : OrderAction.BUY;
        priceMicros = frame.priceMicros;
        qtyMicros = frame.qtyMicros;
        timeMs = frame.timeMs;
        block = frame.block;
    }
}
