package io.parallax.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.engine.order.OrderEvent;
import io.parallax.engine.order.OrderTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** docs/transitions.md is what the tables say; {@code -Dtransitions.write} writes it. */
class TransitionsDocTest {
    private static final Path FILE = Path.of("..", "docs", "transitions.md");
    private static final String COMMAND =
            "mvn -o -q -pl engine -am test -Dtest=TransitionsDocTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtransitions.write";

    private static <S extends Enum<S>, E extends Enum<E>> void table(
            StringBuilder text, S[] states, E[] events, BiFunction<S, E, String> next) {
        text.append("| |");
        for (S state : states) {
            text.append(state.name().equals("NULL_VAL") ? "" : " " + state + " |");
        }
        text.append("\n|").append(" --- |".repeat(states.length)).append('\n');
        for (E event : events) {
            text.append("| ").append(event).append(" |");
            for (S state : states) {
                if (!state.name().equals("NULL_VAL")) {
                    text.append(' ').append(next.apply(state, event)).append(" |");
                }
            }
            text.append('\n');
        }
    }

    private static String print() {
        StringBuilder text = new StringBuilder("# Transitions\n\n");
        text.append(
                "Printed from `OrderTable` and `AttemptTable`; a test holds this page to them. To write it anew:\n\n");
        text.append("```\n").append(COMMAND).append("\n```\n\n## Orders\n\n");
        text.append("A row is an event, a column the state it finds. `=`: the state stays. `!`: not possible; nothing");
        text.append(" changes, an alert is written and the pair freezes.\n\n");
        table(text, OrderState.values(), OrderEvent.values(), (state, event) -> {
            OrderState to = OrderTable.next(state, event);
            return to == null ? "!" : to == state ? "=" : to.name();
        });
        text.append(
                "\n## Attempts\n\nAs above. `!`: not listed; the attempt is FROZEN, its pair is closed for opening");
        text.append(" and a person is called.\n\n");
        table(text, AttemptState.values(), AttemptEvent.values(), (state, event) -> {
            AttemptState to = AttemptTable.next(state, event);
            return to == AttemptState.FROZEN ? "!" : to == state ? "=" : to.name();
        });
        return text.toString();
    }

    @Test
    void shouldPrintWhatTheTablesSay() throws IOException {
        if (System.getProperty("transitions.write") != null) {
            Files.writeString(FILE, print());
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/transitions.md; write it anew with: " + COMMAND)
                .isEqualTo(print());
    }
}
