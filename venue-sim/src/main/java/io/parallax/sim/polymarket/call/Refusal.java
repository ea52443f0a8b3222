package io.parallax.sim.polymarket.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parallax.sim.rest.Answer;
import java.util.Map;

/** An answer other than success: an HTTP status with the venue's error text. Carries no stack trace; it is no fault. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;
    private final transient Map<String, String> headers;

    private Refusal(int status, String text, String body, Map<String, String> headers) {
        super(text, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** The usual body, {@code {"error":"text"}}. */
    public static Refusal of(int status, String text) {
        String body = JsonNodeFactory.instance.objectNode().put("error", text).toString();
        return new Refusal(status, text, body, Map.of());
    }

    /** A body of its own. */
    public static Refusal withBody(int status, String body, Map<String, String> headers) {
        return new Refusal(status, body, body, headers);
    }

    public static Refusal badRequest(String text) {
        return of(400, text);
    }

    public static Refusal notFound(String text) {
        return of(404, text);
    }

    public static Refusal unauthorized() {
        return of(401, "Unauthorized/Invalid api key");
    }

    public static Refusal invalidPayload() {
        return badRequest("Invalid order payload");
    }

    /** What goes over the wire. */
    public Answer answer() {
        return new Answer(status, body, headers);
    }
}
