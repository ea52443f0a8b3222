package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;

/** Turns the NO prices of a recorded message from the leg's own price into YES prices, or back. */
public final class NoPrices {
    private NoPrices() {}

    /** A copy of the {@code msg} with its NO prices p as 1-p. */
    public static ObjectNode flipped(ObjectNode msg) {
        ObjectNode copy = msg.deepCopy();
        if (copy.get("no_dollars_fp") instanceof ArrayNode levels) {
            for (JsonNode level : levels) {
                ((ArrayNode) level).set(0, flip(level.get(0).asText()));
            }
        }
        if ("no".equals(copy.path("side").asText()) && copy.hasNonNull("price_dollars")) {
            copy.put("price_dollars", flip(copy.get("price_dollars").asText()));
        }
        return copy;
    }

    private static String flip(String price) {
        return Fixed.price(Micros.ONE - Micros.parse(price));
    }
}
