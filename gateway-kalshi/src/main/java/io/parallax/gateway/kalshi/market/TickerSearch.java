package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.TextMap;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Finds which market a broken frame speaks of: the text behind the first {@code "market_ticker"} it holds. */
final class TickerSearch {
    private static final byte[] KEY = "\"market_ticker\"".getBytes(StandardCharsets.US_ASCII);

    private TickerSearch() {}

    /** Index of the market, or {@link TextMap#ABSENT}. */
    static int find(DirectBuffer frame, int offset, int length, Markets markets) {
        int end = offset + length;
        for (int i = offset; i + KEY.length < end; i++) {
            if (frame.getByte(i) == KEY[0] && matches(frame, i)) {
                int p = i + KEY.length;
                while (p < end && isBetween(frame.getByte(p))) {
                    p++;
                }
                int from = p + 1;
                int to = from;
                while (to < end && frame.getByte(to) != '"') {
                    to++;
                }
                return to < end && frame.getByte(p) == '"' ? markets.indexOf(frame, from, to - from) : TextMap.ABSENT;
            }
        }
        return TextMap.ABSENT;
    }

    /** What may stand between a key and its value. */
    private static boolean isBetween(byte b) {
        return b == ':' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean matches(DirectBuffer frame, int at) {
        for (int i = 1; i < KEY.length; i++) {
            if (frame.getByte(at + i) != KEY[i]) {
                return false;
            }
        }
        return true;
    }
}
