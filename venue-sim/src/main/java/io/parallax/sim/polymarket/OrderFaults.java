package io.parallax.sim.polymarket;

import java.util.Map;

/** What goes wrong on demand with the next order, and the mode the venue is in. Written by the event loop. */
final class OrderFaults {
    private TradingMode mode = TradingMode.NORMAL;
    private Refusal nextRefusal;
    private boolean nextAnswerLost;

    TradingMode mode() {
        return mode;
    }

    void mode(TradingMode newMode) {
        mode = newMode;
    }

    void rejectNext(int status, String errorText) {
        nextRefusal = Refusal.of(status, errorText);
    }

    /** The next order gets this status with the text the venue uses for it. */
    void failNext(int status) {
        nextRefusal = switch (status) {
            case 403 -> Refusal.withBody(403, "<html><body>403 Forbidden</body></html>", Map.of());
            case 425 -> Refusal.withBody(425, "", Map.of("Retry-After", "1"));
            case 429 ->
                Refusal.withBody(
                        429,
                        "{\"error\":\"Too Many Requests\"}",
                        Map.of("Retry-After", "1", "Poly-RateLimit-Remaining", "-3"));
            case 500 -> Refusal.of(500, "order timed out");
            case 503 -> Refusal.of(503, "Trading is currently disabled. Check polymarket.com for updates");
            default -> Refusal.of(status, "Internal server error");
        };
    }

    void loseNextAnswer() {
        nextAnswerLost = true;
    }

    /** @throws Refusal when this order is the one to refuse */
    void checkNextOrder() {
        Refusal refusal = nextRefusal;
        nextRefusal = null;
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Whether this order is the one whose answer gets lost. */
    boolean takesNextAnswer() {
        boolean lost = nextAnswerLost;
        nextAnswerLost = false;
        return lost;
    }
}
