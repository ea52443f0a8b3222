package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class FrameBytesTest {
    private static final long BASE = BufferUtil.ARRAY_BASE_OFFSET;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldReadTheSameWordOnAndOffTheHeap() {
        byte[] text = bytes("0123456789");
        UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(16));
        direct.putBytes(1, text);
        for (int i = 0; i < 2; i++) {
            assertThat(FrameBytes.word(direct.byteArray(), direct.addressOffset() + 1 + i))
                    .isEqualTo(FrameBytes.word(text, BASE + i));
        }
        assertThat(FrameBytes.word(text, BASE) & 0xFF).isEqualTo('0');
    }

    @Test
    void shouldReadShortWordsWithoutTheBytesBehind() {
        byte[] text = bytes("abcdefghXX");
        for (int length = 0; length <= 8; length++) {
            long expected =
                    length == 8 ? FrameBytes.word(text, BASE) : FrameBytes.word(text, BASE) & (1L << length * 8) - 1;
            assertThat(FrameBytes.shortWord(text, BASE, length))
                    .as("%d bytes", length)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldMatchAPatternOfAnyLengthAndNothingElse() {
        Random random = new Random(11);
        for (int length = 1; length <= 70; length++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) (' ' + random.nextInt(95)));
            }
            BytePattern pattern = BytePattern.of(text.toString());
            assertThat(pattern.length()).isEqualTo(length);
            byte[] frame = bytes("xyz" + text + "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");
            assertThat(pattern.matches(frame, BASE + 3)).as(text.toString()).isTrue();
            for (int i = 0; i < length; i++) {
                byte[] other = frame.clone();
                other[3 + i] ^= (byte) (1 << random.nextInt(8));
                assertThat(pattern.matches(other, BASE + 3))
                        .as("byte %d of '%s'", i, text)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldTellPlainTextFromEveryOtherByte() {
        for (int length = 8; length < 45; length++) {
            byte[] text = bytes("x" + "a~ !9Z#[]^".repeat(5).substring(0, length) + "\"\"");
            assertThat(FrameBytes.isPlain(text, BASE + 1, length)).isTrue();
            assertThat(FrameBytes.textLength(text, BASE + 1, BASE + length + 2)).isEqualTo(length);
            assertThat(FrameBytes.textLength(text, BASE + 1, BASE + length + 1)).isEqualTo(-1);
            for (int i = 1; i <= length; i++) {
                for (int b = 0; b < 256; b++) {
                    byte[] other = text.clone();
                    other[i] = (byte) b;
                    boolean plain = b >= ' ' && b < 0x80 && b != '"' && b != '\\';
                    assertThat(FrameBytes.isPlain(other, BASE + 1, length)).isEqualTo(plain);
                    int expected = plain ? length : b == '"' ? i - 1 : -1;
                    assertThat(FrameBytes.textLength(other, BASE + 1, BASE + length + 2))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void shouldTakeForAHashOnlyPlainTextAndEveryHexText() {
        byte[] hash = bytes("x" + "0123456789abcdef".repeat(3).substring(0, 40) + "\"");
        assertThat(FrameBytes.isHashLike(hash, BASE + 1)).isTrue();
        for (int i = 1; i <= 40; i++) {
            for (int b = 0; b < 256; b++) {
                byte[] other = hash.clone();
                other[i] = (byte) b;
                boolean like = FrameBytes.isHashLike(other, BASE + 1);
                boolean hex = b >= '0' && b <= '9' || b >= 'a' && b <= 'f';
                assertThat(like || !hex).as("byte %d", b).isTrue();
                assertThat(like).as("byte %d", b).isEqualTo(b >= '0' && b <= '?' || b >= '`' && b <= 0x7F);
            }
        }
    }

    @Test
    void shouldReadShortTextsUpToSevenBytes() {
        String text = "0.1234567";
        for (int length = 0; length <= 9; length++) {
            byte[] frame = bytes(text.substring(0, length) + "\"\\\"\u0000aaaaaa");
            assertThat(FrameBytes.shortTextLength(frame, BASE)).isEqualTo(length <= 7 ? length : -1);
        }
        assertThat(FrameBytes.shortTextLength(bytes("0.5\\\"aaa"), BASE)).isEqualTo(-1);
        assertThat(FrameBytes.shortTextLength(bytes("0.\n5\"aaa"), BASE)).isEqualTo(-1);
        assertThat(FrameBytes.shortTextLength(bytes("0.\u00e95\"aa"), BASE)).isEqualTo(-1);
    }
}
