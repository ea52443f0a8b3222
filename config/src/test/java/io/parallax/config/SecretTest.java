package io.parallax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void shouldShowNothingHoweverItIsPrinted() throws IOException {
        Secret secret = new Secret("hush hush");
        assertThat(secret.toString()).isEqualTo("****");
        assertThat(String.format("%s %s", secret, Map.of("key", secret))).doesNotContain("hush");
        assertThat(new ObjectMapper().writeValueAsString(Map.of("key", secret))).isEqualTo("{\"key\":\"****\"}");
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(secret))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldWipeTheValueItWasGiven() {
        byte[] value = "hush hush".getBytes(StandardCharsets.UTF_8);
        Secret secret = Secret.of(value);
        byte[] copy = secret.bytes();
        secret.close();
        secret.close();
        assertThat(value).containsOnly(0);
        assertThat(copy).asString(StandardCharsets.UTF_8).isEqualTo("hush hush");
        assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCompareByContentAndHashByNothing() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
        assertThat(new Secret("a").hashCode()).isEqualTo(new Secret("b").hashCode());
    }
}
