package io.parallax.gateway.polymarket.user;

import static io.parallax.gateway.json.JsonCursor.ABSENT;

import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.polymarket.order.OpenOrder;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.VenueTime;
import org.agrona.DirectBuffer;

/**
 * Order and trade events of the user channel, and pages of {@code GET /data/trades}, which hold the same trades.
 *
 * <p>As taker our fills are one part for each maker, at the maker's price (1 - price where the maker traded the other
 * token): the trade's own price is not documented. As maker our fills are the entries that are ours, in their own token.
 */
public final class UserDecoder {
    /** Words of a side. */
    static final TextMap SIDES = TextMap.of("BUY", "SELL", "buy", "sell");

    private static final int EVENT_TYPE = 0;
    private static final int TYPE = 1;
    private static final int ID = 2;
    private static final int STATUS = 3;
    private static final int SIZE_MATCHED = 4;
    private static final int ASSET_ID = 5;
    private static final int SIDE = 6;
    private static final int SIZE = 7;
    private static final int PRICE = 8;
    private static final int TIMESTAMP = 9;
    private static final int TAKER_ORDER_ID = 10;
    private static final int TRADER_SIDE = 11;
    private static final int MAKER_ORDERS = 12;
    private static final int BUCKET = 13;
    private static final int MATCH_TIME = 14;
    private static final int MATCHTIME = 15;
    private static final TextMap FIELDS = TextMap.of(
            "event_type",
            "type",
            "id",
            "status",
            "size_matched",
            "asset_id",
            "side",
            "size",
            "price",
            "timestamp",
            "taker_order_id",
            "trader_side",
            "maker_orders",
            "bucket_index",
            "match_time",
            "matchtime");

    private static final int DATA = 0;
    private static final int CURSOR = 1;
    private static final TextMap PAGE = TextMap.of("data", "next_cursor");

    private static final int ORDER = 0;
    private static final int TRADE = 1;
    private static final int PLACEMENT = 2;
    private static final int UPDATE = 3;
    private static final int CANCELLATION = 4;
    private static final int TRADE_UPPER = 5;
    private static final TextMap TYPES = TextMap.of("order", "trade", "PLACEMENT", "UPDATE", "CANCELLATION", "TRADE");

    private static final TextMap ROLES = TextMap.of("TAKER", "MAKER");
    private static final int TAKER = 0;

    private static final TextMap SETTLEMENTS = new TextMap();
    private static final int WHOLE_TRADE = 255;
    private static final int MAX_BUCKET = 254;
    private static final String LAST_PAGE = "LTE=";

    static {
        for (String prefix : new String[] {"", "TRADE_STATUS_"}) {
            SETTLEMENTS.put(prefix + "MATCHED", Settlement.PROVISIONAL.value());
            SETTLEMENTS.put(prefix + "MINED", Settlement.PROVISIONAL.value());
            SETTLEMENTS.put(prefix + "RETRYING", Settlement.PROVISIONAL.value());
            SETTLEMENTS.put(prefix + "MATCHED_NOT_BROADCASTED", Settlement.PROVISIONAL.value());
            SETTLEMENTS.put(prefix + "CONFIRMED", Settlement.CONFIRMED.value());
            SETTLEMENTS.put(prefix + "FAILED", Settlement.FAILED.value());
        }
    }

    private final MarketTable markets;
    private final OrderTable orders;
    private final UserSink sink;
    private final Counters<UserCounter> counters;
    private final FaultCounters faults;
    private final JsonCursor json = new JsonCursor();
    private final MakerList makers;
    private final TradeId tradeId = new TradeId();
    private final UserSink.Part part = new UserSink.Part();

    private int eventType;
    private int type;
    private OrderTable.Entry order;
    private OrderTable.Entry takerOrder;
    private boolean idTold;
    private String status = "";
    private int settlement;
    private long filledMicros;
    private int token;
    private int side;
    private long sizeMicros;
    private long priceMicros;
    private long venueTimeNs;
    private long matchedNs;
    private int role;
    private int bucket;

    /**
     * A decoder for one account.
     *
     * @param apiKey our key: it owns our side of a trade
     */
    public UserDecoder(
            MarketTable markets,
            OrderTable orders,
            String apiKey,
            UserSink sink,
            Counters<UserCounter> counters,
            FaultCounters faults) {
        this.markets = markets;
        this.orders = orders;
        this.sink = sink;
        this.counters = counters;
        this.faults = faults;
        makers = new MakerList(markets, orders, TextMap.of(apiKey));
    }

