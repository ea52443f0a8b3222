package io.parallax.sim.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Bodies of requests. */
final class JsonBody {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonBody() {}

    /** @return null when the text is not a JSON object */
    static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** A field's text, null when it is absent, empty or no text. */
    static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** The first field among these that is there and no text, or null. */
    static String notText(JsonNode body, Iterable<String> fields) {
        for (String field : fields) {
            JsonNode value = body.get(field);
            if (value != null && !value.isNull() && !value.isTextual()) {
                return field;
            }
        }
        return null;
    }

    /** The refusal of a field that should be text. */
    static KalshiError mustBeText(JsonNode body, String type, String field) {
        return KalshiError.flat("json: cannot unmarshal " + kind(body.get(field)) + " into Go struct field " + type
                + "." + field + " of type string");
    }

    private static String kind(JsonNode value) {
        return value.isNumber() ? "number" : value.isBoolean() ? "bool" : value.isArray() ? "array" : "object";
    }
}
