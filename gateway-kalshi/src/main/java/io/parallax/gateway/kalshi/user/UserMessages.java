package io.parallax.gateway.kalshi.user;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.market.PrivateFrames;
import io.parallax.gateway.kalshi.order.OrderNews;

/**
 * The messages {@code fill} and {@code user_order}. They carry no sequence number, so whenever some may be missing the
 * list of fills is read and the venue is asked about every order without an end.
 */
public final class UserMessages implements PrivateFrames {
    private static final int TRADE_ID = 0;
    private static final int ORDER_ID = 1;
    private static final int CLIENT_ID = 2;
    private static final int FILL_TICKER = 3;
    private static final int TAKER = 4;
    private static final int PRICE = 5;
    private static final int COUNT = 6;
    private static final int FEE = 7;
    private static final int SIDE = 8;
    private static final int TIME = 9;
    private static final TextMap FILL_KEYS = TextMap.of(
            "trade_id",
            "order_id",
            "client_order_id",
            "market_ticker",
            "is_taker",
            "yes_price_dollars",
            "count_fp",
            "fee_cost",
            "book_side",
            "ts_ms");
    private static final int BID = 0;
    private static final TextMap SIDES = TextMap.of("bid", "ask");

    private static final int STATUS = 0;
    private static final int FILLED = 3;
    private static final int UPDATED = 4;
    private static final int REMAINING = 5;
    private static final TextMap ORDER_KEYS = TextMap.of(
            "status", "order_id", "client_order_id", "fill_count_fp", "last_updated_ts_ms", "remaining_count_fp");
    private static final TextMap STATES = TextMap.of("resting", "canceled", "executed");
    private static final OrderNews.State[] NEWS = OrderNews.State.values();

    private final long sessionId;
    private final Markets markets;
    private final OrderNews orders;
    private final FillList list;
    private final FillPublisher fills;
    private final GroupNews groups;
    private final Runnable reconnected;
    private final EventWriter events;
    private final Counters<UserCounter> counters;

    /** @param reconnected told that private messages may have been missed, after the first questions about that */
    public UserMessages(
            long sessionId,
            Markets markets,
            OrderNews orders,
            FillList list,
            GroupNews groups,
            Runnable reconnected,
            EventWriter events,
            Counters<UserCounter> counters) {
        this.sessionId = sessionId;
        this.markets = markets;
        this.orders = orders;
        this.list = list;
        this.fills = list.publisher();
        this.groups = groups;
        this.reconnected = reconnected;
        this.events = events;
        this.counters = counters;
    }

    @Override
    public void onLineLive() {
        list.read();
        orders.askAboutAll();
        reconnected.run();
    }

    @Override
    public String channels() {
        return PrivateFrames.super.channels() + (groups.any() ? ",\"order_group_updates\"" : "");
    }

    @Override
    public int onOrderGroup(JsonCursor json, long receivedNanos, long receivedEpochNs) {
        return groups.read(json);
    }

    @Override
    public int onFill(JsonCursor json, long receivedNanos, long receivedEpochNs) {
        int fault = readFill(json, receivedNanos, receivedEpochNs);
        if (fault == DecodeFault.UNKNOWN_INSTRUMENT) {
            counters.count(UserCounter.FILLS_ELSEWHERE);
        } else if (fault != DecodeFault.NONE) {
            counters.count(UserCounter.FILL_FAULTS);
            list.read();
        }
        return fault;
    }

    private int readFill(JsonCursor json, long receivedNanos, long receivedEpochNs) {
        String tradeId = "";
        String venueOrderId = "";
        long orderId = 0;
        int market = TextMap.ABSENT;
        boolean taker = true;
        long price = JsonCursor.ABSENT;
        long count = JsonCursor.ABSENT;
        long fee = Micros.NULL;
        int side = TextMap.ABSENT;
        long timeMs = 0;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FILL_KEYS)) >= 0; ) {
                switch (key) {
                    case TRADE_ID -> tradeId = text(json);
                    case ORDER_ID -> venueOrderId = text(json);
                    case CLIENT_ID -> orderId = OrderIds.parseClientOrderId(sessionId, text(json));
                    case FILL_TICKER -> {
                        if (json.string()) {
                            market = markets.indexOf(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case TAKER -> taker = json.bool();
                    case PRICE -> price = json.decimalMicros();
                    case COUNT -> count = json.decimalMicros();
                    case FEE -> fee = json.decimalMicros();
                    case SIDE -> side = json.word(SIDES);
                    case TIME -> timeMs = json.int64();
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        int fault = json.end();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        if (tradeId.isEmpty() || side == TextMap.ABSENT || price == JsonCursor.ABSENT || count == JsonCursor.ABSENT) {
            return DecodeFault.FIELD_MISSING;
        }
        if (price < 0 || price > Micros.ONE) {
            return DecodeFault.PRICE_OUT_OF_RANGE;
        }
        if (count <= 0) {
            return DecodeFault.QTY_OUT_OF_RANGE;
        }
        if (market == TextMap.ABSENT) {
            return DecodeFault.UNKNOWN_INSTRUMENT;
        }
        events.stamp(receivedEpochNs, nanos(timeMs), receivedNanos);
        fills.publish(tradeId, venueOrderId, orderId, market, side == BID, taker, price, count, fee);
        return DecodeFault.NONE;
    }

    @Override
    public int onUserOrder(JsonCursor json, long receivedNanos, long receivedEpochNs) {
        int fault = readOrder(json, receivedNanos, receivedEpochNs);
        if (fault != DecodeFault.NONE) {
            counters.count(UserCounter.ORDER_FAULTS);
            orders.askAboutAll();
        }
        return fault;
    }

    private int readOrder(JsonCursor json, long receivedNanos, long receivedEpochNs) {
        String venueOrderId = "";
        long orderId = 0;
        int state = TextMap.ABSENT;
        long filled = JsonCursor.ABSENT;
        long remaining = JsonCursor.ABSENT;
        long timeMs = 0;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(ORDER_KEYS)) >= 0; ) {
                switch (key) {
                    case STATUS -> state = json.word(STATES);
                    case ORDER_ID -> venueOrderId = text(json);
                    case CLIENT_ID -> orderId = OrderIds.parseClientOrderId(sessionId, text(json));
                    case FILLED -> filled = json.decimalMicros();
                    case UPDATED -> timeMs = json.int64();
                    case REMAINING -> remaining = json.decimalMicros();
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        int fault = json.end();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        if (orderId == 0) {
            counters.count(UserCounter.FOREIGN_ORDERS);
            return DecodeFault.NONE;
        }
        if (state == TextMap.ABSENT || filled < 0 || remaining < 0) {
            return DecodeFault.FIELD_MISSING;
        }
        events.stamp(receivedEpochNs, nanos(timeMs), receivedNanos);
        boolean ours = orders.onState(orderId, venueOrderId, NEWS[state], filled, remaining);
        counters.count(ours ? UserCounter.ORDER_STATES : UserCounter.FOREIGN_ORDERS);
        return DecodeFault.NONE;
    }

    private static String text(JsonCursor json) {
        return json.string() ? json.textAsString() : "";
    }

    private static long nanos(long timeMs) {
        return timeMs <= 0 || timeMs > Long.MAX_VALUE / 1_000_000 ? 0 : timeMs * 1_000_000;
    }
}
