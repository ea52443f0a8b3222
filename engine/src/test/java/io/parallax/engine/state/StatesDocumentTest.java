package io.parallax.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/states.md is what this prints; {@code -Dparallax.writeDocs=true} writes it. */
class StatesDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "states.md");

    @Test
    void shouldBeWhatTheTablesSay() throws IOException {
        String printed = print();
        if (Boolean.getBoolean("parallax.writeDocs")) {
            Files.writeString(FILE, printed);
        }
        assertThat(Files.readString(FILE))
                .as("docs/states.md is old: run this test with -Dparallax.writeDocs=true")
                .isEqualTo(printed);
    }

    private static String print() {
        StringBuilder text = new StringBuilder();
        text.append("# States\n\n")
                .append(
                        "Printed from the tables of `io.parallax.engine.state` by `StatesDocumentTest`; do not edit. The engine, each\n")
                .append(
                        "venue and each pair has a state. An order needs the permission of the engine, of its venue and of its pair, an\n")
                .append("opening that of both venues. What to do in each is in [the runbook](runbook.md).\n\n")
                .append("## What a state permits\n\n");
        permissions(text);
        text.append(
                        "\nCancels and queries pass in every state. In HALTED an operator's flatten sells what is not hedged; nothing else sends.\n\n")
                .append("## What moves a state\n\n")
                .append(
                        "Rows are states, columns what happens. HALT leaves a latch that survives restarts. RESUME counts only when its checks\n")
                .append(
                        "are green. START to START_DRAINING are the end of the start, by what was asked for before it.\n\n");
        transitions(text);
        text.append("\n## What pauses a venue\n\n")
                .append(
                        "A trouble pauses opening at its venue; one that shuts it keeps hedges and unwinds from it too. It ends when what the last\n")
                .append(
                        "column names has held for a minute, or when a person resumes the venue; NO_HEARTBEAT does not end before a heartbeat succeeded.\n\n");
        troubles(text);
        text.append(
                        "\nRefused credentials and a tripped limit of the venue halt the venue: only a person resumes it. The former pause the engine\n")
                .append("too.\n\n")
                .append("## What a resume asks for\n\n")
                .append("| check | green when | else |\n| --- | --- | --- |\n");
        for (ResumeCheck check : ResumeCheck.values()) {
            text.append("| ").append(check).append(" | ").append(check.claim());
            text.append(" | ").append(check.remedy()).append(" |\n");
        }
        return text.toString();
    }

    private static void permissions(StringBuilder text) {
        text.append("| state | open | hedge, unwind | flatten |\n| --- | --- | --- | --- |\n");
        StateLadder ladder = new StateLadder();
        for (EngineState state : LadderTable.states()) {
            ladder.enter(state);
            if (state != EngineState.STARTING) {
                ladder.started();
            }
            text.append("| ").append(state).append(" | ").append(yes(ladder.mayOpen()));
            text.append(" | ").append(yes(ladder.mayReduce()));
            text.append(" | ").append(yes(ladder.mayFlatten(Venue.KALSHI))).append(" |\n");
        }
    }

    private static String yes(boolean claim) {
        return claim ? "yes" : "no";
    }

    private static void transitions(StringBuilder text) {
        text.append("| |");
        for (LadderEvent event : LadderEvent.values()) {
            text.append(' ').append(event).append(" |");
        }
        text.append("\n| --- |")
                .append(" --- |".repeat(LadderEvent.values().length))
                .append('\n');
        for (EngineState from : LadderTable.states()) {
            text.append("| ").append(from).append(" |");
            for (LadderEvent event : LadderEvent.values()) {
                EngineState to = LadderTable.next(from, event);
                text.append(' ').append(to == from ? "·" : to).append(" |");
            }
            text.append('\n');
        }
    }

    private static void troubles(StringBuilder text) {
        text.append("| trouble | shuts the venue | ends when |\n| --- | --- | --- |\n");
        for (VenueTrouble trouble : VenueTrouble.values()) {
            String end =
                    switch (trouble.ends()) {
                        case VENUE_OPEN -> "the venue says OPEN and nothing else";
                        case QUIET -> "it does not come again";
                        case BALANCE -> "a balance was read after it";
                        case PERSON -> "a person resumes the venue";
                    };
            text.append("| ")
                    .append(trouble)
                    .append(" | ")
                    .append(yes(trouble.shuts()).toLowerCase(Locale.ROOT));
            text.append(" | ").append(end).append(" |\n");
        }
    }
}
