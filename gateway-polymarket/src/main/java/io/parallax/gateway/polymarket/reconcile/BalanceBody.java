package io.parallax.gateway.polymarket.reconcile;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import org.agrona.DirectBuffer;

/** The answer of {@code GET /balance-allowance}: 6-decimal integers, which are micros. Reused. */
public final class BalanceBody {
    /** Answer for a body without a readable balance. */
    public static final long ABSENT = JsonCursor.ABSENT;

    private static final TextMap FIELDS = TextMap.of("balance");

    private final JsonCursor json = new JsonCursor();

    /** The balance in micros, or {@link #ABSENT}. */
    public long read(DirectBuffer body, int offset, int length) {
        long micros = ABSENT;
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            while (json.nextField(FIELDS) >= 0) {
                micros = json.int64();
            }
        }
        return json.end() == DecodeFault.NONE && micros >= 0 ? micros : ABSENT;
    }
}
