package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCursorTest {
    private static final TextMap KEYS = TextMap.of("a", "b", "type");

    private final JsonCursor json = new JsonCursor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"0.4700\" | 470000",
                "\"-3.00\" | -3000000",
                "0.5 | 500000",
                "12 | 12000000",
                "\"966425.00\" | 966425000000",
                "\"0.123456000\" | 123456",
                "\".48\" | 480000",
                "\"-0\" | 0",
                "\"9223372036854.775807\" | 9223372036854775807",
            })
    void shouldReadDecimalsExactly(String text, long micros) {
        start(text);
        assertThat(json.decimalMicros()).isEqualTo(micros);
        assertThat(json.end()).isEqualTo(DecodeFault.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1e3\" | NUMBER_MALFORMED",
                "1e3 | NUMBER_MALFORMED",
                "1.5E3 | NUMBER_MALFORMED",
                "\"NaN\" | NUMBER_MALFORMED",
                "\"Infinity\" | NUMBER_MALFORMED",
                "NaN | SYNTAX",
                "\"+1\" | NUMBER_MALFORMED",
                "\"1.\" | NUMBER_MALFORMED",
                "\" 1\" | NUMBER_MALFORMED",
                "\"1 \" | NUMBER_MALFORMED",
                "\"0x1\" | NUMBER_MALFORMED",
                "\"01\" | NUMBER_MALFORMED",
                "\"-\" | NUMBER_MALFORMED",
                "\"1,000\" | NUMBER_MALFORMED",
                ".5 | SYNTAX",
                "\"0.1234567\" | NUMBER_TOO_FINE",
                "\"9223372036854.775808\" | NUMBER_OVERFLOW",
                "\"99999999999999999999\" | NUMBER_OVERFLOW",
                "true | WRONG_TYPE",
                "[1] | WRONG_TYPE",
                "{} | WRONG_TYPE",
                "\"1 | TRUNCATED",
                "\" | TRUNCATED",
                "- | TRUNCATED",
                "null5 | TRAILING_BYTES",
            })
    void shouldRefuseWhatIsNoPlainDecimal(String text, String fault) {
        start(text);
        assertThat(json.decimalMicros()).isEqualTo(JsonCursor.ABSENT);
        assertThat(DecodeFault.name(json.end())).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1733411269309 | 1733411269309 | NONE",
                "\"1733411269309\" | 1733411269309 | NONE",
                "9223372036854775807 | 9223372036854775807 | NONE",
                "9223372036854775808 | -9223372036854775808 | NUMBER_OVERFLOW",
                "1.0 | -9223372036854775808 | NUMBER_MALFORMED",
                "\"\" | -9223372036854775808 | NONE",
                "null | -9223372036854775808 | NONE",
                "false | -9223372036854775808 | WRONG_TYPE",
            })
    void shouldReadIntegers(String text, long value, String fault) {
        start(text);
        assertThat(json.int64()).isEqualTo(value);
        assertThat(DecodeFault.name(json.end())).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | TRUNCATED",
                "` ` | TRUNCATED",
                "{ | TRUNCATED",
                "{\"a\" | TRUNCATED",
                "{\"a\": | TRUNCATED",
                "{\"a\":1 | TRUNCATED",
                "{\"a\":1, | TRUNCATED",
                "{\"a\":1,} | SYNTAX",
                "{,} | SYNTAX",
                "{\"a\" 1} | SYNTAX",
                "{\"a\":1 \"b\":2} | SYNTAX",
                "{\"a\":1]| SYNTAX",
                "{a:1} | SYNTAX",
                "[1,] | SYNTAX",
                "[1 2] | SYNTAX",
                "{\"a\":1}x | TRAILING_BYTES",
                "{\"a\":01} | SYNTAX",
                "{\"a\":tru} | SYNTAX",
                "{\"a\":1,\"a\":2} | DUPLICATE_KEY",
                "{\"\\u0061\":1} | KEY_ESCAPED",
                "{\"x\":{\"x\":1,\"x\":2}} | NONE",
                "{\"x\":\"\\q\"} | SYNTAX",
                "{\"x\":\"\\u12\"} | SYNTAX",
                "{\"x\":\"\\u12 | TRUNCATED",
                "\uFEFF{} | SYNTAX",
            })
    void shouldNameWhatIsWrong(String text, String fault) {
        start(text);
        if (json.kind() == JsonCursor.Kind.OBJECT && json.enterObject()) {
            while (json.nextField(KEYS) >= 0) {
                json.skip();
            }
        }
        assertThat(DecodeFault.name(json.end())).isEqualTo(fault);
    }

    @Test
    void shouldRefuseBrokenUtf8AndControlCharacters() {
        for (byte[] bytes : new byte[][] {
            {'"', (byte) 0xC0, (byte) 0xAF, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0x80, '"'},
            {'"', (byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80, '"'},
            {'"', '\n', '"'},
            {'"', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', '"'},
        }) {
            json.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
            assertThat(DecodeFault.name(json.end())).isEqualTo("BAD_TEXT");
        }
        start("\"Grüße, 東京 😀 and more than eight bytes\"");
        assertThat(json.string()).isTrue();
        assertThat(json.textAsString()).isEqualTo("Grüße, 東京 😀 and more than eight bytes");
        assertThat(json.end()).isZero();
    }

    @Test
    void shouldHoldItsLimits() {
        start("[".repeat(16) + "]".repeat(16));
        assertThat(json.end()).isEqualTo(DecodeFault.NONE);
        start("[".repeat(17) + "]".repeat(17));
        assertThat(json.end()).isEqualTo(DecodeFault.TOO_DEEP);
        start("[" + "1,".repeat(9_999) + "1]");
        assertThat(json.end()).isEqualTo(DecodeFault.NONE);
        start("[" + "1,".repeat(10_000) + "1]");
        assertThat(json.end()).isEqualTo(DecodeFault.ARRAY_TOO_LONG);
        start("\"" + "x".repeat(65_536) + "\"");
        assertThat(json.end()).isEqualTo(DecodeFault.NONE);
        start("\"" + "x".repeat(65_537) + "\"");
        assertThat(json.end()).isEqualTo(DecodeFault.STRING_TOO_LONG);
        start(" ".repeat(1024 * 1024) + "1");
        assertThat(json.end()).isEqualTo(DecodeFault.FRAME_TOO_LONG);
    }

    @Test
    void shouldSliceAValueForALaterReading() {
        start("{\"b\": [1, {\"c\":\"]\"}] , \"type\":\"x\"}");
        json.enterObject();
        JsonCursor later = new JsonCursor();
        while (json.nextField(KEYS) == 1) {
            json.skip();
            later.wrap(json.buffer(), json.valueOffset(), json.valueLength());
        }
        json.string();
        assertThat(json.textAsString()).isEqualTo("x");
        assertThat(later.enterArray()).isTrue();
        assertThat(later.nextItem()).isTrue();
        assertThat(later.int64()).isEqualTo(1);
        assertThat(later.nextItem()).isTrue();
        assertThat(later.nextItem()).isFalse();
        assertThat(later.end()).isZero();
        assertThat(json.nextField(KEYS)).isEqualTo(JsonCursor.END);
        assertThat(json.end()).isZero();
    }

    @Test
    void shouldKeepTheFirstFault() {
        start("{\"a\":\"x\",\"b\":1}");
        json.enterObject();
        json.nextField(KEYS);
        assertThat(json.decimalMicros()).isEqualTo(JsonCursor.ABSENT);
        assertThat(json.nextField(KEYS)).isEqualTo(JsonCursor.END);
        json.reject(DecodeFault.PRICE_OUT_OF_RANGE);
        assertThat(json.end()).isEqualTo(DecodeFault.NUMBER_MALFORMED);
    }

    @Test
    void shouldThrowOnlyOnMisuse() {
        start("1");
        json.int64();
        assertThatThrownBy(json::int64).isInstanceOf(IllegalStateException.class);
        start("1");
        json.int64();
        assertThatThrownBy(json::nextItem).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldFindTextsByBytes() {
        TextMap map = new TextMap();
        for (int i = 0; i < 1_000; i++) {
            map.put("KXBTC-26APR1817-B" + i, i);
        }
        UnsafeBuffer text = new UnsafeBuffer("..KXBTC-26APR1817-B731..".getBytes(StandardCharsets.US_ASCII));
        assertThat(map.get(text, 2, 20)).isEqualTo(731);
        assertThat(map.get(text, 2, 19)).isEqualTo(73);
        assertThat(map.get(text, 1, 20)).isEqualTo(TextMap.ABSENT);
        assertThat(map.size()).isEqualTo(1_000);
        assertThatThrownBy(() -> map.put("KXBTC-26APR1817-B7", 3)).hasMessageContaining("stands twice");
    }

    private void start(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[bytes.length + 7]);
        buffer.putBytes(5, bytes);
        json.wrap(buffer, 5, bytes.length);
    }

    @Test
    void shouldKeepWhatIsWrongWithANumberApartFromTheText() {
        String[] values = {
            "\"x\"", "1e5", "\"0.0000001\"", "[1,{}]", "true", "99999999999999999999", "\"\"", "null", "\"0.25\""
        };
        int[] faults = {
            DecodeFault.NUMBER_MALFORMED,
            DecodeFault.NUMBER_MALFORMED,
            DecodeFault.NUMBER_TOO_FINE,
            DecodeFault.WRONG_TYPE,
            DecodeFault.WRONG_TYPE,
            DecodeFault.NUMBER_OVERFLOW,
            DecodeFault.NONE,
            DecodeFault.NONE,
            DecodeFault.NONE
        };
        JsonCursor json = new JsonCursor();
        byte[] text = ("[" + String.join(" , ", values) + "]").getBytes(StandardCharsets.UTF_8);
        json.wrap(new UnsafeBuffer(text), 0, text.length);
        json.enterArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(json.nextItem()).isTrue();
            long micros = json.decimalMicrosOrFault();
            assertThat(json.numberFault()).as(values[i]).isEqualTo(faults[i]);
            assertThat(micros).as(values[i]).isEqualTo(i == 8 ? 250_000 : JsonCursor.ABSENT);
        }
        assertThat(json.nextItem()).isFalse();
        assertThat(json.end()).isEqualTo(DecodeFault.NONE);

        byte[] broken = "[\"0.5x\u0001\"]".getBytes(StandardCharsets.UTF_8);
        json.wrap(new UnsafeBuffer(broken), 0, broken.length);
        json.enterArray();
        json.nextItem();
        assertThat(json.decimalMicrosOrFault()).isEqualTo(JsonCursor.ABSENT);
        assertThat(json.fault()).isEqualTo(DecodeFault.NUMBER_MALFORMED);
    }
}
