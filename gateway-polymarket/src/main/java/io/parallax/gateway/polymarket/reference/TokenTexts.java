package io.parallax.gateway.polymarket.reference;

import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.TextList;
import java.util.Arrays;
import org.agrona.BufferUtil;

/**
 * Decimal ids of tokens by number, to be compared with the bytes of a frame. Those of 72 to 80 digits, nearly all there are,
 * stand in rows of one length, so that they are compared without a loop; the two of a market stand side by side.
 */
final class TokenTexts {
    /** Nine words from the beginning of the text, its last word, its length. */
    private static final int ROW = 11;

    private static final int LAST = 9;
    private static final int LENGTH = 10;
    private static final int SHORTEST = LAST * FrameBytes.WORD;
    private static final int LONGEST = SHORTEST + FrameBytes.WORD;

    private final TextList texts = new TextList();
    private long[] rows = new long[2 * ROW];

    /** Adds the id of the next token. */
    void add(byte[] text) {
        int row = texts.size() * ROW;
        texts.add(text);
        if (row == rows.length) {
            rows = Arrays.copyOf(rows, 2 * row);
        }
        int length = text.length;
        if (length >= SHORTEST && length <= LONGEST) {
            for (int i = 0; i < LAST; i++) {
                rows[row + i] = FrameBytes.word(text, BufferUtil.ARRAY_BASE_OFFSET + i * FrameBytes.WORD);
            }
            rows[row + LAST] = FrameBytes.word(text, BufferUtil.ARRAY_BASE_OFFSET + length - FrameBytes.WORD);
        }
        rows[row + LENGTH] = length;
    }

    /** Digits of a token's id. */
    int length(int token) {
        return (int) rows[token * ROW + LENGTH];
    }

    /** Whether the token's id stands at {@code at}, before a quote. Reads nothing at {@code end} or behind. */
    boolean isQuoted(int token, Object base, long at, long end) {
        long[] all = rows;
        int row = token * ROW;
        int length = (int) all[row + LENGTH];
        if (at + length >= end || FrameBytes.byteAt(base, at + length) != '"') {
            return false;
        }
        if (length < SHORTEST || length > LONGEST) {
            return texts.isAt(token, base, at);
        }
        // Tells the two tokens of a market apart at once.
        if (FrameBytes.word(base, at + length - FrameBytes.WORD) != all[row + LAST]) {
            return false;
        }
        long difference = FrameBytes.word(base, at) ^ all[row];
        difference |= FrameBytes.word(base, at + 8) ^ all[row + 1];
        difference |= FrameBytes.word(base, at + 16) ^ all[row + 2];
        difference |= FrameBytes.word(base, at + 24) ^ all[row + 3];
        difference |= FrameBytes.word(base, at + 32) ^ all[row + 4];
        difference |= FrameBytes.word(base, at + 40) ^ all[row + 5];
        difference |= FrameBytes.word(base, at + 48) ^ all[row + 6];
        difference |= FrameBytes.word(base, at + 56) ^ all[row + 7];
        difference |= FrameBytes.word(base, at + 64) ^ all[row + 8];
        return difference == 0;
    }
}
