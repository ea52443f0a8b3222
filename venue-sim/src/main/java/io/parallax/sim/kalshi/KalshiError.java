package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.Reject;
import io.parallax.sim.rest.Answer;

/**
 * A refusal of a REST call.
 *
 * @param status HTTP status
 * @param body JSON body
 */
record KalshiError(int status, ObjectNode body) {
    static final KalshiError BAD_SIGNATURE =
            nested(401, "authentication_error", "authentication_error", "INCORRECT_API_KEY_SIGNATURE");
    static final KalshiError UNKNOWN_KEY = nested(401, "authentication_error", "authentication_error", "NOT_FOUND");
    static final KalshiError SIGNATURE_MISSING =
            nested(401, "signature_is_missing_from_headers", "signature is missing from headers", null);
    static final KalshiError CLOCK = nested(401, "header_timestamp_expired", "header timestamp expired", null);
    static final KalshiError SOCKET_AUTH =
            nested(401, "token_authentication_failure", "token authentication failure", null);
    static final KalshiError NOT_FOUND = nested(404, "not_found", "not found", null);
    static final KalshiError MARKET_NOT_FOUND = nested(404, "market_not_found", "market not found", null);
    static final KalshiError V1_GONE =
            nested(410, "deprecated_v1_order_endpoint", "Please switch to the V2 endpoints", null);
    static final KalshiError INVALID_PRICE = nested(400, "invalid_price", "invalid price", null);
    static final KalshiError INVALID_SIZE = nested(400, "invalid_order_size", "invalid order size", null);
    static final KalshiError TRADING_PAUSED = nested(400, "trading_paused", "trading paused", null);
    static final KalshiError EXCHANGE_PAUSED = nested(400, "exchange_paused", "exchange paused", null);
    static final KalshiError GROUP_NOT_FOUND = nested(404, "order_group_not_found", "order group not found", null);
    static final KalshiError GROUP_TRIPPED =
            nested(400, "exceeded_order_group_risk_limit", "exceeded order group risk limit", null);
    static final KalshiError SCOPE_MISSING =
            nested(403, "insufficient_permissions", "insufficient permissions", "the API key lacks the scope");
    static final KalshiError INSUFFICIENT_BALANCE = nested(400, "insufficient_balance", "insufficient balance", null);
    static final KalshiError NO_BODY = flat("unexpected end of JSON input");
    static final KalshiError DUPLICATE = nested(409, "order_already_exists", "order already exists", null);

    static KalshiError nested(int status, String code, String message, String details) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", message);
        if (details != null) {
            error.put("details", details);
        }
        return new KalshiError(status, body);
    }

    /** What goes over the wire. */
    Answer answer() {
        return Answer.of(status, body);
    }

    /** Fields given that contradict the order. */
    static KalshiError mismatch(String code) {
        return nested(400, code, code.replace('_', ' '), null);
    }

    static KalshiError invalidOrder(String details) {
        return nested(400, "invalid_order", "invalid order", details);
    }

    static KalshiError badRequest(String details) {
        return nested(400, "bad_request", "bad request", details);
    }

    /** A body that does not parse into the request type. */
    static KalshiError flat(String details) {
        return new KalshiError(
                400,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", "bad_request")
                        .put("message", "bad request")
                        .put("details", details));
    }

    /** A query parameter out of range. */
    static KalshiError parameter(String call, String field, String rule) {
        String params = call + "Params." + field;
        return new KalshiError(
                400,
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "msg",
                                "Parameter validation failed for " + call + ": Key: '" + params
                                        + "' Error:Field validation for '" + field + "' failed on the '" + rule
                                        + "' tag"));
    }

    /** A refusal by its venue code, for faults on demand. */
    static KalshiError ofCode(String code) {
        int status =
                switch (code) {
                    case "fill_or_kill_insufficient_resting_volume", "order_already_exists" -> 409;
                    case "market_not_found", "not_found" -> 404;
                    case "too_many_requests" -> 429;
                    default -> 400;
                };
        return nested(status, code, code.replace('_', ' '), null);
    }

    /** A bare status without a venue body, as of a proxy in front of it. */
    static KalshiError ofStatus(int status) {
        return status == 429
                ? new KalshiError(429, JsonNodeFactory.instance.objectNode().put("error", "too many requests"))
                : nested(status, "internal_server_error", "internal server error", null);
    }

    static KalshiError of(Reject reject) {
        return switch (reject) {
            case MARKET_CLOSED -> nested(400, "market_already_closed", "market already closed", null);
            case TRADING_PAUSED -> TRADING_PAUSED;
            case PRICE_OFF_GRID -> INVALID_PRICE;
            case SIZE_INVALID, SIZE_BELOW_MINIMUM -> INVALID_SIZE;
            case INSUFFICIENT_CASH, INSUFFICIENT_HOLDINGS -> INSUFFICIENT_BALANCE;
            case POST_ONLY_CROSS -> invalidOrder("post only cross");
            case FOK_KILLED ->
                nested(
                        409,
                        "fill_or_kill_insufficient_resting_volume",
                        "fill or kill insufficient resting volume",
                        null);
            case DUPLICATE_ID -> DUPLICATE;
        };
    }
}
