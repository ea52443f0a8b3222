package io.parallax.app.replay;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The first event whose consequences are not those of the journal.
 *
 * @param sequence of the event
 * @param event the event, field by field
 * @param index of the first command that differs
 * @param recorded names of the journaled commands, in order
 * @param produced names of the commands of this engine, in order
 * @param recordedText the journaled command at {@code index}, field by field, or "nothing"
 * @param producedText the command of this engine at {@code index}, field by field, or why there is none
 */
public record Divergence(
        long sequence,
        String event,
        int index,
        List<String> recorded,
        List<String> produced,
        String recordedText,
        String producedText) {

    public Divergence {
        recorded = List.copyOf(recorded);
        produced = List.copyOf(produced);
    }

    /** Several lines for a person. */
    public String render() {
        return "at sequence " + sequence + ", command " + index + System.lineSeparator()
                + "  event     " + event + System.lineSeparator()
                + "  recorded  " + names(recorded) + System.lineSeparator()
                + "  produced  " + names(produced) + System.lineSeparator()
                + "  recorded  " + recordedText + System.lineSeparator()
                + "  produced  " + producedText;
    }

    private static String names(List<String> commands) {
        return commands.isEmpty() ? "no command" : commands.stream().collect(Collectors.joining(", "));
    }
}
