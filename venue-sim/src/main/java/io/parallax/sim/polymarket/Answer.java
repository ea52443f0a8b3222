package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a REST call answers.
 *
 * @param body JSON text
 */
record Answer(int status, String body, Map<String, String> headers) {
    static Answer ok(JsonNode body) {
        return ok(body.toString());
    }

    static Answer ok(String json) {
        return new Answer(200, json, Map.of());
    }

    static Answer of(Refusal refusal) {
        return new Answer(refusal.status(), refusal.body(), refusal.headers());
    }

    /** Takes the answer of one call, at once or later, always on the event loop. */
    interface Reply {
        void send(Answer answer);

        /** Closes the connection instead of answering. */
        void lose();
    }
}
