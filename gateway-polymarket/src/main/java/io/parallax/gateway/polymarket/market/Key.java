package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.json.ConstantPattern;
import io.parallax.gateway.json.FrameBytes;

/**
 * What stands between the values of a message in the venue's own key order. The venue sets one space behind a comma, or in
 * the book after subscribing none: a gap of 1 or 0. A key stands behind the quote or bracket that closes the value before
 * it, a comma and the gap, and ends with the quote or bracket that opens the value behind it.
 */
final class Key {
    /** Begins every message. */
    static final ConstantPattern BEGIN = ConstantPattern.of("{\"market\":\"");

    static final ConstantPattern FIRST_CHANGE = ConstantPattern.of("\"price_changes\":[{\"asset_id\":\"");
    /** Behind {@code "},} and the gap. */
    static final ConstantPattern NEXT_CHANGE = ConstantPattern.of("{\"asset_id\":\"");

    static final ConstantPattern ASSET = text("asset_id");
    static final ConstantPattern PRICE = text("price");
    static final ConstantPattern SIZE = text("size");
    static final ConstantPattern SIDE = text("side");
    static final ConstantPattern HASH = text("hash");
    static final ConstantPattern BEST_BID = text("best_bid");
    static final ConstantPattern BEST_ASK = text("best_ask");
    static final ConstantPattern SPREAD = text("spread");
    static final ConstantPattern TIME = text("timestamp");
    static final ConstantPattern FEE_RATE = text("fee_rate_bps");
    static final ConstantPattern TRANSACTION = text("transaction_hash");
    static final ConstantPattern TICK = text("tick_size");
    static final ConstantPattern LAST_TRADE = text("last_trade_price");
    static final ConstantPattern BIDS = ConstantPattern.of("\"bids\":[");
    static final ConstantPattern ASKS = ConstantPattern.of("\"asks\":[");
    /** Behind {@code "},} and the gap, and before the first level. */
    static final ConstantPattern LEVEL = ConstantPattern.of("{\"price\":\"");

    static final ConstantPattern OF_BOOK = ConstantPattern.of("\"event_type\":\"book");
    static final ConstantPattern OF_TRADE = ConstantPattern.of("\"event_type\":\"last_trade_price");
    static final ConstantPattern END_OF_CHANGES = end("event_type", "price_change");
    static final ConstantPattern END_OF_BOOK = end("event_type", "book");
    static final ConstantPattern END_OF_BEST_PRICES = end("event_type", "best_bid_ask");
    static final ConstantPattern END_OF_V2 = end("version", "v2");

    private static final int BEHIND_TEXT = '"' | ',' << 8 | '"' << 16;
    private static final int BEHIND_ARRAY = ']' | ',' << 8 | '"' << 16;
    private static final int BEHIND_OBJECT = '"' | '}' << 8 | ',' << 16 | '{' << 24;
    private static final int QUOTE_TO_SPACE = '"' - ' ' << 16;
    private static final int BRACE_TO_SPACE = '{' - ' ' << 24;
    private static final int COMMA_LENGTH = 2;

    private Key() {}

    private static ConstantPattern text(String name) {
        return ConstantPattern.of('"' + name + "\":\"");
    }

    private static ConstantPattern end(String name, String value) {
        return ConstantPattern.of('"' + name + "\":\"" + value + "\"}");
    }

    /** Bytes from the quote that closes a text to behind a key. */
    static int length(ConstantPattern key, int gap) {
        return COMMA_LENGTH + gap + key.length();
    }

    /** 0 where at the quote that closes a text the way to the key's value begins. Reach {@link #length}. */
    static long difference(ConstantPattern key, Object base, long at, int gap) {
        // Three bytes: behind the comma stands the gap, or the key's own quote.
        long comma = FrameBytes.word(base, at) ^ BEHIND_TEXT - gap * QUOTE_TO_SPACE;
        return comma << 40 | key.difference(base, at + COMMA_LENGTH + gap);
    }

    /** Whether at the quote that closes a level or a change, {@code "},} and the gap, or the next brace, stand. Reach 8. */
    static boolean isNextObject(Object base, long at, int gap) {
        return (int) FrameBytes.word(base, at) == BEHIND_OBJECT - gap * BRACE_TO_SPACE;
    }

    /** Bytes from that quote to the next object's brace. */
    static int toNextObject(int gap) {
        return COMMA_LENGTH + 1 + gap;
    }

    /** Address behind the key, when it begins at the quote that closes a text; or {@link UsualOrder#UNUSUAL}. */
    static long after(ConstantPattern key, Object base, long at, long end, int gap) {
        long behind = at + length(key, gap);
        return at >= 0 && behind <= end && difference(key, base, at, gap) == 0 ? behind : UsualOrder.UNUSUAL;
    }

    /** As {@link #after}, from behind the bracket that closes an array. */
    static long afterArray(ConstantPattern key, Object base, long at, long end, int gap) {
        long bracket = at - 1;
        long behind = bracket + length(key, gap);
        return at >= 0
                        && behind <= end
                        && FrameBytes.word(base, bracket) << 40 == (long) (BEHIND_ARRAY - gap * QUOTE_TO_SPACE) << 40
                        && key.difference(base, bracket + COMMA_LENGTH + gap) == 0
                ? behind
                : UsualOrder.UNUSUAL;
    }
}
