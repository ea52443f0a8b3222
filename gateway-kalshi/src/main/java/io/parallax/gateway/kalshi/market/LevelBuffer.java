package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.BookWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;

/**
 * The levels of one snapshot, read whole before anything is published: the market's name may come last, and a snapshot
 * broken in the middle must not leave half a book behind. Nothing is kept from one frame to the next, so the feeds of one
 * event loop may share one.
 */
public final class LevelBuffer {
    /** Places of a level. */
    static final int ENTRY = 2;

    private static final int CAPACITY = ENTRY * JsonCursor.MAX_ARRAY_ITEMS;
    private static final long MAX_QTY_MICROS = 1_000_000_000L * Micros.ONE;

    /** Price and quantity of each level, one behind the other. */
    private final long[] bids = new long[CAPACITY];

    private final long[] asks = new long[CAPACITY];
    private int bidsUsed;
    private int asksUsed;

    void clear() {
        bidsUsed = 0;
        asksUsed = 0;
    }

    /** The room of one side, for a reader that fills it itself and tells by {@link #used} how far. */
    long[] ladder(boolean ask) {
        return ask ? asks : bids;
    }

    /** Told by who filled a ladder from its beginning: two places a level. */
    void used(boolean ask, int places) {
        if (ask) {
            asksUsed = places;
        } else {
            bidsUsed = places;
        }
    }

    /** Reads {@code [["0.4700","3.00"], …]} in the prices the socket uses for that side; null is an empty side. */
    void readSide(JsonCursor json, boolean ask, boolean yesPrices) {
        if (json.kind() == JsonCursor.Kind.NULL) {
            json.skip();
            return;
        }
        if (!json.enterArray()) {
            return;
        }
        while (json.nextItem()) {
            if (!json.enterArray() || !json.nextItem()) {
                json.reject(DecodeFault.FIELD_MISSING);
                return;
            }
            long price = json.decimalMicros();
            if (!json.nextItem()) {
                json.reject(DecodeFault.FIELD_MISSING);
                return;
            }
            long qty = json.decimalMicros();
            if (json.nextItem()) {
                json.reject(DecodeFault.WRONG_TYPE);
                return;
            }
            add(json, ask, ask && !yesPrices ? complement(json, price) : price(json, price), qty(json, qty));
        }
    }

    private void add(JsonCursor json, boolean ask, long price, long qty) {
        if (json.fault() == DecodeFault.NONE) {
            add(ask, price, qty);
        }
    }

    /** Keeps a level in YES price; one without quantity is none. The caller keeps to the limit of an array. */
    void add(boolean ask, long price, long qty) {
        if (qty == 0) {
            return;
        }
        long[] ladder = ladder(ask);
        int at = ask ? asksUsed : bidsUsed;
        ladder[at] = price;
        ladder[at + 1] = qty;
        used(ask, at + ENTRY);
    }

    /** Bids first, each side in the order of the frame. */
    void writeTo(BookWriter writer) {
        writer.levels(BookSide.BID, bids, bidsUsed);
        writer.levels(BookSide.ASK, asks, asksUsed);
    }

    /** A price strictly between 0 and 1; anything else latches a fault. */
    static long price(JsonCursor json, long micros) {
        if (micros == JsonCursor.ABSENT) {
            json.reject(DecodeFault.FIELD_MISSING);
        } else if (micros <= 0 || micros >= Micros.ONE) {
            json.reject(DecodeFault.PRICE_OUT_OF_RANGE);
        }
        return micros;
    }

    /** The YES price of a NO price. */
    static long complement(JsonCursor json, long micros) {
        return Micros.ONE - price(json, micros);
    }

    /** A quantity of a level or a print. */
    static long qty(JsonCursor json, long micros) {
        if (micros == JsonCursor.ABSENT) {
            json.reject(DecodeFault.FIELD_MISSING);
        } else if (micros < 0 || micros > MAX_QTY_MICROS) {
            json.reject(DecodeFault.QTY_OUT_OF_RANGE);
        }
        return micros;
    }

    /** A signed change of a level's quantity. */
    static long change(JsonCursor json, long micros) {
        if (micros == JsonCursor.ABSENT) {
            json.reject(DecodeFault.FIELD_MISSING);
        } else if (micros < -MAX_QTY_MICROS || micros > MAX_QTY_MICROS) {
            json.reject(DecodeFault.QTY_OUT_OF_RANGE);
        }
        return micros;
    }
}
