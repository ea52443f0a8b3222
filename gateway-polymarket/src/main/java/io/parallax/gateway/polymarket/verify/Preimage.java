package io.parallax.gateway.polymarket.verify;

import io.parallax.codecs.units.Micros;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The text the venue hashes, and its SHA-1: compact JSON of a whole book with fixed key order, decimals without trailing
 * zeros, {@code hash} empty. One for an event loop; reused, allocates only when a book is longer than any before.
 */
final class Preimage {
    /** Longs that hold the 40 hex digits of a hash, in native order of their bytes. */
    static final int HASH_LONGS = 5;

    static final int HASH_LENGTH = 40;

    private static final int FIRST_CAPACITY = 32 * 1024;
    private static final int LEVEL_LENGTH = 64;
    private static final int MAX_TEXT_LENGTH = 512;
    private static final int DECIMALS = 6;
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] BIDS = ascii("\",\"hash\":\"\",\"bids\":[");
    private static final byte[] ASKS = ascii("],\"asks\":[");
    private static final byte[] PRICE = ascii("{\"price\":\"");
    private static final byte[] SIZE = ascii("\",\"size\":\"");
    private static final byte[] LEVEL_END = ascii("\"}");
    private static final byte[] MIN_ORDER_SIZE = ascii("],\"min_order_size\":\"");
    private static final byte[] TICK_SIZE = ascii("\",\"tick_size\":\"");
    private static final byte[] NEG_RISK = ascii("\",\"neg_risk\":");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] LAST_TRADE_PRICE = ascii(",\"last_trade_price\":\"");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] VERSION_2 = ascii(",\"version\":\"v2\"");
    private static final byte[] END = ascii("}");

    private final MessageDigest sha1;
    private final byte[] digest = new byte[20];
    private final byte[] hex = new byte[HASH_LENGTH];
    private final UnsafeBuffer hexView = new UnsafeBuffer(hex);
    private byte[] text = new byte[FIRST_CAPACITY];
    private int length;
    private boolean first;

    Preimage() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is missing from this Java runtime; use a complete JDK", e);
        }
    }

    /** What stands before the timestamp: {@code {"market":"...","asset_id":"...","timestamp":"}. */
    static byte[] beginning(String market, String assetId) {
        return ascii("{\"market\":\"" + market + "\",\"asset_id\":\"" + assetId + "\",\"timestamp\":\"");
    }

    private static byte[] ascii(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Begins a text; bids follow.
     *
     * @param timestampMs of the book, 0 = the venue told none
     * @param levels of both sides that will follow, at most
     */
    void begin(byte[] beginning, long timestampMs, int levels) {
        int needed = levels * LEVEL_LENGTH + 2 * MAX_TEXT_LENGTH;
        if (needed > text.length) {
            text = new byte[Integer.highestOneBit(needed - 1) << 1];
        }
        length = 0;
        put(beginning);
        if (timestampMs > 0) {
            putInteger(timestampMs);
        }
        put(BIDS);
        first = true;
    }

    /** Asks follow. */
    void asks() {
        put(ASKS);
        first = true;
    }

    void level(long priceMicros, long qtyMicros) {
        if (!first) {
            text[length++] = ',';
        }
        first = false;
        put(PRICE);
        putDecimal(priceMicros, 0);
        put(SIZE);
        putDecimal(qtyMicros, 0);
        put(LEVEL_END);
    }

    void rules(long minOrderMicros, long tickMicros, boolean negRisk) {
        put(MIN_ORDER_SIZE);
        putDecimal(minOrderMicros, 0);
        put(TICK_SIZE);
        putDecimal(tickMicros, 0);
        put(NEG_RISK);
        put(negRisk ? TRUE : FALSE);
    }

    /**
     * @param priceMicros {@link LastPrice#NONE} for a market that never traded
     * @param decimals written at least
     */
    void lastTradePrice(long priceMicros, int decimals) {
        put(LAST_TRADE_PRICE);
        if (priceMicros != LastPrice.NONE) {
            putDecimal(priceMicros, decimals);
        }
        put(QUOTE);
    }

    void versionTwo() {
        put(VERSION_2);
    }

    /** Ends the text with what a copy says, and hashes it. */
    void end(RestCopy copy) {
        rules(copy.minOrderMicros(), copy.tickMicros(), copy.negRisk());
        if (copy.priceMicros() != LastPrice.UNKNOWN) {
            lastTradePrice(copy.priceMicros(), copy.priceDecimals());
        }
        if (copy.versionTwo()) {
            versionTwo();
        }
        end();
    }

    /** Ends the text and hashes it. */
    void end() {
        put(END);
        try {
            sha1.update(text, 0, length);
            sha1.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 gave no 20 bytes", e);
        }
        for (int i = 0; i < digest.length; i++) {
            hex[2 * i] = HEX[digest[i] >> 4 & 0xF];
            hex[2 * i + 1] = HEX[digest[i] & 0xF];
        }
    }

    /** Whether the hash made last is the one told, {@link #HASH_LONGS} longs from {@code offset} on. */
    boolean matches(long[] hash, int offset) {
        for (int i = 0; i < HASH_LONGS; i++) {
            if (hexView.getLong(8 * i) != hash[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** The hash made last, 40 hex digits. For people and tests. */
    String hash() {
        return new String(hex, StandardCharsets.US_ASCII);
    }

    /** The text hashed last. For people and tests. */
    String text() {
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }

    private void put(byte[] words) {
        System.arraycopy(words, 0, text, length, words.length);
        length += words.length;
    }

    private void putInteger(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A decimal with as many places as it needs, and at least some. */
    private void putDecimal(long micros, int places) {
        putInteger(micros / Micros.ONE);
        int fraction = (int) (micros % Micros.ONE);
        if (fraction == 0 && places == 0) {
            return;
        }
        int needed = DECIMALS;
        while (needed > places && fraction % 10 == 0) {
            fraction /= 10;
            needed--;
        }
        text[length++] = '.';
        for (int i = length + needed - 1; i >= length; i--) {
            text[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        length += needed;
    }
}