    /** Reads a frame of the user channel. */
    public void decode(DirectBuffer frame, int offset, int length) {
        counters.count(UserCounter.FRAMES);
        json.wrap(frame, offset, length);
        switch (json.kind()) {
            case OBJECT -> message();
            case ARRAY -> {
                json.enterArray();
                while (json.nextItem()) {
                    message();
                }
            }
            default -> {
                counters.count(UserCounter.TEXTS);
                return;
            }
        }
        checkEnd();
    }

    /**
     * Reads a page of {@code GET /data/trades}.
     *
     * @return cursor of the next page, empty when this was the last, null when the page could not be read
     */
    public String decodeTrades(DirectBuffer body, int offset, int length) {
        String cursor = "";
        json.wrap(body, offset, length);
        if (json.kind() == JsonCursor.Kind.ARRAY) {
            trades();
        } else if (json.enterObject()) {
            for (int key; (key = json.nextField(PAGE)) >= 0; ) {
                switch (key) {
                    case DATA -> trades();
                    case CURSOR -> cursor = json.string() ? json.textAsString() : "";
                    default -> json.skip();
                }
            }
        }
        if (!checkEnd()) {
            return null;
        }
        return cursor.equals(LAST_PAGE) ? "" : cursor;
    }

    private void trades() {
        if (json.enterArray()) {
            while (json.nextItem()) {
                if (read()) {
                    trade();
                }
            }
        }
    }

    private boolean checkEnd() {
        int fault = json.end();
        if (fault != DecodeFault.NONE) {
            fault(fault);
        }
        return fault == DecodeFault.NONE;
    }

    private void message() {
        if (!read()) {
            return;
        }
        if (eventType == TRADE || type == TRADE_UPPER) {
            trade();
        } else if (eventType == ORDER || type >= PLACEMENT) {
            orderEvent();
        } else {
            counters.count(UserCounter.UNKNOWN_TYPES);
        }
    }

