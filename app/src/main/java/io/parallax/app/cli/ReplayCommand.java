package io.parallax.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.replay.Divergence;
import io.parallax.app.replay.RecordVisitor;
import io.parallax.app.replay.Replay;
import io.parallax.app.replay.ReplayResult;
import io.parallax.engine.core.Engine;
import io.parallax.journal.Sessions;
import io.parallax.journal.Verdict;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the engine again on a session's events and compares every command and the final state. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Re-runs a session's events and compares every command, byte for byte, and the final state.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SESSION",
            arity = "0..1",
            defaultValue = Sessions.LATEST,
            description = "name or directory of a session, or latest; default ${DEFAULT-VALUE}")
    private String session;

    @Mixin
    private SessionsOption sessions;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Path directory = SessionArgument.find(sessions, session);
        ReplayResult result = Replay.run(directory, new Engine(), RecordVisitor.NONE);
        if (code(result) == ExitCode.NOT_FOUND) {
            throw new CliException(
                    ExitCode.NOT_FOUND, result.verdict().reason() + "; name a session, or run ./parallax demo first");
        }
        output.print(text(result), json(directory, result));
        return code(result).code();
    }

    static ExitCode code(ReplayResult result) {
        if (result.divergence().isPresent()) {
            return ExitCode.REPLAY_DIVERGED;
        }
        if (result.verdict().status() == Verdict.Status.CANNOT_OPEN) {
            return ExitCode.NOT_FOUND;
        }
        if (result.isCorrupt()) {
            return ExitCode.CORRUPT_JOURNAL;
        }
        return result.isIdentical() ? ExitCode.OK : ExitCode.REPLAY_DIVERGED;
    }

    static String text(ReplayResult result) {
        if (result.divergence().isPresent()) {
            return "DIVERGED " + result.divergence().get().render();
        }
        if (result.isCorrupt()) {
            return result.verdict().toString();
        }
        String hash = ReplayResult.hex(result.stateHash());
        if (!result.isIdentical()) {
            return "DIVERGED in the final state: recorded hash="
                    + ReplayResult.hex(result.sealedHash().orElseThrow()) + ", produced hash=" + hash;
        }
        String identical = "IDENTICAL n=" + result.records() + " hash=" + hash;
        return result.verdict().isClean() ? identical : identical + " (" + result.verdict() + ")";
    }

    static ObjectNode json(Path directory, ReplayResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("session", directory.toString());
        json.put("identical", result.isIdentical());
        json.put("records", result.records());
        json.put("stateHash", ReplayResult.hex(result.stateHash()));
        json.put("journal", result.verdict().status().name());
        json.put("reason", result.verdict().reason());
        result.divergence().ifPresent(first -> json.set("divergence", json(first)));
        return json;
    }

    private static ObjectNode json(Divergence divergence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sequence", divergence.sequence());
        json.put("command", divergence.index());
        json.put("event", divergence.event());
        json.put("recorded", divergence.recordedText());
        json.put("produced", divergence.producedText());
        return json;
    }
}
