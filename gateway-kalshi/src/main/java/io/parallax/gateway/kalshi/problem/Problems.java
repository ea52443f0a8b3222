package io.parallax.gateway.kalshi.problem;

import io.parallax.gateway.problem.VenueProblem;
import java.util.Locale;

/**
 * The venue's codes, and statuses where it gave none that is known, as problems. Codes decide before statuses: 409 is a repeated id
 * and a killed fill-or-kill. A code nobody told us of may come from behind the book and leaves the matter in doubt. Codes of
 * closed markets, pauses and limits are not published for REST; those of its other protocol are taken, which has the same names.
 */
final class Problems {
    private Problems() {}

    static VenueProblem of(int status, ErrorBody.Shape shape, String code, String details) {
        if (status >= 500) {
            return atServer(code);
        }
        VenueProblem known = ofCode(code.toLowerCase(Locale.ROOT), details);
        return known != null ? known : ofStatus(status, shape, code);
    }

    /** A 5xx says nothing of the order, unless the venue says itself that it takes none. */
    private static VenueProblem atServer(String code) {
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "exchange_paused" -> VenueProblem.DISABLED;
            case "trading_paused" -> VenueProblem.CANCEL_ONLY;
            default -> VenueProblem.SERVER_ERROR;
        };
    }

    private static VenueProblem ofCode(String code, String details) {
        return switch (code) {
            case "authentication_error" ->
                details.equals("INCORRECT_API_KEY_SIGNATURE")
                        ? VenueProblem.BAD_SIGNATURE
                        : VenueProblem.AUTHENTICATION;
            case "signature_is_missing_from_headers", "token_authentication_failure" -> VenueProblem.AUTHENTICATION;
            case "header_timestamp_expired" -> VenueProblem.CLOCK_SKEW;
            case "order_already_exists" -> VenueProblem.DUPLICATE;
            case "fill_or_kill_insufficient_resting_volume", "fok_insufficient_volume" -> VenueProblem.NOT_FILLABLE;
            case "insufficient_balance", "available_balance_too_low" -> VenueProblem.INSUFFICIENT_FUNDS;
            case "invalid_price" -> VenueProblem.BAD_TICK;
            case "invalid_order_size", "exceeded_per_market_risk_limit", "exceeded_sell_position_floor" ->
                VenueProblem.BAD_SIZE;
            case "market_not_found", "market_inactive", "market_already_closed", "market_closed" ->
                VenueProblem.MARKET_CLOSED;
            case "trading_paused" -> VenueProblem.CANCEL_ONLY;
            case "exchange_paused" -> VenueProblem.DISABLED;
            case "exchange_unavailable" -> VenueProblem.SERVER_ERROR;
            case "too_many_requests" -> VenueProblem.RATE_LIMITED;
            case "exceeded_order_group_risk_limit", "order_group_not_found" -> VenueProblem.GUARD_TRIPPED;
            case "not_found" -> VenueProblem.NOT_FOUND;
            case "deprecated_v1_order_endpoint",
                    "invalid_order",
                    "bad_request",
                    "order_id_and_client_order_id_mismatch",
                    "order_side_mismatch",
                    "order_ticker_mismatch" -> VenueProblem.BAD_REQUEST;
            default -> null;
        };
    }

    private static VenueProblem ofStatus(int status, ErrorBody.Shape shape, String code) {
        boolean edge = shape == ErrorBody.Shape.UNREADABLE;
        return switch (status) {
            case 401 -> edge ? VenueProblem.UNREADABLE : VenueProblem.AUTHENTICATION;
            case 403 -> edge ? VenueProblem.EDGE_BLOCKED : VenueProblem.NOT_PERMITTED;
            case 404 -> edge ? VenueProblem.UNREADABLE : VenueProblem.NOT_FOUND;
            case 410 -> edge ? VenueProblem.UNREADABLE : VenueProblem.BAD_REQUEST;
            case 425 -> VenueProblem.RESTARTING;
            case 429 -> VenueProblem.RATE_LIMITED;
            default ->
                shape == ErrorBody.Shape.MSG && code.isEmpty() ? VenueProblem.BAD_REQUEST : VenueProblem.UNREADABLE;
        };
    }
}
