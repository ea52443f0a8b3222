package io.parallax.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBoxTest {
    private static final long NOW_MS = 1_795_000_000_000L;
    private static final String NONCE = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path sessions;

    private ControlDirectory directory;
    private RequestBox box;
    private String me;
    private final List<ControlRequest> handled = new ArrayList<>();

    @BeforeEach
    void setUp() throws IOException {
        directory = ControlDirectory.of(sessions).create();
        box = new RequestBox(directory, NOW_MS - 1_000_000);
        me = Files.getOwner(directory.requests()).getName();
    }

    private ControlRequest request(String principal, long timeMs) {
        return new ControlRequest(
                ControlKind.PAUSE, LatchScope.VENUE, Venue.KALSHI, "", principal, "why", NONCE, timeMs);
    }

    private JsonNode ask(JsonNode request, String nonce) throws IOException {
        ControlDirectory.write(directory.requests().resolve(nonce + ".json"), request);
        box.poll(
                asked -> {
                    handled.add(asked);
                    return JsonNodeFactory.instance.objectNode().put("ok", true);
                },
                NOW_MS);
        assertThat(directory.requests()).isEmptyDirectory();
        return ControlDirectory.read(directory.answers().resolve(nonce + ".json"));
    }

    @Test
    void shouldHandleARequestOnce() throws IOException {
        ControlRequest request = request(me, NOW_MS - 29_000);
        assertThat(ask(request.json(), NONCE).path("ok").asBoolean()).isTrue();
        assertThat(handled).containsExactly(request);
        JsonNode again = ask(request.json(), NONCE);
        assertThat(again.path("ok").asBoolean()).isFalse();
        assertThat(again.path("message").asText()).contains("nonce was used");
        assertThat(handled).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsOldForgedOrUnreadable() throws IOException {
        String other = "f".repeat(32);
        ObjectNode start = request(me, NOW_MS).json().put("kind", "START");
        assertThat(ask(request(me, NOW_MS - 31_000).json(), NONCE)
                        .path("message")
                        .asText())
                .contains("too old");
        assertThat(ask(request(me, NOW_MS + 31_000).json(), NONCE)
                        .path("message")
                        .asText())
                .contains("too old");
        assertThat(ask(request("mallory", NOW_MS).json(), NONCE).path("message").asText())
                .contains("mallory");
        assertThat(ask(request(me, NOW_MS).json(), other).path("message").asText())
                .contains("nonce");
        assertThat(ask(start, NONCE).path("message").asText()).contains("START");
        assertThat(ask(JsonNodeFactory.instance.textNode("x".repeat(5_000)), NONCE)
                        .path("message")
                        .asText())
                .contains("longer");
        Files.writeString(directory.requests().resolve(NONCE + ".json"), "{nonsense");
        assertThat(box.poll(asked -> null, NOW_MS)).isEqualTo(1);
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldRefuseWhatWasAskedOfAnEarlierProcess() throws IOException {
        box = new RequestBox(directory, NOW_MS - 10);
        assertThat(ask(request(me, NOW_MS - 11).json(), NONCE).path("message").asText())
                .contains("too old");
    }
}
