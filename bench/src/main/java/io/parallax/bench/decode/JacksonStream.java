package io.parallax.bench.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** Jackson's stream of tokens; numbers and ids are read where they lie in the parser's characters, without a String. */
final class JacksonStream implements RivalDecoder {
    private static final char[] TICKER = MarketFrames.TICKER.toCharArray();
    private static final char[] CONDITION = MarketFrames.CONDITION.toCharArray();
    private static final char[] YES = MarketFrames.YES_TOKEN.toCharArray();
    private static final char[] NO = MarketFrames.NO_TOKEN.toCharArray();

    private final JsonFactory factory = new JsonFactory();

    @Override
    public long read(byte[] frame) throws IOException {
        try (JsonParser parser = factory.createParser(frame)) {
            return parser.nextToken() == JsonToken.START_ARRAY ? objects(parser) : object(parser);
        }
    }

    private long objects(JsonParser parser) throws IOException {
        long sum = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            sum += object(parser);
        }
        return sum;
    }

    private long object(JsonParser parser) throws IOException {
        long sum = 0;
        for (String key; (key = parser.nextFieldName()) != null; ) {
            JsonToken token = parser.nextToken();
            switch (key) {
                case "price", "size", "price_dollars", "delta_fp", "yes_price_dollars", "count_fp" ->
                    sum += micros(parser);
                case "seq", "ts_ms", "sending_ts_ms" -> sum += parser.getLongValue();
                case "timestamp" -> sum += micros(parser) / 1_000_000;
                case "type", "event_type", "side", "taker_book_side" -> sum += RivalDecoder.code(parser.getText());
                case "market_ticker", "market", "asset_id" -> sum += idCode(parser);
                case "is_block_trade" -> sum += token == JsonToken.VALUE_TRUE ? 1 : 0;
                case "msg" -> sum += object(parser);
                case "price_changes", "bids", "asks" -> sum += objects(parser);
                case "yes_dollars_fp", "no_dollars_fp" -> sum += ladder(parser);
                default -> parser.skipChildren();
            }
        }
        return sum;
    }

    private static long ladder(JsonParser parser) throws IOException {
        long sum = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            sum += micros(parser);
            parser.nextToken();
            sum += micros(parser);
            parser.nextToken();
        }
        return sum;
    }

    private static long micros(JsonParser parser) throws IOException {
        int from = parser.getTextOffset();
        return ExactMicros.of(parser.getTextCharacters(), from, from + parser.getTextLength());
    }

    private static int idCode(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        if (Arrays.equals(text, from, to, NO, 0, NO.length)) {
            return 2;
        }
        return Arrays.equals(text, from, to, YES, 0, YES.length)
                        || Arrays.equals(text, from, to, CONDITION, 0, CONDITION.length)
                        || Arrays.equals(text, from, to, TICKER, 0, TICKER.length)
                ? 1
                : 0;
    }
}
