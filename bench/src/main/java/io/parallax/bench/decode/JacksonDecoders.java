package io.parallax.bench.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * What a plain bot does with the same frames: reads a tree, or streams tokens, and turns every price and size into an
 * exact number. It publishes nothing and keeps no book, so it does less than ours.
 */
final class JacksonDecoders {
    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonFactory factory = mapper.getFactory();

    /** Sum of all prices and sizes found, through the tree model. */
    long tree(byte[] frame) throws IOException {
        return sum(mapper.readTree(frame));
    }

    private static long sum(JsonNode node) {
        long total = 0;
        if (node.isArray()) {
            for (JsonNode item : node) {
                total += item.isTextual() ? micros(item.asText()) : sum(item);
            }
            return total;
        }
        for (String name : NUMBERS) {
            JsonNode value = node.get(name);
            if (value != null && value.isTextual()) {
                total += micros(value.asText());
            }
        }
        for (String name : CONTAINERS) {
            JsonNode value = node.get(name);
            if (value != null) {
                total += sum(value);
            }
        }
        return total;
    }

    private static final String[] NUMBERS = {"price", "size", "price_dollars", "delta_fp"};
    private static final String[] CONTAINERS = {
        "price_changes", "bids", "asks", "msg", "yes_dollars_fp", "no_dollars_fp"
    };

    /** Sum of all prices and sizes found, token by token. */
    long stream(byte[] frame) throws IOException {
        long total = 0;
        try (JsonParser parser = factory.createParser(frame)) {
            String field = "";
            boolean ladder = false;
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                if (token == JsonToken.FIELD_NAME) {
                    field = parser.currentName();
                    ladder = field.endsWith("_dollars_fp");
                } else if (token == JsonToken.VALUE_STRING && (ladder || isNumber(field))) {
                    total += micros(parser.getText());
                }
            }
        }
        return total;
    }

    private static boolean isNumber(String field) {
        return switch (field) {
            case "price", "size", "price_dollars", "delta_fp" -> true;
            default -> false;
        };
    }

    private static long micros(String text) {
        return new BigDecimal(text).movePointRight(6).longValueExact();
    }
}
