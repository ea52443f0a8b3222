package io.parallax.gateway.polymarket.user;

import static io.parallax.gateway.json.JsonCursor.ABSENT;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;

/** The makers of one trade: everybody's, also other people's. Reused. */
final class MakerList {
    /** More makers than fit the index of a part are told as one part. */
    static final int CAPACITY = 255;

    private static final int ORDER_ID = 0;
    private static final int OWNER = 1;
    private static final int AMOUNT = 2;
    private static final int PRICE = 3;
    private static final int ASSET_ID = 4;
    private static final int SIDE = 5;
    private static final TextMap FIELDS =
            TextMap.of("order_id", "owner", "matched_amount", "price", "asset_id", "side");

    private final MarketTable markets;
    private final OrderTable orders;
    private final TextMap ours;
    private final int[] tokens = new int[CAPACITY];
    private final int[] sides = new int[CAPACITY];
    private final long[] prices = new long[CAPACITY];
    private final long[] amounts = new long[CAPACITY];
    private final boolean[] own = new boolean[CAPACITY];
    private final OrderTable.Entry[] entries = new OrderTable.Entry[CAPACITY];
    private int size;
    private boolean whole;

    MakerList(MarketTable markets, OrderTable orders, TextMap ours) {
        this.markets = markets;
        this.orders = orders;
        this.ours = ours;
    }

    void clear() {
        size = 0;
        whole = true;
    }

    void read(JsonCursor json) {
        if (json.kind() != JsonCursor.Kind.ARRAY) {
            json.skip();
            return;
        }
        json.enterArray();
        while (json.nextItem()) {
            if (size == CAPACITY) {
                whole = false;
            } else if (json.enterObject()) {
                readOne(json);
            }
        }
    }

    private void readOne(JsonCursor json) {
        int i = size;
        tokens[i] = MarketTable.ABSENT;
        sides[i] = TextMap.ABSENT;
        prices[i] = ABSENT;
        amounts[i] = ABSENT;
        own[i] = false;
        entries[i] = null;
        for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
            switch (key) {
                case ORDER_ID -> {
                    if (json.string()) {
                        entries[i] = orders.byHash(json.buffer(), json.textOffset(), json.textLength());
                    }
                }
                case OWNER -> own[i] = json.word(ours) >= 0;
                case AMOUNT -> amounts[i] = json.decimalMicros();
                case PRICE -> prices[i] = json.decimalMicros();
                case ASSET_ID -> {
                    if (json.string()) {
                        tokens[i] = markets.token(json.buffer(), json.textOffset(), json.textLength());
                    }
                }
                case SIDE -> sides[i] = json.word(UserDecoder.SIDES);
                default -> json.skip();
            }
        }
        if (json.fault() == DecodeFault.NONE) {
            size++;
            whole &= prices[i] > 0 && prices[i] < Micros.ONE && amounts[i] >= 0;
        }
    }

    int size() {
        return size;
    }

    int token(int index) {
        return tokens[index];
    }

    long amountMicros(int index) {
        return amounts[index];
    }

    long priceMicros(int index) {
        return prices[index];
    }

    OrderTable.Entry entry(int index) {
        return entries[index];
    }

    /** Whether the maker is one of our orders. */
    boolean isOurs(int index) {
        return own[index] || entries[index] != null;
    }

    /** Whether the maker sold; early captures do not say it: the same token then means the other side, and the reverse. */
    boolean isSell(int index, int takerToken, boolean takerSells) {
        if (sides[index] != TextMap.ABSENT) {
            return UserDecoder.isSell(sides[index]);
        }
        return (tokens[index] == takerToken) != takerSells;
    }

    /** Price of the taker's token in the match with one maker. */
    long takerPriceMicros(int index, int takerToken) {
        return tokens[index] == takerToken ? prices[index] : Micros.ONE - prices[index];
    }

    /** Whether the makers tell the whole trade: all readable, all in the taker's market, adding up to its size. */
    boolean addUpTo(long sizeMicros, int takerToken) {
        if (!whole) {
            return false;
        }
        long sum = 0;
        for (int i = 0; i < size; i++) {
            if (tokens[i] >> 1 != takerToken >> 1) {
                return false;
            }
            sum += amounts[i];
        }
        return sum == sizeMicros;
    }

    /** The taker's worst price over the readable makers in its market, or {@code Micros.NULL}. */
    long worstTakerPriceMicros(int takerToken, boolean takerSells) {
        long worst = ABSENT;
        for (int i = 0; i < size; i++) {
            if (tokens[i] >> 1 == takerToken >> 1 && prices[i] > 0 && prices[i] < Micros.ONE) {
                long price = takerPriceMicros(i, takerToken);
                worst = worst == ABSENT ? price : takerSells ? Math.min(worst, price) : Math.max(worst, price);
            }
        }
        return worst;
    }
}
