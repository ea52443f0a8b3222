package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import java.util.Locale;

/**
 * A halt that stands.
 *
 * @param id epoch nanoseconds at which it was set, or just after
 * @param venue with scope VENUE, else NULL_VAL
 * @param pair name of the pair with scope PAIR, else empty
 * @param evidence what a person is told
 */
public record Latch(long id, LatchScope scope, Venue venue, String pair, LatchCause cause, String evidence) {

    /** One of the whole engine. */
    public static Latch ofEngine(long id, LatchCause cause, String evidence) {
        return new Latch(id, LatchScope.ENGINE, Venue.NULL_VAL, "", cause, evidence);
    }

    /** What it closes: {@code engine}, {@code kalshi}, {@code pair rain}. */
    public String what() {
        return switch (scope) {
            case VENUE -> venue.name().toLowerCase(Locale.ROOT);
            case PAIR -> "pair " + pair;
            default -> "engine";
        };
    }

    /** As it is written. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("scope", scope.name());
        if (scope == LatchScope.VENUE) {
            json.put("venue", venue.name());
        }
        if (scope == LatchScope.PAIR) {
            json.put("pair", pair);
        }
        json.put("cause", cause.name());
        json.put("evidence", evidence);
        return json;
    }

    /** @throws IllegalArgumentException when it is none */
    static Latch of(JsonNode json) {
        LatchScope scope = LatchScope.valueOf(json.path("scope").asText());
        if (!json.path("id").canConvertToLong() || scope == LatchScope.NULL_VAL) {
            throw new IllegalArgumentException("a latch without id or scope");
        }
        return new Latch(
                json.path("id").asLong(),
                scope,
                scope == LatchScope.VENUE ? Venue.valueOf(json.path("venue").asText()) : Venue.NULL_VAL,
                scope == LatchScope.PAIR ? json.path("pair").asText() : "",
                LatchCause.valueOf(json.path("cause").asText()),
                json.path("evidence").asText());
    }
}
