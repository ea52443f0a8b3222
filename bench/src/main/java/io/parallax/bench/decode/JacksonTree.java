package io.parallax.bench.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.Map;

/** Jackson's tree model, as a plain bot uses it. */
final class JacksonTree implements RivalDecoder {
    private final ObjectReader reader = new ObjectMapper().reader();

    @Override
    public long read(byte[] frame) throws IOException {
        return value(reader.readTree(frame));
    }

    private static long value(JsonNode node) {
        long sum = 0;
        if (node.isArray()) {
            for (JsonNode item : node) {
                sum += value(item);
            }
            return sum;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            sum += switch (field.getKey()) {
                case "price", "size", "price_dollars", "delta_fp", "yes_price_dollars", "count_fp" ->
                    ExactMicros.of(value.textValue());
                case "seq", "ts_ms", "sending_ts_ms" -> value.longValue();
                case "timestamp" -> Long.parseLong(value.textValue());
                case "type", "event_type", "side", "taker_book_side" -> RivalDecoder.code(value.textValue());
                case "market_ticker", "market", "asset_id" -> RivalDecoder.idCode(value.textValue());
                case "is_block_trade" -> value.booleanValue() ? 1 : 0;
                case "msg", "price_changes", "bids", "asks" -> value(value);
                case "yes_dollars_fp", "no_dollars_fp" -> ladder(value);
                default -> 0;
            };
        }
        return sum;
    }

    private static long ladder(JsonNode levels) {
        long sum = 0;
        for (JsonNode level : levels) {
            sum += ExactMicros.of(level.get(0).textValue())
                    + ExactMicros.of(level.get(1).textValue());
        }
        return sum;
    }
}
