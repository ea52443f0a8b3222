package io.parallax.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineTableTest {
    private static final Map<String, LineState> LISTED = Map.of(
            "IDLE CONNECT", LineState.QUEUED,
            "QUEUED TURN", LineState.CONNECTING,
            "QUEUED THROTTLE", LineState.THROTTLED,
            "THROTTLED TURN", LineState.CONNECTING,
            "CONNECTING CHANNEL_UP", LineState.UPGRADING,
            "CONNECTING LOST", LineState.BACKING_OFF,
            "UPGRADING UPGRADED", LineState.LIVE,
            "UPGRADING LOST", LineState.BACKING_OFF,
            "LIVE LOST", LineState.BACKING_OFF,
            "BACKING_OFF RETRY", LineState.QUEUED);

    @Test
    void shouldAnswerEveryEventInEveryState() {
        for (LineState state : LineState.values()) {
            for (LineEvent event : LineEvent.values()) {
                LineState expected =
                        event == LineEvent.CLOSE ? LineState.CLOSED : LISTED.getOrDefault(state + " " + event, state);
                assertThat(LineTable.next(state, event)).as(state + " " + event).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldPrintTheSameTable() throws IOException {
        String text = Files.readString(Path.of(
                System.getProperty("parallax.root"),
                "gateway-core/src/main/java/io/parallax/gateway/ws/package-info.java"));
        String printed = text.replaceAll("\\s+", " ");
        LISTED.forEach((from, to) -> assertThat(printed).contains(from + " " + to));
    }
}
