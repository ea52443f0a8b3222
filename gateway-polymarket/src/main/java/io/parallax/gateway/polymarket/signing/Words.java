package io.parallax.gateway.polymarket.signing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** 32-byte big-endian words of the EVM's encoding, and their texts. Cold path, except {@link #putLong}. */
public final class Words {
    /** Bytes of a word. */
    public static final int LENGTH = 32;

    static final int ADDRESS_LENGTH = 20;

    private static final HexFormat HEX = HexFormat.of();

    private Words() {}

    /** Puts a non-negative number into the word at {@code offset}; the word's upper 24 bytes are left as they are. */
    static void putLong(byte[] words, int offset, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative value " + value + " has no uint256 word");
        }
        int last = offset + LENGTH - 1;
        long rest = value;
        for (int i = 0; i < Long.BYTES; i++) {
            words[last - i] = (byte) rest;
            rest >>>= 8;
        }
    }

    /**
     * Word of a decimal number, such as a token id.
     *
     * @throws IllegalArgumentException when the text is not a decimal of at most 256 bits
     */
    public static byte[] ofDecimal(String text) {
        BigInteger value;
        try {
            value = new BigInteger(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a decimal token id", e);
        }
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("token id " + text + " is outside 0 .. 2^256-1");
        }
        byte[] bytes = value.toByteArray();
        byte[] word = new byte[LENGTH];
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, word, LENGTH - length, length);
        return word;
    }

    /**
     * Bytes of {@code 0x…} text of exactly {@code length} bytes.
     *
     * @throws IllegalArgumentException naming {@code what}, never the value: it may be a key
     */
    static byte[] ofHex(String what, String text, int length) {
        String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        if (digits.length() != 2 * length) {
            throw new IllegalArgumentException(
                    what + ": expected " + 2 * length + " hex digits, got " + digits.length());
        }
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": not hex digits");
        }
    }

    /** {@code 0x} and lower-case hex digits. */
    public static String hex(byte[] bytes) {
        return "0x" + HEX.formatHex(bytes);
    }

    /** A word with the 20 bytes of an address in its lower end. */
    static byte[] ofAddress(byte[] address) {
        byte[] word = new byte[LENGTH];
        System.arraycopy(address, 0, word, LENGTH - ADDRESS_LENGTH, ADDRESS_LENGTH);
        return word;
    }

    /**
     * Whether a token belongs to protocol V2: bits 40 to 103 of its id are zero. Source: the rule of the official
     * unified client, package @polymarket/client 0.2.0.
     */
    public static boolean isPositionId(byte[] tokenId) {
        return Arrays.equals(tokenId, LENGTH - 13, LENGTH - 5, new byte[8], 0, 8);
    }
}
