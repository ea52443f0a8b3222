package io.parallax.app.replay;

import io.parallax.app.message.MessageText;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.journal.Seal;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Feeds the journaled events of a session to an engine and stops at the first consequence that differs. */
public final class Replay {
    private static final int COMMANDS_CAPACITY = 64 * 1024;

    private final EngineLogic engine;
    private final RecordVisitor visitor;
    private final CommandBuffer produced = new CommandBuffer(new UnsafeBuffer(new byte[COMMANDS_CAPACITY]));
    private final UnsafeBuffer left = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer right = new UnsafeBuffer(0, 0);

    private Replay(EngineLogic engine, RecordVisitor visitor) {
        this.engine = engine;
        this.visitor = visitor;
    }

    /**
     * Replays a whole session.
     *
     * @param engine a fresh engine; holds the final state afterwards
     * @param visitor sees every journaled record on the way
     */
    public static ReplayResult run(Path session, EngineLogic engine, RecordVisitor visitor) {
        return new Replay(engine, visitor).run(session);
    }

    private ReplayResult run(Path session) {
        try (SessionReader reader = SessionReader.open(session)) {
            long records = 0;
            Optional<Divergence> divergence = Optional.empty();
            while (divergence.isEmpty() && reader.next()) {
                visit(reader);
                divergence = apply(reader);
                records++;
            }
            Verdict verdict = reader.verdict();
            return new ReplayResult(verdict, records, engine.stateHash(), sealedHash(session, verdict), divergence);
        }
    }

    private static OptionalLong sealedHash(Path session, Verdict verdict) {
        if (!verdict.isClean()) {
            return OptionalLong.empty();
        }
        Optional<Seal> seal = Seal.read(session);
        return seal.isPresent() ? OptionalLong.of(seal.get().stateHash()) : OptionalLong.empty();
    }

    private void visit(SessionReader reader) {
        visitor.onEvent(reader.buffer(), reader.eventOffset());
        CommandBuffer.forEach(
                reader.buffer(),
                reader.commandsOffset(),
                reader.commandsLength(),
                (buffer, offset, length) -> visitor.onCommand(buffer, offset));
    }

    private Optional<Divergence> apply(SessionReader reader) {
        produced.clear();
        String failure = "";
        try {
            engine.onEvent(reader.sequence(), reader.buffer(), reader.eventOffset(), reader.eventLength(), produced);
        } catch (RuntimeException e) {
            failure = "the engine failed: " + e;
        }
        if (failure.isEmpty() && sameCommands(reader)) {
            return Optional.empty();
        }
        return Optional.of(explain(reader, failure));
    }

    private boolean sameCommands(SessionReader reader) {
        if (reader.commandsLength() != produced.length()) {
            return false;
        }
        left.wrap(reader.buffer(), reader.commandsOffset(), reader.commandsLength());
        right.wrap(produced.buffer(), 0, produced.length());
        return left.equals(right);
    }

    private Divergence explain(SessionReader reader, String failure) {
        List<byte[]> recorded = copies(reader.buffer(), reader.commandsOffset(), reader.commandsLength());
        List<byte[]> mine = copies(produced.buffer(), 0, produced.length());
        int index = 0;
        while (index < recorded.size() && index < mine.size() && Arrays.equals(recorded.get(index), mine.get(index))) {
            index++;
        }
        return new Divergence(
                reader.sequence(),
                MessageText.of(reader.buffer(), reader.eventOffset()),
                index,
                names(recorded),
                names(mine),
                text(recorded, index, ""),
                text(mine, index, failure));
    }

    private static List<byte[]> copies(DirectBuffer list, int offset, int length) {
        List<byte[]> copies = new ArrayList<>();
        CommandBuffer.forEach(list, offset, length, (buffer, at, size) -> {
            byte[] copy = new byte[size];
            buffer.getBytes(at, copy);
            copies.add(copy);
        });
        return copies;
    }

    private static List<String> names(List<byte[]> messages) {
        return messages.stream()
                .map(message -> MessageText.name(MessageText.templateId(new UnsafeBuffer(message), 0)))
                .toList();
    }

    private static String text(List<byte[]> messages, int index, String failure) {
        if (index < messages.size()) {
            return MessageText.of(new UnsafeBuffer(messages.get(index)), 0);
        }
        return failure.isEmpty() ? "nothing" : failure;
    }
}
