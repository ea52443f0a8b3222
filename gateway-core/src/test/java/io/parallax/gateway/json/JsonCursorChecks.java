package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.testkit.AllocatedBytes;
import io.parallax.testkit.StrictJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What must hold of the cursor for any bytes: nothing is thrown, nothing allocated, no more steps are taken than there are
 * bytes, and a text is sound exactly when the slow strict reading says so.
 */
final class JsonCursorChecks {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern WITHOUT_WHOLE = Pattern.compile("-?\\.[0-9]+");
    private static final TextMap NAMES =
            TextMap.of("price", "size", "side", "msg", "type", "bids", "asks", "seq", "a", "timestamp");
    private static final TextMap WORDS = TextMap.of("BUY", "SELL", "yes", "no");

    private final JsonCursor cursor = new JsonCursor();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private final boolean allocations;
    private int length;
    private long steps;
    private long read;
    private int fault;

    /** @param allocations whether allocation can be measured: not under the fuzzer's own instrumentation */
    JsonCursorChecks(boolean allocations) {
        this.allocations = allocations;
    }

    void check(byte[] text) {
        buffer.wrap(text);
        length = text.length;
        long before = AllocatedBytes.soFar();
        walk();
        int walkFault = fault;
        long walked = AllocatedBytes.soFar() - before;
        skip();
        int skipFault = fault;
        if (allocations) {
            assertThat(AllocatedBytes.lasting(walked, this::walk)).isZero();
        }
        assertThat(steps).isLessThanOrEqualTo(length + 1L);
        boolean sound = StrictJson.parse(text, text.length) != null;
        if (sound) {
            assertThat(DecodeFault.name(skipFault)).isEqualTo("NONE");
        } else if (!hasUnicodeEscape(text)) {
            // Jackson refuses half of a surrogate pair in a name, which JSON allows.
            assertThat(DecodeFault.name(skipFault)).isNotEqualTo("NONE");
        }
        if (!sound && !hasUnicodeEscape(text)) {
            assertThat(walkFault).isNotEqualTo(DecodeFault.NONE);
        }
        checkDecimal(text, sound);
    }

    private static boolean hasUnicodeEscape(byte[] text) {
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\' && text[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    private void skip() {
        cursor.wrap(buffer, 0, length);
        cursor.skip();
        fault = cursor.end();
    }

    /** Reads everything there is, each value by what it looks like. */
    private void walk() {
        steps = 0;
        read = 0;
        cursor.wrap(buffer, 0, length);
        value(0);
        fault = cursor.end();
    }

    private void value(int place) {
        steps++;
        switch (cursor.kind()) {
            case OBJECT -> {
                if (cursor.enterObject()) {
                    for (int key; (key = cursor.nextField(NAMES)) >= 0; ) {
                        value(key);
                    }
                }
            }
            case ARRAY -> {
                if (cursor.enterArray()) {
                    int item = 0;
                    while (cursor.nextItem()) {
                        value(item++);
                    }
                }
            }
            case STRING -> string(place);
            case NUMBER -> read += place % 3 == 0 ? cursor.int64() : cursor.decimalMicros();
            case BOOLEAN -> read += cursor.bool() ? 1 : 0;
            default -> cursor.skip();
        }
    }

    private void string(int place) {
        switch (place % 4) {
            case 0 -> read += cursor.decimalMicros();
            case 1 -> read += cursor.word(WORDS);
            case 2 -> read += cursor.int64();
            default -> {
                if (cursor.string()) {
                    assertThatInside(cursor.textOffset(), cursor.textLength());
                }
            }
        }
    }

    private void assertThatInside(int offset, int textLength) {
        if (offset < 0 || textLength < 0 || offset + textLength > length) {
            throw new AssertionError("text at " + offset + " of " + textLength + " outside " + length);
        }
    }

    /** A text that is one number or one string, read as a decimal. */
    private void checkDecimal(byte[] text, boolean sound) {
        cursor.wrap(buffer, 0, length);
        long micros = cursor.decimalMicros();
        int decimalFault = cursor.end();
        BigDecimal expected = sound ? decimal(StrictJson.parse(text, text.length)) : null;
        String spelling = new String(text, StandardCharsets.UTF_8);
        if (expected != null && spelling.indexOf('\\') < 0) {
            assertThat(DecodeFault.name(decimalFault)).as(spelling).isEqualTo("NONE");
            assertThat(BigDecimal.valueOf(micros, 6)).as(spelling).isEqualByComparingTo(expected);
        } else if (decimalFault == DecodeFault.NONE) {
            assertThat(micros).as(spelling).isEqualTo(Micros.NULL);
        }
    }

    private static BigDecimal decimal(JsonNode node) {
        boolean good = node.isNumber() && DECIMAL.matcher(node.asText()).matches()
                || node.isTextual()
                        && (DECIMAL.matcher(node.asText()).matches()
                                || WITHOUT_WHOLE.matcher(node.asText()).matches());
        if (!good) {
            return null;
        }
        BigDecimal value = new BigDecimal(node.asText());
        boolean fits = value.stripTrailingZeros().scale() <= 6
                && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE, 6)) <= 0;
        return fits ? value : null;
    }
}
