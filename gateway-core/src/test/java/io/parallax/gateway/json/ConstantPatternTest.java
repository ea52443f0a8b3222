package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;

final class ConstantPatternTest {
    private static final String TEXT = "\"price_changes\":[{\"asset_id\":\"..";

    @Test
    void shouldTellOnlyWhereAllOfItStands() {
        for (int length = 8; length <= 32; length++) {
            ConstantPattern pattern = ConstantPattern.of(TEXT.substring(0, length));
            assertThat(pattern.length()).isEqualTo(length);
            byte[] bytes = ('!' + TEXT + '!').getBytes(StandardCharsets.US_ASCII);
            Arrays.fill(bytes, length + 1, bytes.length, (byte) '!');
            assertThat(difference(pattern, bytes)).isZero();
            for (int i = 1; i <= length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    bytes[i] ^= (byte) (1 << bit);
                    assertThat(difference(pattern, bytes))
                            .as("byte %d of %d", i, length)
                            .isNotZero();
                    bytes[i] ^= (byte) (1 << bit);
                }
            }
        }
    }

    private static long difference(ConstantPattern pattern, byte[] bytes) {
        return pattern.difference(bytes, BufferUtil.ARRAY_BASE_OFFSET + 1);
    }

    @Test
    void shouldRefuseWhatItsWordsCannotCover() {
        assertThatThrownBy(() -> ConstantPattern.of("seven..")).hasMessageContaining("must have 8 to 32");
        assertThatThrownBy(() -> ConstantPattern.of("x".repeat(33))).hasMessageContaining("must have 8 to 32");
    }
}
