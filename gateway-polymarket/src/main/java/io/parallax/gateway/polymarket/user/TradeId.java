package io.parallax.gateway.polymarket.user;

import org.agrona.DirectBuffer;

/** A trade's id as 128 bits: those of the uuid, or a hash of any other text. The same text gives the same bits. */
final class TradeId {
    private static final int UUID_LENGTH = 36;
    private static final long PRIME = 0x100000001B3L;
    private static final long BASIS = 0xCBF29CE484222325L;

    private long high;
    private long low;

    void read(DirectBuffer text, int offset, int length) {
        if (length != UUID_LENGTH || !readUuid(text, offset)) {
            high = hash(text, offset, length, BASIS);
            low = hash(text, offset, length, ~BASIS);
        }
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private boolean readUuid(DirectBuffer text, int offset) {
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            byte b = text.getByte(offset + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash != (b == '-')) {
                return false;
            }
            if (!dash) {
                int digit = Character.digit(b, 16);
                if (digit < 0) {
                    return false;
                }
                upper = upper << 4 | lower >>> 60;
                lower = lower << 4 | digit;
            }
        }
        high = upper;
        low = lower;
        return true;
    }

    private static long hash(DirectBuffer text, int offset, int length, long basis) {
        long hash = basis;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text.getByte(offset + i)) * PRIME;
        }
        return hash;
    }
}
