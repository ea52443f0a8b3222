package io.parallax.sim.polymarket.sign;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.web3j.crypto.Hash;

/** The 32-byte words an EIP-712 structure is hashed from. */
final class Words {
    static final int WORD_BYTES = 32;
    private static final int ADDRESS_HEX_DIGITS = 40;

    private final byte[] bytes;
    private int used;

    Words(int count) {
        bytes = new byte[count * WORD_BYTES];
    }

    /** Appends an unsigned number, right-aligned. */
    Words number(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > Byte.SIZE * WORD_BYTES) {
            throw new IllegalArgumentException(value + ": not an unsigned 256-bit number");
        }
        byte[] magnitude = value.toByteArray();
        int skip = magnitude.length > WORD_BYTES ? 1 : 0;
        int length = magnitude.length - skip;
        System.arraycopy(magnitude, skip, bytes, used + WORD_BYTES - length, length);
        used += WORD_BYTES;
        return this;
    }

    Words number(long value) {
        return number(BigInteger.valueOf(value));
    }

    /** Appends an address, right-aligned. */
    Words address(String address) {
        if (address.length() != ADDRESS_HEX_DIGITS + 2 || !address.startsWith("0x")) {
            throw new IllegalArgumentException(address + ": not an address of 0x and 40 hex digits");
        }
        return number(new BigInteger(address.substring(2), 16));
    }

    /** Appends one whole word. */
    Words word(byte[] word) {
        if (word.length != WORD_BYTES) {
            throw new IllegalArgumentException("a word has 32 bytes, not " + word.length);
        }
        System.arraycopy(word, 0, bytes, used, WORD_BYTES);
        used += WORD_BYTES;
        return this;
    }

    /** Keccak-256 of all words; every announced word must have been written. */
    byte[] keccak() {
        if (used != bytes.length) {
            throw new IllegalStateException("wrote " + used + " of " + bytes.length + " bytes");
        }
        return Hash.sha3(bytes);
    }

    /** Keccak-256 of a text's UTF-8 bytes, the way EIP-712 encodes strings and type names. */
    static byte[] keccakOf(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest to sign: keccak(0x1901, domain separator, structure hash). */
    static byte[] digest(byte[] domainSeparator, byte[] structHash) {
        byte[] preimage = new byte[2 + 2 * WORD_BYTES];
        preimage[0] = 0x19;
        preimage[1] = 0x01;
        System.arraycopy(domainSeparator, 0, preimage, 2, WORD_BYTES);
        System.arraycopy(structHash, 0, preimage, 2 + WORD_BYTES, WORD_BYTES);
        return Hash.sha3(preimage);
    }

    static String hex(byte[] value) {
        return "0x" + HexFormat.of().formatHex(value);
    }
}
