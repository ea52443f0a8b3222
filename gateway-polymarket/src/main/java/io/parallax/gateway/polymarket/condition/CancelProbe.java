package io.parallax.gateway.polymarket.condition;

import io.parallax.gateway.polymarket.order.Calls;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import java.util.function.Consumer;

/**
 * Cancels an order that cannot exist. While the matching engine restarts it answers cancels as it does orders, with 425;
 * otherwise it says that it knows no such order.
 */
public final class CancelProbe implements Probe {
    private static final byte[] NOBODYS = PrivateCalls.ascii("{\"orderID\":\"0x" + "0".repeat(64) + "\"}");
    private static final int TOO_EARLY = 425;
    private static final int SERVER_ERRORS = 500;
    private static final int FORBIDDEN = 403;

    private final Calls calls;

    public CancelProbe(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void ask(Consumer<Boolean> answered) {
        calls.send(
                "DELETE",
                "/order",
                NOBODYS,
                () -> true,
                (status, body, offset, length, nanos, epochNs) -> answered.accept(isThere(status)),
                failure -> answered.accept(false));
    }

    /** Whoever dislikes the id has looked at it; whoever is not let through, has not. */
    private static boolean isThere(int status) {
        return status < SERVER_ERRORS && status != TOO_EARLY && status != FORBIDDEN;
    }
}