    /** Reads one object's fields; false after a fault. */
    private boolean read() {
        forget();
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case EVENT_TYPE -> eventType = json.word(TYPES);
                    case TYPE -> type = json.word(TYPES);
                    case ID -> readId();
                    case STATUS -> readStatus();
                    case SIZE_MATCHED -> filledMicros = json.decimalMicros();
                    case ASSET_ID -> {
                        if (json.string()) {
                            token = markets.token(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case SIDE -> side = json.word(SIDES);
                    case SIZE -> sizeMicros = json.decimalMicros();
                    case PRICE -> priceMicros = json.decimalMicros();
                    case TIMESTAMP -> venueTimeNs = VenueTime.nanoseconds(json.int64());
                    case MATCH_TIME, MATCHTIME -> matchedNs = seconds();
                    case TAKER_ORDER_ID -> {
                        if (json.string()) {
                            takerOrder = orders.byHash(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case TRADER_SIDE -> role = json.word(ROLES);
                    case MAKER_ORDERS -> makers.read(json);
                    case BUCKET -> bucket = (int) Math.max(0, Math.min(MAX_BUCKET, json.int64()));
                    default -> json.skip();
                }
            }
        }
        return json.fault() == DecodeFault.NONE;
    }

    /** An instant in whole seconds, number or text; 0 for what is none, since some answers spell it out. */
    private long seconds() {
        if (json.kind() != JsonCursor.Kind.STRING) {
            return VenueTime.nanoseconds(json.int64());
        }
        if (!json.string()) {
            return 0;
        }
        long value = 0;
        for (int i = 0; i < json.textLength(); i++) {
            int digit = json.buffer().getByte(json.textOffset() + i) - '0';
            if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE * 1_000L) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return VenueTime.nanoseconds(value);
    }

    private void forget() {
        eventType = TextMap.ABSENT;
        type = TextMap.ABSENT;
        order = null;
        takerOrder = null;
        idTold = false;
        status = "";
        settlement = TextMap.ABSENT;
        filledMicros = ABSENT;
        token = MarketTable.ABSENT;
        side = TextMap.ABSENT;
        sizeMicros = ABSENT;
        priceMicros = ABSENT;
        venueTimeNs = 0;
        matchedNs = 0;
        role = TextMap.ABSENT;
        bucket = 0;
        makers.clear();
    }

    private void readId() {
        if (json.string() && json.textLength() > 0) {
            idTold = true;
            tradeId.read(json.buffer(), json.textOffset(), json.textLength());
            order = orders.byHash(json.buffer(), json.textOffset(), json.textLength());
        }
    }

    private void readStatus() {
        if (json.string()) {
            settlement = SETTLEMENTS.get(json.buffer(), json.textOffset(), json.textLength());
            status = json.textAsString();
        }
    }

    private void orderEvent() {
        counters.count(UserCounter.ORDERS);
        if (order == null) {
            counters.count(UserCounter.FOREIGN_ORDERS);
            return;
        }
        switch (type) {
            case PLACEMENT -> sink.live(order, venueTimeNs);
            case UPDATE -> {
                OpenOrder.State state = OpenOrder.stateOf(status);
                if (state == OpenOrder.State.MATCHED && filledMicros >= 0) {
                    sink.matched(order, filledMicros, venueTimeNs);
                } else if (state == OpenOrder.State.ENDED) {
                    tellEnd();
                } else if (state != OpenOrder.State.LIVE) {
                    sink.unclear(order);
                }
            }
            case CANCELLATION -> tellEnd();
            default -> sink.unclear(order);
        }
    }

    private void tellEnd() {
        if (filledMicros == ABSENT && !order.isImmediate()) {
            sink.unclear(order);
        } else {
            sink.ended(order, Math.max(0, filledMicros), venueTimeNs);
        }
    }

    private void trade() {
        counters.count(UserCounter.TRADES);
        if (!idTold) {
            fault(DecodeFault.FIELD_MISSING);
            return;
        }
        if (settlement == TextMap.ABSENT) {
            fault(DecodeFault.UNKNOWN_VALUE);
            return;
        }
        long tradeNs = matchedNs != 0 ? matchedNs : venueTimeNs; // when it was matched, not when it was last told
        part.trade(tradeId.high(), tradeId.low(), Settlement.get((short) settlement), tradeNs);
        boolean ours = false;
        for (int i = 0; i < makers.size(); i++) {
            if (makers.isOurs(i)) {
                ours = true;
                tellMaker(i);
            }
        }
        if (takerOrder != null || role == TAKER) {
            ours = true;
            tellTaker();
        }
        if (!ours) {
            counters.count(UserCounter.FOREIGN_TRADES);
        }
    }

    private void tellMaker(int i) {
        if (makers.token(i) < 0) {
            counters.count(UserCounter.UNFOLLOWED_TRADES);
        } else if (makers.priceMicros(i) == ABSENT || makers.amountMicros(i) == ABSENT) {
            fault(DecodeFault.FIELD_MISSING);
        } else {
            part.set(
                    makers.entry(i),
                    makers.token(i),
                    makers.isSell(i, token, isSell(side)),
                    true,
                    bucket << 8 | i,
                    makers.priceMicros(i),
                    makers.amountMicros(i));
            tell();
        }
    }

    private void tellTaker() {
        if (token < 0) {
            counters.count(UserCounter.UNFOLLOWED_TRADES);
            return;
        }
        if (side == TextMap.ABSENT || sizeMicros == ABSENT) {
            fault(DecodeFault.FIELD_MISSING);
            return;
        }
        boolean sell = isSell(side);
        if (makers.size() > 0 && makers.addUpTo(sizeMicros, token)) {
            for (int i = 0; i < makers.size(); i++) {
                part.set(
                        takerOrder,
                        token,
                        sell,
                        false,
                        bucket << 8 | i,
                        makers.takerPriceMicros(i, token),
                        makers.amountMicros(i));
                tell();
            }
            return;
        }
        counters.count(UserCounter.UNEVEN_TRADES);
        long worst = makers.worstTakerPriceMicros(token, sell);
        long price = worst == ABSENT ? priceMicros : worst;
        if (price == ABSENT) {
            fault(DecodeFault.FIELD_MISSING);
            return;
        }
        part.set(takerOrder, token, sell, false, bucket << 8 | WHOLE_TRADE, price, sizeMicros);
        tell();
    }

    private void tell() {
        if (part.qtyMicros() <= 0 || part.priceMicros() < 0 || part.priceMicros() > Micros.ONE) {
            fault(DecodeFault.QTY_OUT_OF_RANGE);
            return;
        }
        counters.count(UserCounter.FILLS);
        sink.fill(part);
    }

    private void fault(int code) {
        faults.count(code);
        sink.fault(code);
    }

    static boolean isSell(int sideWord) {
        return (sideWord & 1) == 1;
    }
}
