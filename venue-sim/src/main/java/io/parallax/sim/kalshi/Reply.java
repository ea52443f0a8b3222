package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Answer to a REST call.
 *
 * @param status HTTP status
 * @param body JSON body
 * @param lost whether the connection is cut instead of answering
 */
record Reply(int status, JsonNode body, boolean lost) {
    static Reply ok(JsonNode body) {
        return new Reply(200, body, false);
    }

    static Reply of(KalshiError error) {
        return new Reply(error.status(), error.body(), false);
    }
}
