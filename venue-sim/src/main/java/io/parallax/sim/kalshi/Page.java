package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.rest.Answer;
import java.util.List;

/** Lists by {@code limit} and {@code cursor}: the cursor is the offset, a made-up one yields the first page. */
final class Page {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private Page() {}

    static Answer of(RestCall call, String callName, String field, List<? extends JsonNode> all) {
        long limit = call.number("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            return (KalshiError.parameter(callName, "Limit", limit < 1 ? "gte" : "lte")).answer();
        }
        long offset = call.number("cursor", 0);
        int from = offset < 0 || offset > all.size() ? 0 : (int) offset;
        int to = (int) Math.min(all.size(), from + limit);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray(field);
        all.subList(from, to).forEach(items::add);
        return Answer.ok(body.put("cursor", to < all.size() ? Integer.toString(to) : ""));
    }
}
