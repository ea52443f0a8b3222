package io.parallax.bench.decode;

import com.jsoniter.CodegenAccess;
import com.jsoniter.JsonIterator;
import com.jsoniter.spi.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** jsoniter's iterator used as its generated decoders use it: keys by hash, texts as slices of the frame. */
final class JsoniterStream implements RivalDecoder {
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

    private final JsonIterator json = new JsonIterator();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public long read(byte[] frame) throws IOException {
        json.reset(frame);
        return frame[0] == '[' ? objects() : object();
    }

    private long objects() throws IOException {
        long sum = 0;
        while (json.readArray()) {
            sum += object();
        }
        return sum;
    }

    private long object() throws IOException {
        long sum = 0;
        if (!CodegenAccess.readObjectStart(json)) {
            return sum;
        }
        do {
            switch (CodegenAccess.readObjectFieldAsHash(json)) {
                case KeyHash.PRICE,
                        KeyHash.SIZE,
                        KeyHash.PRICE_DOLLARS,
                        KeyHash.DELTA_FP,
                        KeyHash.YES_PRICE_DOLLARS,
                        KeyHash.COUNT_FP -> sum += micros();
                case KeyHash.SEQ, KeyHash.TS_MS, KeyHash.SENDING_TS_MS -> sum += json.readLong();
                case KeyHash.TIMESTAMP -> sum += micros() / 1_000_000;
                case KeyHash.TYPE, KeyHash.EVENT_TYPE, KeyHash.SIDE, KeyHash.TAKER_BOOK_SIDE -> sum += word();
                case KeyHash.MARKET_TICKER -> sum += is(json.readStringAsSlice(), TICKER) ? 1 : 0;
                case KeyHash.MARKET -> sum += is(json.readStringAsSlice(), CONDITION) ? 1 : 0;
                case KeyHash.ASSET_ID -> {
                    Slice id = json.readStringAsSlice();
                    sum += is(id, YES) ? 1 : is(id, NO) ? 2 : 0;
                }
                case KeyHash.IS_BLOCK_TRADE -> sum += json.readBoolean() ? 1 : 0;
                case KeyHash.MSG -> sum += object();
                case KeyHash.PRICE_CHANGES, KeyHash.BIDS, KeyHash.ASKS -> sum += objects();
                case KeyHash.YES_DOLLARS_FP, KeyHash.NO_DOLLARS_FP -> sum += ladder();
                default -> json.skip();
            }
        } while (CodegenAccess.nextTokenIsComma(json));
        return sum;
    }

    private long ladder() throws IOException {
        long sum = 0;
        while (json.readArray()) {
            while (json.readArray()) {
                sum += micros();
            }
        }
        return sum;
    }

    private long micros() throws IOException {
        Slice text = json.readStringAsSlice();
        return ExactMicros.of(text.data(), text.head(), text.tail());
    }

    private int word() throws IOException {
        Slice text = json.readStringAsSlice();
        for (int i = 0; i < WORDS.length; i++) {
            if (is(text, WORDS[i])) {
                return CODES[i];
            }
        }
        return 0;
    }

    private static boolean is(Slice text, byte[] expected) {
        return Arrays.equals(text.data(), text.head(), text.tail(), expected, 0, expected.length);
    }
}
