package io.parallax.bench.decode;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** dsl-json's reader used as its generated decoders use it: keys by hash, ids and words compared in place. */
final class DslJsonStream implements RivalDecoder {
    private static final int LONGEST_SIMPLE_TEXT = 128;
    private static final byte[] TICKER = bytes(MarketFrames.TICKER);
    private static final byte[] CONDITION = bytes(MarketFrames.CONDITION);
    private static final byte[] YES = bytes(MarketFrames.YES_TOKEN);
    private static final byte[] NO = bytes(MarketFrames.NO_TOKEN);
    private static final byte[][] WORDS = {
        bytes("orderbook_delta"),
        bytes("orderbook_snapshot"),
        bytes("trade"),
        bytes("price_change"),
        bytes("book"),
        bytes("last_trade_price"),
        bytes("yes"),
        bytes("bid"),
        bytes("BUY"),
        bytes("no"),
        bytes("ask"),
        bytes("SELL")
    };
    private static final int[] CODES = {1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 8, 8};

    private final JsonReader<Object> reader = new DslJson<>().newReader(new byte[64], 0, new char[LONGEST_SIMPLE_TEXT]);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public long read(byte[] frame) throws IOException {
        reader.process(frame, frame.length);
        return reader.getNextToken() == '[' ? objects() : object();
    }

    private long objects() throws IOException {
        long sum = 0;
        if (reader.getNextToken() != ']') {
            do {
                sum += object();
            } while (reader.getNextToken() == ',' && reader.getNextToken() == '{');
        }
        return sum;
    }

    private long object() throws IOException {
        long sum = 0;
        byte token = reader.getNextToken();
        while (token == '"') {
            int key = reader.fillName();
            reader.getNextToken();
            boolean ahead = false;
            switch (key) {
                case KeyHash.PRICE,
                        KeyHash.SIZE,
                        KeyHash.PRICE_DOLLARS,
                        KeyHash.DELTA_FP,
                        KeyHash.YES_PRICE_DOLLARS,
                        KeyHash.COUNT_FP -> sum += micros();
                case KeyHash.SEQ, KeyHash.TS_MS, KeyHash.SENDING_TS_MS ->
                    sum += NumberConverter.deserializeLong(reader);
                case KeyHash.TIMESTAMP -> sum += micros() / 1_000_000;
                case KeyHash.TYPE, KeyHash.EVENT_TYPE, KeyHash.SIDE, KeyHash.TAKER_BOOK_SIDE -> sum += word();
                case KeyHash.MARKET_TICKER -> sum += id(TICKER);
                case KeyHash.MARKET -> sum += id(CONDITION);
                case KeyHash.ASSET_ID -> {
                    reader.calcHash();
                    sum += reader.wasLastName(YES) ? 1 : reader.wasLastName(NO) ? 2 : 0;
                }
                case KeyHash.IS_BLOCK_TRADE -> sum += reader.wasTrue() ? 1 : reader.wasFalse() ? 0 : 9;
                case KeyHash.MSG -> sum += object();
                case KeyHash.PRICE_CHANGES, KeyHash.BIDS, KeyHash.ASKS -> sum += objects();
                case KeyHash.YES_DOLLARS_FP, KeyHash.NO_DOLLARS_FP -> sum += ladder();
                default -> {
                    token = reader.skip();
                    ahead = true;
                }
            }
            if (!ahead) {
                token = reader.getNextToken();
            }
            if (token == ',') {
                token = reader.getNextToken();
            }
        }
        return sum;
    }

    private long ladder() throws IOException {
        long sum = 0;
        if (reader.getNextToken() != ']') {
            do {
                reader.getNextToken();
                sum += micros();
                reader.getNextToken();
                reader.getNextToken();
                sum += micros();
                reader.getNextToken();
            } while (reader.getNextToken() == ',' && reader.getNextToken() == '[');
        }
        return sum;
    }

    private long micros() throws IOException {
        int from = reader.getCurrentIndex();
        char[] text = reader.readSimpleQuote();
        return ExactMicros.of(text, 0, reader.getCurrentIndex() - from - 1);
    }

    private int id(byte[] expected) throws IOException {
        reader.calcHash();
        return reader.wasLastName(expected) ? 1 : 0;
    }

    private int word() throws IOException {
        reader.calcHash();
        for (int i = 0; i < WORDS.length; i++) {
            if (reader.wasLastName(WORDS[i])) {
                return CODES[i];
            }
        }
        return 0;
    }
}
