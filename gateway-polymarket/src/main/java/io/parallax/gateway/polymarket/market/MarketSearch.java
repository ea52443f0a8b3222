package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.polymarket.reference.MarketTable;
import org.agrona.DirectBuffer;

/**
 * Finds the markets that bytes name, whatever else they are: a frame that cannot be read to its end may still say whose
 * books it was about. Looks at each run of letters and digits once.
 */
final class MarketSearch {
    private static final int CONDITION_LENGTH = 66;
    private static final int MOST_TOKEN_DIGITS = 78;

    private final MarketTable markets;
    private Object base;
    private long position;
    private long end;

    MarketSearch(MarketTable markets) {
        this.markets = markets;
    }

    /** Begins at {@code from}; looks no further than before {@code to}. Both are indexes of the frame. */
    void begin(DirectBuffer frame, int from, int to) {
        frame.boundsCheck(from, to - from);
        base = frame.byteArray();
        position = frame.addressOffset() + from;
        end = frame.addressOffset() + to;
    }

    /** Slot of the next market named, which may have been named before; {@link MarketTable#ABSENT} when there is no more. */
    int next() {
        while (position < end) {
            long start = position;
            boolean digits = true;
            int b;
            while (position < end && isWord(b = FrameBytes.byteAt(base, position))) {
                digits &= b >= '0' && b <= '9';
                position++;
            }
            int length = (int) Math.min(position - start, Integer.MAX_VALUE);
            int slot = MarketTable.ABSENT;
            if (length == CONDITION_LENGTH && !digits) {
                slot = markets.condition(base, start, length);
            } else if (length > 0 && digits && length <= MOST_TOKEN_DIGITS) {
                int token = markets.token(base, start, length);
                slot = token < 0 ? MarketTable.ABSENT : token >> 1;
            }
            if (length == 0) {
                position++;
            }
            if (slot >= 0) {
                return slot;
            }
        }
        return MarketTable.ABSENT;
    }

    /** A point counts as part of a word, so that no decimal is taken for a token. */
    private static boolean isWord(int b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '.';
    }
}
