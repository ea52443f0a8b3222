package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.polymarket.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PreimageTest {
    private final Preimage preimage = new Preimage();

    @TestFactory
    Stream<DynamicTest> shouldWriteEveryVectorAsTheVenueDoes() {
        return StreamSupport.stream(Vectors.vectors("orderbook_hash.json").spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.path("id").asText(), () -> {
                    JsonNode input = vector.path("input");
                    JsonNode expected = vector.path("expected");
                    write(input);
                    if (expected.hasNonNull("preimage")) {
                        assertThat(preimage.text())
                                .isEqualTo(expected.path("preimage").asText());
                    }
                    assertThat(preimage.hash())
                            .isEqualTo(expected.path("sha1Hex").asText());
                    assertThat(preimage.matches(longs(expected.path("sha1Hex").asText()), 0))
                            .isTrue();
                    assertThat(preimage.matches(longs("0".repeat(40)), 0)).isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldWriteEveryVectorOfALiveBookFromItsLevels() {
        return StreamSupport.stream(Vectors.vectors("orderbook_hash.json").spliterator(), false)
                .filter(vector -> !vector.path("id").asText().equals("official-two-levels")) // asks ascend in it
                .flatMap(vector -> Stream.of(false, true)
                        .map(second -> DynamicTest.dynamicTest(
                                vector.path("id").asText() + (second ? " as second outcome" : ""), () -> {
                                    JsonNode input = vector.path("input");
                                    HashedBook book = new HashedBook();
                                    add(book, !second, second, input.path("bids"));
                                    add(book, second, second, input.path("asks"));
                                    book.write(preimage, beginning(input), timestamp(input), second);
                                    writeRest(input);
                                    assertThat(preimage.hash())
                                            .isEqualTo(vector.path("expected")
                                                    .path("sha1Hex")
                                                    .asText());
                                })));
    }

    @Test
    void shouldWritePlainDecimals() {
        assertThat(price(500_000, 3)).isEqualTo("0.500");
        assertThat(price(1_000, 3)).isEqualTo("0.001");
        assertThat(price(17_500, 3)).isEqualTo("0.0175");
        assertThat(price(500_000, 1)).isEqualTo("0.5");
        assertThat(price(1, 0)).isEqualTo("0.000001");
        assertThat(price(0, 3)).isEqualTo("0.000");
        assertThat(price(Micros.ONE, 0)).isEqualTo("1");
        assertThat(price(92_790_050_000L, 0)).isEqualTo("92790.05");
        assertThat(price(1_000_000_000_000_000L, 0)).isEqualTo("1000000000");
        assertThat(price(LastPrice.NONE, 3)).isEmpty();
    }

    private String price(long micros, int decimals) {
        preimage.begin(new byte[0], 0, 0);
        preimage.lastTradePrice(micros, decimals);
        preimage.end();
        String text = preimage.text();
        String before = "\"last_trade_price\":\"";
        return text.substring(text.indexOf(before) + before.length(), text.length() - 2);
    }

    /** In the order given, whatever it is. */
    private void write(JsonNode input) {
        preimage.begin(
                beginning(input),
                timestamp(input),
                input.path("bids").size() + input.path("asks").size());
        input.path("bids").forEach(this::level);
        preimage.asks();
        input.path("asks").forEach(this::level);
        writeRest(input);
    }

    private void level(JsonNode level) {
        preimage.level(
                Micros.parse(level.path("price").asText()),
                Micros.parse(level.path("size").asText()));
    }

    private void writeRest(JsonNode input) {
        preimage.rules(
                Micros.parse(input.path("min_order_size").asText()),
                Micros.parse(input.path("tick_size").asText()),
                input.path("neg_risk").asBoolean());
        Set<String> fields = new HashSet<>();
        input.fieldNames().forEachRemaining(fields::add);
        if (fields.contains("last_trade_price")) {
            String text = input.path("last_trade_price").asText();
            preimage.lastTradePrice(
                    text.isEmpty() ? LastPrice.NONE : Micros.parse(text),
                    text.isEmpty() ? 0 : text.length() - text.indexOf('.') - 1);
        }
        if (fields.contains("version")) {
            preimage.versionTwo();
        }
        preimage.end();
    }

    private static byte[] beginning(JsonNode input) {
        return Preimage.beginning(
                input.path("market").asText(), input.path("asset_id").asText());
    }

    private static long timestamp(JsonNode input) {
        String text = input.path("timestamp").asText();
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static void add(HashedBook book, boolean bid, boolean second, JsonNode levels) {
        for (JsonNode level : levels) {
            long price = Micros.parse(level.path("price").asText());
            book.add(
                    bid,
                    second ? Micros.ONE - price : price,
                    Micros.parse(level.path("size").asText()));
        }
    }

    private static long[] longs(String hash) {
        UnsafeBuffer bytes = new UnsafeBuffer(hash.getBytes(StandardCharsets.US_ASCII));
        long[] longs = new long[Preimage.HASH_LONGS];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = bytes.getLong(8 * i);
        }
        return longs;
    }
}
