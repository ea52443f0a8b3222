package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;

/** The {@code msg} of an {@code error} of the socket. Reused; event loop only. */
final class ErrorFrame {
    /** The channel ended. */
    static final int CHANNEL = 10;
    /** We read too slowly: the channel ended. */
    static final int OVERFLOW = 25;
    /** More markets than one subscription takes. */
    static final int TOO_MANY_MARKETS = 26;

    private static final int MAX_WORDS = 200;
    private static final TextMap KEYS = TextMap.of("code", "msg");

    private long code;
    private String words = "";

    /** @return a fault code or 0 */
    int read(JsonCursor body) {
        code = JsonCursor.ABSENT;
        words = "";
        if (body.enterObject()) {
            for (int key; (key = body.nextField(KEYS)) >= 0; ) {
                if (key == 0) {
                    code = body.int64();
                } else if (body.string()) {
                    words = body.textAsString();
                }
            }
        }
        return body.end();
    }

    long code() {
        return code;
    }

    /** Whether the subscription is dead and its sid gone. */
    boolean isTerminal() {
        return code == CHANNEL || code == OVERFLOW;
    }

    /** What the venue says, printable and not long. */
    String words() {
        return words.substring(0, Math.min(MAX_WORDS, words.length())).replaceAll("[^ -~]", "?");
    }
}
