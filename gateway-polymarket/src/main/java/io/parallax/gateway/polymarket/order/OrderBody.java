package io.parallax.gateway.polymarket.order;

import io.parallax.gateway.polymarket.signing.ClobOrder;
import java.nio.charset.StandardCharsets;

/**
 * The body of {@code POST /order}, byte for byte as the official client writes it, into one reused buffer. Those bytes
 * are signed and sent, never made twice.
 */
final class OrderBody {
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] HEAD = ascii("{\"deferExec\":false,\"postOnly\":");
    private static final byte[] SALT = ascii(",\"order\":{\"salt\":");
    private static final byte[] TOKEN = ascii("\",\"tokenId\":\"");
    private static final byte[] MAKER_AMOUNT = ascii("\",\"makerAmount\":\"");
    private static final byte[] TAKER_AMOUNT = ascii("\",\"takerAmount\":\"");
    private static final byte[] SIDE = ascii("\",\"side\":\"");
    private static final byte[] EXPIRATION = ascii("\",\"expiration\":\"");
    private static final byte[] METADATA = ascii("\",\"metadata\":\"0x");
    private static final byte[] BUILDER = ascii("\",\"builder\":\"0x");
    private static final byte[] SIGNATURE = ascii("\",\"signature\":\"0x");
    private static final byte[] TAIL = ascii("\"}");

    private final byte[] accounts;
    private final byte[] signatureType;
    private final byte[] owner;
    private final byte[] buffer = new byte[2048];
    private final byte[] digits = new byte[20];
    private int length;

    /**
     * The parts that are the same in every order.
     *
     * @param owner the API key, not an address
     */
    OrderBody(String maker, String signer, int signatureType, String owner) {
        accounts = ascii(",\"maker\":\"" + maker + "\",\"signer\":\"" + signer);
        this.signatureType = ascii("\",\"signatureType\":" + signatureType + ",\"timestamp\":\"");
        this.owner = ascii(",\"owner\":\"" + owner + "\",\"orderType\":\"");
    }

    /** Writes the body and returns its length. */
    int encode(
            ClobOrder order,
            String tokenId,
            byte[] signature,
            OrderKind kind,
            long expirationSeconds,
            boolean postOnly) {
        length = 0;
        put(HEAD);
        put(postOnly ? "true" : "false");
        put(SALT);
        put(order.salt());
        put(accounts);
        put(TOKEN);
        put(tokenId);
        put(MAKER_AMOUNT);
        put(order.makerAmountMicros());
        put(TAKER_AMOUNT);
        put(order.takerAmountMicros());
        put(SIDE);
        put(order.isSell() ? "SELL" : "BUY");
        put(signatureType);
        put(order.timestampMs());
        put(EXPIRATION);
        put(expirationSeconds);
        put(METADATA);
        putHex(order.metadata());
        put(BUILDER);
        putHex(order.builder());
        put(SIGNATURE);
        putHex(signature);
        put(TAIL);
        put(owner);
        put(kind.name());
        put(TAIL);
        return length;
    }

    /** The bytes; valid until the next {@link #encode}. */
    byte[] buffer() {
        return buffer;
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void put(String text) {
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void put(long value) {
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        int count = digits.length - at;
        System.arraycopy(digits, at, buffer, length, count);
        length += count;
    }

    private void putHex(byte[] bytes) {
        for (byte b : bytes) {
            buffer[length++] = HEX[b >> 4 & 0xF];
            buffer[length++] = HEX[b & 0xF];
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
