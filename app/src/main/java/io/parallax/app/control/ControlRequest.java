package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import java.util.regex.Pattern;

/**
 * What a person asks of the process that trades.
 *
 * @param kind null asks for the status alone
 * @param venue with scope VENUE, else NULL_VAL
 * @param pair name, with scope PAIR, else empty
 * @param principal user of the operating system
 * @param nonce never used before
 * @param timeMs when it was asked, epoch milliseconds
 */
public record ControlRequest(
        ControlKind kind,
        LatchScope scope,
        Venue venue,
        String pair,
        String principal,
        String reason,
        String nonce,
        long timeMs) {
    /** Requests older than this are refused, and such of so far in the future. */
    public static final long MAX_AGE_MS = 30_000;

    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_TEXT = 200;

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", kind == null ? "STATUS" : kind.name());
        json.put("scope", scope.name());
        json.put("venue", scope == LatchScope.VENUE ? venue.name() : "");
        json.put("pair", pair);
        json.put("principal", principal);
        json.put("reason", reason);
        json.put("nonce", nonce);
        json.put("timeMs", timeMs);
        return json;
    }

    /** @throws IllegalArgumentException when it is no request; the message says what is wrong */
    static ControlRequest of(JsonNode json) {
        String kind = json.path("kind").asText();
        LatchScope scope = LatchScope.valueOf(json.path("scope").asText());
        String nonce = json.path("nonce").asText();
        ControlKind what = kind.equals("STATUS") ? null : ControlKind.valueOf(kind);
        if (scope == LatchScope.NULL_VAL || what == ControlKind.NULL_VAL || what == ControlKind.START) {
            throw new IllegalArgumentException("kind " + kind + " of " + scope + " cannot be asked for");
        }
        if (!isNonce(nonce)) {
            throw new IllegalArgumentException("nonce: must be 32 hex digits");
        }
        return new ControlRequest(
                what,
                scope,
                scope == LatchScope.VENUE ? Venue.valueOf(json.path("venue").asText()) : Venue.NULL_VAL,
                shortened(json.path("pair").asText()),
                shortened(json.path("principal").asText()),
                shortened(json.path("reason").asText()),
                nonce,
                json.path("timeMs").asLong());
    }

    static boolean isNonce(String text) {
        return NONCE.matcher(text).matches();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
