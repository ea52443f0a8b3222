package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OwnerMaskTest {
    private static String masked(String request) {
        return new String(OwnerMask.of(request.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldHideTheOwnerOfEveryOrderAndNothingElse() {
        assertThat(masked("{\"order\":{\"salt\":1},\"owner\":\"51a2-c0de\",\"orderType\":\"FAK\"}"))
                .isEqualTo("{\"order\":{\"salt\":1},\"owner\":\"*********\",\"orderType\":\"FAK\"}");
        assertThat(masked("[{\"owner\":\"aa\"},{\"owner\":\"bb\"}]"))
                .isEqualTo("[{\"owner\":\"**\"},{\"owner\":\"**\"}]");
        assertThat(masked("{\"owner\":\"aa")).isEqualTo("{\"owner\":\"**");
        assertThat(masked("{}")).isEqualTo("{}");
    }
}
