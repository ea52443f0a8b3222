package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.Allocation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JsonCursorRecordingsTest {
    private static final ObjectMapper JACKSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectMapper TOKENS =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,11})(\\.\\d{1,6})?");
    private static final TextMap NO_KEYS = TextMap.of();

    private final JsonCursor json = new JsonCursor();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private int scalars;

    @Test
    void shouldReadTheSameValuesAsJackson() throws IOException {
        int read = 0;
        for (byte[] frame : Recordings.frames()) {
            JsonNode expected;
            try {
                expected = JACKSON.readTree(frame);
            } catch (JsonProcessingException e) {
                assertThat(skipWhole(frame, frame.length))
                        .as(new String(frame, StandardCharsets.UTF_8))
                        .isNegative();
                continue;
            }
            buffer.wrap(frame);
            json.wrap(buffer, 0, frame.length);
            if (!compare(expected)) {
                continue;
            }
            assertThat(DecodeFault.name(json.end())).as(expected.toString()).isEqualTo("NONE");
            read++;
        }
        assertThat(read).isGreaterThan(5_000);
        assertThat(scalars).isGreaterThan(50_000);
    }

    @Test
    void shouldEndWithoutThrowingOnMutatedFrames() throws IOException {
        List<byte[]> frames = smallFrames();
        long seed = 20261120L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 30_000; round++) {
            byte[] bytes = frames.get(random.nextInt(frames.size())).clone();
            int length = bytes.length;
            int kind = random.nextInt(3);
            if (kind == 0) {
                length = random.nextInt(length);
            } else {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    bytes[random.nextInt(length)] = kind == 1
                            ? (byte) random.nextInt(256)
                            : (byte) "{}[]\",:\\-0e.tn ".charAt(random.nextInt(15));
                }
            }
            String context = "seed " + seed + " round " + round;
            int fault = skipWhole(bytes, length);
            if (fault == DecodeFault.NONE) {
                assertAccepted(bytes, length, context);
            }
            buffer.wrap(bytes);
            json.wrap(buffer, 0, length);
            try {
                walkBlindly(0);
            } catch (RuntimeException e) {
                throw new AssertionError(context, e);
            }
        }
    }

    @Test
    void shouldNotAllocateOnAnyFrame() throws IOException {
        byte[][] frames = smallFrames().toArray(byte[][]::new);
        assertThat(walkAll(frames)).isNotZero();
        assertThat(Allocation.leastBytes(() -> walkAll(frames))).isZero();
        assertThat(Allocation.control()).isGreaterThanOrEqualTo(1024);
    }

    private int walkAll(byte[][] frames) {
        int faults = 0;
        for (byte[] frame : frames) {
            for (int cut = 0; cut < 3; cut++) {
                buffer.wrap(frame);
                json.wrap(buffer, 0, frame.length * (3 - cut) / 3);
                walkBlindly(0);
                faults += json.fault() == DecodeFault.NONE ? 0 : 1;
            }
        }
        return faults;
    }

    /** Walks by kind, reading every scalar as the type it looks like. */
    private void walkBlindly(int nesting) {
        switch (json.kind()) {
            case OBJECT -> {
                json.enterObject();
                while (json.nextField(KEYS) >= 0) {
                    walkBlindly(nesting + 1);
                }
            }
            case ARRAY -> {
                json.enterArray();
                while (json.nextItem()) {
                    walkBlindly(nesting + 1);
                }
            }
            case STRING -> {
                if (nesting % 2 == 0) {
                    json.string();
                } else {
                    json.decimalMicros();
                }
            }
            case NUMBER -> json.int64();
            case BOOLEAN -> json.bool();
            default -> json.skip();
        }
    }

    private static final TextMap KEYS = TextMap.of(
            "type",
            "sid",
            "seq",
            "msg",
            "market_ticker",
            "yes_dollars_fp",
            "no_dollars_fp",
            "price_dollars",
            "delta_fp",
            "event_type",
            "asset_id",
            "price_changes",
            "bids",
            "asks",
            "price",
            "size",
            "side",
            "timestamp",
            "market");

    private int skipWhole(byte[] bytes, int length) {
        buffer.wrap(bytes);
        json.wrap(buffer, 0, length);
        return json.end();
    }

    private static void assertAccepted(byte[] bytes, int length, String context) {
        try {
            TOKENS.readTree(bytes, 0, length);
        } catch (IOException e) {
            throw new AssertionError(context + ": accepted, but not by Jackson", e);
        }
    }

    private static List<byte[]> smallFrames() throws IOException {
        List<byte[]> frames = new ArrayList<>();
        for (byte[] frame : Recordings.frames()) {
            if (frame.length > 1 && frame.length < 3_000) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** @return false when a limit of ours (not Jackson's) ended the frame */
    private boolean compare(JsonNode node) {
        if (node.isObject()) {
            return compareObject(node);
        }
        if (node.isArray()) {
            assertThat(json.enterArray()).isTrue();
            for (JsonNode item : node) {
                if (!json.nextItem()) {
                    throw new AssertionError("item missing: " + item);
                }
                if (!compare(item)) {
                    return false;
                }
            }
            assertThat(json.nextItem()).isFalse();
            return true;
        }
        scalars++;
        compareScalar(node);
        return true;
    }

    private boolean compareObject(JsonNode node) {
        if (node.size() > 63) {
            json.skip();
            return true;
        }
        String[] names = new String[node.size()];
        Iterator<String> fields = node.fieldNames();
        for (int i = 0; i < names.length; i++) {
            names[i] = fields.next();
        }
        TextMap keys = TextMap.of(names);
        assertThat(json.enterObject()).isTrue();
        for (String name : names) {
            int key = json.nextField(keys);
            assertThat(key >= 0 ? names[key] : DecodeFault.name(json.fault())).isEqualTo(name);
            if (!compare(node.get(name))) {
                return false;
            }
        }
        assertThat(json.nextField(NO_KEYS)).isEqualTo(JsonCursor.END);
        return true;
    }

    private void compareScalar(JsonNode node) {
        switch (node.getNodeType()) {
            case BOOLEAN -> assertThat(json.bool()).isEqualTo(node.booleanValue());
            case NULL -> assertThat(json.int64()).isEqualTo(JsonCursor.ABSENT);
            case NUMBER -> compareNumber(node);
            default -> {
                String text = node.textValue();
                if (DECIMAL.matcher(text).matches()) {
                    assertThat(json.decimalMicros()).isEqualTo(Micros.parse(text));
                } else {
                    assertThat(json.string()).isTrue();
                    if (!json.isTextEscaped()) {
                        assertThat(json.textAsString()).isEqualTo(text);
                    }
                }
            }
        }
    }

    private void compareNumber(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            assertThat(json.int64()).isEqualTo(node.longValue());
            return;
        }
        BigDecimal value = node.decimalValue();
        if (value.scale() >= 0
                && value.stripTrailingZeros().scale() <= 6
                && value.abs().compareTo(BigDecimal.TEN.pow(12)) < 0) {
            assertThat(json.decimalMicros()).isEqualTo(value.movePointRight(6).longValueExact());
        } else {
            json.skip();
        }
    }
}
