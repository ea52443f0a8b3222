package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FastNumberTest {
    private static final int ROUNDS = 200_000;

    private final Random random = new Random();
    private final byte[] memory = new byte[64];
    private long at;

    /** Puts the text where it ends at the last byte that a reach of 17 allows, or anywhere before, amid random bytes. */
    private void place(String text) {
        random.nextBytes(memory);
        int start = random.nextInt(memory.length - FastNumber.REACH + 1);
        if (start + text.length() > memory.length) {
            start = memory.length - text.length();
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, memory, start, bytes.length);
        at = BufferUtil.ARRAY_BASE_OFFSET + start;
    }

    private long seed() {
        long seed = System.nanoTime();
        random.setSeed(seed);
        return seed;
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private static long micros(String text) {
        return new BigDecimal(text).movePointRight(6).longValueExact();
    }

    @Test
    void shouldReadEveryDecimalOfUpToEightWholeDigitsAndSixPlacesAsBigDecimalDoes() {
        long seed = seed();
        for (int round = 0; round < ROUNDS; round++) {
            String whole = digits(1 + round % 8);
            int places = random.nextInt(7);
            String text = Long.parseLong(whole) + (places == 0 ? "" : "." + digits(places));
            place(text + '"');
            long result = FastNumber.decimal(memory, at);
            assertThat(result).as("%s, seed %d", text, seed).isNotEqualTo(FastNumber.ODD);
            assertThat(FastNumber.value(result)).as("%s, seed %d", text, seed).isEqualTo(micros(text));
            assertThat(FastNumber.length(result)).as("%s, seed %d", text, seed).isEqualTo(text.length());

            place('-' + text + '"');
            if (text.length() < FastNumber.REACH - 2) {
                long negative = FastNumber.signedDecimal(memory, at);
                assertThat(FastNumber.value(negative)).isEqualTo(-micros(text));
                assertThat(FastNumber.length(negative)).isEqualTo(text.length() + 1);
            }
        }
    }

    @Test
    void shouldReadDigitsOfAKnownNumberWhateverStandsBehindThem() {
        long seed = seed();
        for (int round = 0; round < ROUNDS; round++) {
            int length = 1 + round % FastNumber.MAX_DIGITS;
            String text = digits(length);
            if (random.nextInt(3) == 0) {
                char[] changed = text.toCharArray();
                changed[random.nextInt(length)] = (char) random.nextInt(256);
                text = new String(changed);
            }
            place(text);
            boolean sound = text.matches("0|[1-9][0-9]*");
            assertThat(FastNumber.digits(memory, at, length))
                    .as("'%s', seed %d", text, seed)
                    .isEqualTo(sound ? Long.parseLong(text) : FastNumber.ODD);
        }
    }

    @Test
    void shouldReadEveryPriceOfOneToSixPlaces() {
        long seed = seed();
        for (int round = 0; round < ROUNDS; round++) {
            String text = "0." + digits(1 + round % 6);
            place(text + '"');
            long result = FastNumber.price(memory, at);
            assertThat(FastNumber.value(result)).as("%s, seed %d", text, seed).isEqualTo(micros(text));
            assertThat(FastNumber.length(result)).as("%s, seed %d", text, seed).isEqualTo(text.length());
        }
    }

    @Test
    void shouldReadEveryUnsignedOfUpToSixteenDigits() {
        long seed = seed();
        for (int round = 0; round < ROUNDS; round++) {
            long number = Long.parseLong(digits(1 + round % 16));
            String text = Long.toString(number);
            place(text + ",\"}] ".charAt(random.nextInt(5)));
            long result = FastNumber.unsigned(memory, at);
            assertThat(FastNumber.value(result)).as("%s, seed %d", text, seed).isEqualTo(number);
            assertThat(FastNumber.length(result)).as("%s, seed %d", text, seed).isEqualTo(text.length());
        }
    }

    /** Whatever the bytes: a value is given only where the general reader gives the same one, of the same length. */
    @Test
    void shouldNeverReadWhatTheGeneralReaderReadsOtherwise() {
        long seed = seed();
        String alphabet = "0123456789.\"-+eE, 0\0\u007f\u0080\u00ff";
        int read = 0;
        for (int round = 0; round < 5 * ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(17);
            for (int i = 0; i < length; i++) {
                boolean likely = random.nextInt(4) != 0;
                text.append(alphabet.charAt(random.nextInt(likely ? 12 : alphabet.length())));
            }
            if (random.nextInt(4) == 0) {
                text.insert(0, "0.");
            }
            text.setLength(Math.min(text.length(), FastNumber.REACH));
            place(text.toString());
            read += same(FastNumber.decimal(memory, at), seed, text) ? 1 : 0;
            read += same(FastNumber.signedDecimal(memory, at), seed, text) ? 1 : 0;
            read += same(FastNumber.price(memory, at), seed, text) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(ROUNDS / 20);
    }

    private boolean same(long result, long seed, CharSequence text) {
        if (result == FastNumber.ODD) {
            return false;
        }
        int start = (int) (at - BufferUtil.ARRAY_BASE_OFFSET);
        int length = FastNumber.length(result);
        assertThat((char) memory[start + length]).as("%s, seed %d", text, seed).isEqualTo('"');
        JsonCursor json = new JsonCursor();
        byte[] quoted = new byte[length + 2];
        quoted[0] = '"';
        System.arraycopy(memory, start, quoted, 1, length + 1);
        json.wrap(new org.agrona.concurrent.UnsafeBuffer(quoted), 0, quoted.length);
        long general = json.decimalMicros();
        assertThat(json.end()).as("%s, seed %d", text, seed).isEqualTo(DecodeFault.NONE);
        assertThat(FastNumber.value(result)).as("%s, seed %d", text, seed).isEqualTo(general);
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "\"", ".5\"", "5.\"", "05\"", "00.5\"", "1e5\"", "+1\"", "1.2.3\"", "0.1234567\"", "123456789\"",
                        "1.1234567\"",
                "12345678.1234567\"", "0x10\"", "1 \"", " 1\"", "--1\"", "-\"", "-.5\"", "NaN\"", "1,5\"", "0.5",
                        "0.5}", "12345678.\""
            })
    void shouldLeaveOddDecimalsToTheGeneralReader(String text) {
        place(text
                + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".substring(0, Math.max(0, FastNumber.REACH - text.length())));
        assertThat(FastNumber.decimal(memory, at)).isEqualTo(FastNumber.ODD);
        assertThat(FastNumber.price(memory, at)).isEqualTo(FastNumber.ODD);
        assertThat(FastNumber.signedDecimal(memory, at)).isEqualTo(FastNumber.ODD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "01\"", "00,", "12345678901234567,", "-1,", " 1,"})
    void shouldLeaveOddIntegersToTheGeneralReader(String text) {
        place(text + "\0".repeat(Math.max(0, FastNumber.REACH - text.length())));
        assertThat(FastNumber.unsigned(memory, at)).isEqualTo(FastNumber.ODD);
    }
}
