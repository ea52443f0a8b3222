package io.parallax.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a REST call answers.
 *
 * @param body text, JSON unless a header says otherwise
 */
public record Answer(int status, String body, Map<String, String> headers) {
    /** The header that says what the body is. */
    public static final String CONTENT_TYPE = "Content-Type";

    /** Success. */
    public static Answer ok(JsonNode body) {
        return ok(body.toString());
    }

    /** Success. */
    public static Answer ok(String json) {
        return new Answer(200, json, Map.of());
    }

    /** Any status. */
    public static Answer of(int status, JsonNode body) {
        return new Answer(status, body.toString(), Map.of());
    }

    /** A page for people, as what stands before a venue sends it. */
    public static Answer html(int status, String page) {
        return new Answer(status, page, Map.of(CONTENT_TYPE, "text/html; charset=UTF-8"));
    }

    /** The same with these headers too. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, body, all);
    }

    /** The same with another body. */
    public Answer withBody(String text) {
        return new Answer(status, text, headers);
    }

    /** Takes the answer of one call, at once or later, always on the event loop. */
    public interface Reply {
        /** Writes the answer. */
        void send(Answer answer);

        /** Closes the connection instead of answering. */
        void lose();
    }
}
