package io.parallax.gateway.polymarket.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;

final class TokenTextsTest {
    private static final long BASE = BufferUtil.ARRAY_BASE_OFFSET;
    private static final String DIGITS = "1234567890".repeat(9);

    /** Each length within and around the rows, each byte of it changed. */
    @Test
    void shouldKnowATokenByEveryByteOfIt() {
        TokenTexts texts = new TokenTexts();
        for (int length = 1; length <= 90; length++) {
            texts.add(DIGITS.substring(0, length).getBytes(StandardCharsets.US_ASCII));
        }
        for (int token = 0; token < 90; token++) {
            int length = token + 1;
            assertThat(texts.length(token)).isEqualTo(length);
            byte[] frame = (DIGITS.substring(0, length) + '"').getBytes(StandardCharsets.US_ASCII);
            assertThat(texts.isQuoted(token, frame, BASE, BASE + frame.length)).isTrue();
            assertThat(texts.isQuoted(token, frame, BASE, BASE + frame.length - 1))
                    .isFalse();
            for (int i = 0; i < frame.length; i++) {
                byte[] other = frame.clone();
                other[i] ^= 1;
                assertThat(texts.isQuoted(token, other, BASE, BASE + other.length))
                        .as("byte %d of %d", i, length)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldTellTwoTokensOfOneLengthApart() {
        TokenTexts texts = new TokenTexts();
        byte[] first = DIGITS.substring(0, 77).getBytes(StandardCharsets.US_ASCII);
        byte[] second = first.clone();
        second[3] = '9';
        texts.add(first);
        texts.add(second);
        byte[] frame = Arrays.copyOf(second, 78);
        frame[77] = '"';
        assertThat(texts.isQuoted(0, frame, BASE, BASE + 78)).isFalse();
        assertThat(texts.isQuoted(1, frame, BASE, BASE + 78)).isTrue();
    }
}
