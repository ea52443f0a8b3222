package io.parallax.app.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    @Test
    void shouldKnowEveryMessageOfTheSchema() throws IOException {
        try (InputStream in = MessageText.class.getResourceAsStream("/sbe/parallax.xml")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher message = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"")
                    .matcher(schema);
            int found = 0;
            while (message.find()) {
                assertThat(MessageText.name(Integer.parseInt(message.group(2)))).isEqualTo(message.group(1));
                found++;
            }
            assertThat(found).isGreaterThan(30);
        }
    }

    @Test
    void shouldRenderFields() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        new RefreshBalanceEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .venue(Venue.KALSHI);
        assertThat(MessageText.of(buffer, 0)).contains("RefreshBalance").contains("venue=KALSHI");
        assertThat(MessageText.name(999)).isEqualTo("Template999");
    }
}
