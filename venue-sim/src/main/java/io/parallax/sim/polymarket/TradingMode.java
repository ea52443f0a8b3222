package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.call.Refusal;
import java.util.Map;

/** What the venue currently accepts. */
public enum TradingMode {
    /** Everything. */
    NORMAL,
    /** The engine restarts: orders and cancels are answered with 425. */
    RESTARTING,
    /** After a restart: cancels and post-only orders. */
    POST_ONLY,
    /** Cancels only. */
    CANCEL_ONLY,
    /** No orders. */
    DISABLED,
    /** Nothing, cancels neither. */
    HALTED;

    private static final int RETRY_AFTER_SECONDS = 79;

    /** @throws Refusal when an order may not be placed now */
    void checkOrder(boolean postOnly) {
        checkCancel();
        switch (this) {
            case POST_ONLY -> {
                if (!postOnly) {
                    throw Refusal.withBody(
                            503,
                            "{\"error\":\"post-only mode: only post-only orders and cancels are allowed\","
                                    + "\"code\":\"post_only_mode\",\"retry_after_seconds\":"
                                    + RETRY_AFTER_SECONDS + "}",
                            Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
                }
            }
            case CANCEL_ONLY ->
                throw Refusal.of(
                        503, "Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.");
            case DISABLED, HALTED -> throw disabled();
            default -> {}
        }
    }

    /** @throws Refusal when nothing of the engine can be reached */
    void checkCancel() {
        if (this == RESTARTING) {
            throw Refusal.withBody(425, "", Map.of("Retry-After", "1"));
        }
        if (this == HALTED) {
            throw disabled();
        }
    }

    private static Refusal disabled() {
        return Refusal.of(503, "Trading is currently disabled. Check polymarket.com for updates");
    }
}
