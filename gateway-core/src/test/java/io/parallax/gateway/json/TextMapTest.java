package io.parallax.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class TextMapTest {
    @Test
    void shouldFindEveryTextOfEveryLengthAndNoOther() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TextMap map = new TextMap();
        Map<String, Integer> plain = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String text = text(random, i % 90);
            if (!plain.containsKey(text)) {
                plain.put(text, i);
                map.put(text, i);
            }
        }
        assertThat(map.size()).isEqualTo(plain.size());
        plain.forEach((text, value) ->
                assertThat(get(map, text)).as("'%s', seed %d", text, seed).isEqualTo(value));
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, random.nextInt(92));
            assertThat(get(map, text))
                    .as("'%s', seed %d", text, seed)
                    .isEqualTo(plain.getOrDefault(text, TextMap.ABSENT));
        }
    }

    @Test
    void shouldTellTextsApartThatDifferInAnyByte() {
        String text = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
        TextMap map = TextMap.of(text);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == '0' ? '1' : '0';
            assertThat(get(map, text.substring(0, i) + other + text.substring(i + 1)))
                    .isEqualTo(TextMap.ABSENT);
            assertThat(get(map, text.substring(0, i))).isEqualTo(TextMap.ABSENT);
        }
        assertThat(get(map, text)).isZero();
    }

    @Test
    void shouldReportANameOnceAndOnlySoMany() {
        UnknownNames names = new UnknownNames("test name");
        for (int i = 0; i < 100; i++) {
            UnsafeBuffer name = new UnsafeBuffer(("name " + i).getBytes(StandardCharsets.US_ASCII));
            assertThat(names.met(name, 0, name.capacity())).isEqualTo(i < UnknownNames.MOST_NAMES);
            assertThat(names.met(name, 0, name.capacity())).isFalse();
        }
        assertThat(names.size()).isEqualTo(UnknownNames.MOST_NAMES);
    }

    /** Few letters, so that many texts are alike but for a byte. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(4) == 0 ? "ab".charAt(random.nextInt(2)) : 'a');
        }
        return text.toString();
    }

    private static int get(TextMap map, String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.US_ASCII);
        return map.get(new UnsafeBuffer(bytes), 1, text.length());
    }
}
