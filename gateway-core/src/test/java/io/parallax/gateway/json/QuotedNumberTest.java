package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;

final class QuotedNumberTest {
    private static final String LETTERS = "0123456789012345678901234567890123456789....\"-+,/e \u007f";

    private static byte[] bytes(String text) {
        return Arrays.copyOf((text + "\"").getBytes(StandardCharsets.ISO_8859_1), 32);
    }

    private static long word(byte[] bytes) {
        return FrameBytes.word(bytes, BufferUtil.ARRAY_BASE_OFFSET);
    }

    private static long price(String text) {
        long word = word(bytes(text));
        return QuotedNumber.price(word, QuotedNumber.quote(word));
    }

    private static long decimal(String text) {
        long word = word(bytes(text));
        return QuotedNumber.decimal(word, QuotedNumber.quote(word));
    }

    /** What the older reader says of the same bytes. */
    private static long value(long result) {
        return result == FastNumber.ODD ? QuotedNumber.ODD : FastNumber.value(result);
    }

    @Test
    void shouldReadPricesOfFourDecimals() {
        assertThat(price("0.5")).isEqualTo(500_000);
        assertThat(price("0.49")).isEqualTo(490_000);
        assertThat(price("0.999")).isEqualTo(999_000);
        assertThat(price("0.0001")).isEqualTo(100);
        for (String odd :
                new String[] {"0.12345", "0.123456", "1", "1.0", ".5", "0,5", "0.4 ", "", "0", "0.4e", "00.5"}) {
            assertThat(price(odd)).as(odd).isEqualTo(QuotedNumber.ODD);
        }
    }

    @Test
    void shouldReadDecimalsOfSevenBytes() {
        assertThat(decimal("0")).isZero();
        assertThat(decimal("7")).isEqualTo(7_000_000);
        assertThat(decimal("0.5")).isEqualTo(500_000);
        assertThat(decimal("120.51")).isEqualTo(120_510_000);
        assertThat(decimal("99999.9")).isEqualTo(99_999_900_000L);
        assertThat(decimal("9999999")).isEqualTo(9_999_999_000_000L);
        assertThat(decimal("0.00001")).isEqualTo(10);
        for (String odd :
                new String[] {"", ".", "5.", ".5", "00", "01", "00.5", "1.2.3", "1/2", "1,2", "-1", "+1", "1e3"}) {
            assertThat(decimal(odd)).as(odd).isEqualTo(QuotedNumber.ODD);
        }
    }

    @Test
    void shouldTellTheLengthApart() {
        assertThat(QuotedNumber.length(QuotedNumber.quote(word(bytes(""))))).isZero();
        assertThat(QuotedNumber.length(QuotedNumber.quote(word(bytes("120.51")))))
                .isEqualTo(6);
        assertThat(QuotedNumber.length(QuotedNumber.quote(word(bytes("1\"34\"67")))))
                .isEqualTo(1);
        assertThat(QuotedNumber.quote(word(bytes("12345678")))).isZero();
        assertThat(QuotedNumber.length(0)).isEqualTo(8);
    }

    @Test
    void shouldReadEveryTextOfSevenBytesAsTheOlderReaderDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 400_000; round++) {
            byte[] bytes = new byte[32];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)
                        (random.nextInt(40) == 0
                                ? random.nextInt(256)
                                : LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            int length = random.nextInt(8);
            if (random.nextInt(3) != 0) {
                bytes[length] = '"';
            }
            if (random.nextBoolean()) {
                bytes[0] = '0';
                bytes[1] = '.';
            }
            long word = word(bytes);
            long quote = QuotedNumber.quote(word);
            String text = "seed " + seed + " '" + new String(bytes, StandardCharsets.ISO_8859_1) + "'";
            if (quote == 0) {
                continue;
            }
            long decimal = value(FastNumber.decimal(bytes, BufferUtil.ARRAY_BASE_OFFSET));
            assertThat(QuotedNumber.decimal(word, quote)).as(text).isEqualTo(decimal);
            long price = value(FastNumber.price(bytes, BufferUtil.ARRAY_BASE_OFFSET));
            long quick = QuotedNumber.price(word, quote);
            if (quick > 0 || QuotedNumber.length(quote) < 7) {
                assertThat(Math.max(0, quick)).as(text).isEqualTo(Math.max(0, price));
            }
            read += decimal >= 0 || price > 0 ? 1 : 0;
        }
        assertThat(read).isGreaterThan(20_000);
    }

    @Test
    void shouldReadMillisecondsOfThirteenDigitsOnly() {
        assertThat(milliseconds("1790766966313")).isEqualTo(1_790_766_966_313L);
        assertThat(milliseconds("9999999999999")).isEqualTo(9_999_999_999_999L);
        for (String odd :
                new String[] {"0790766966313", "179076696631", "17907669663130", "179076696631x", "1:90766966313"}) {
            assertThat(milliseconds(odd)).as(odd).isEqualTo(QuotedNumber.ODD);
        }
        byte[] good = bytes("1790766966313");
        for (int i = 0; i < 14; i++) {
            for (int b = 0; b < 256; b++) {
                byte[] bytes = good.clone();
                bytes[i] = (byte) b;
                long expected = FastNumber.unsigned(bytes, BufferUtil.ARRAY_BASE_OFFSET);
                boolean whole = expected != FastNumber.ODD && FastNumber.length(expected) == 13 && bytes[13] == '"';
                assertThat(QuotedNumber.milliseconds(bytes, BufferUtil.ARRAY_BASE_OFFSET))
                        .as("byte %d is %d", i, b)
                        .isEqualTo(whole ? FastNumber.value(expected) : QuotedNumber.ODD);
            }
        }
    }

    private static long milliseconds(String text) {
        return QuotedNumber.milliseconds(bytes(text), BufferUtil.ARRAY_BASE_OFFSET);
    }
}
