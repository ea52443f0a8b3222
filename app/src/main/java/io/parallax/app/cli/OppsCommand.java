package io.parallax.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.opps.Explanation;
import io.parallax.app.opps.OpportunityLife;
import io.parallax.app.opps.OpportunityRendering;
import io.parallax.app.opps.OpportunityTracker;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.journal.Seal;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Opportunities of a session: which there were, and why each was or was not taken. */
@Command(
        name = "opps",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Shows the opportunities of a session, and why each was or was not taken.",
        subcommands = {OppsCommand.ListAll.class, OppsCommand.Tail.class, OppsCommand.Explain.class})
final class OppsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, tail or explain");
    }

    /** The session, at its first record. @throws CliException when there is none */
    private static SessionReader open(Path session) {
        SessionReader reader = SessionReader.open(session);
        if (reader.next()) {
            return reader;
        }
        try (reader) {
            Verdict verdict = reader.verdict();
            ExitCode code = verdict.status() == Verdict.Status.CORRUPT ? ExitCode.CORRUPT_JOURNAL : ExitCode.NOT_FOUND;
            throw new CliException(
                    code,
                    session + " holds no record: " + verdict.reason() + "; name a session, or run ./parallax demo");
        }
    }

    /** Exit code by what the journal is worth behind the records that were read; damage is told. */
    private static int code(Verdict verdict, Path session, CommandSpec spec) {
        if (verdict.status() != Verdict.Status.CORRUPT) {
            return ExitCode.OK.code();
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("parallax: " + session + ": " + verdict + "; what was told is of the records before it");
        err.flush();
        return ExitCode.CORRUPT_JOURNAL.code();
    }

    /** All of them. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists every opportunity with its life, best figures and the one reason it is counted under.")
    static final class ListAll implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SessionArgument session;

        @Option(names = "--reason", paramLabel = "CODE", description = "only those counted under this reason")
        private String reason;

        @Option(names = "--pair", paramLabel = "NAME", description = "only those of this pair")
        private String pair;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            ReasonCode wantedReason = reason == null ? null : reason();
            Path directory = session.directory();
            try (SessionReader reader = open(directory)) {
                OpportunityTracker tracker = new OpportunityTracker();
                do {
                    tracker.take(reader);
                } while (reader.next());
                if (pair != null && !tracker.names().pairs().contains(pair)) {
                    throw new CliException(
                            ExitCode.NOT_FOUND,
                            "--pair=" + pair + ": " + directory + " has no such pair; it has "
                                    + String.join(", ", tracker.names().pairs()));
                }
                List<OpportunityLife> wanted = tracker.lives().stream()
                        .filter(life -> wantedReason == null || life.reason() == wantedReason)
                        .filter(life ->
                                pair == null || pair.equals(tracker.names().pair(life.pairId())))
                        .toList();
                output.print(text(wanted, tracker), json(wanted, tracker));
                return code(reader.verdict(), directory, spec);
            }
        }

        private ReasonCode reason() {
            List<String> known = Arrays.stream(ReasonCode.values())
                    .filter(code -> code != ReasonCode.NULL_VAL)
                    .map(Enum::name)
                    .toList();
            if (!known.contains(reason)) {
                throw new ParameterException(
                        spec.commandLine(), "--reason=" + reason + ": must be one of " + String.join(", ", known));
            }
            return ReasonCode.valueOf(reason);
        }

        private static Map<String, Long> byReason(List<OpportunityLife> lives) {
            Map<String, Long> counts = new TreeMap<>();
            lives.forEach(life -> counts.merge(life.reason().name(), 1L, Long::sum));
            return counts;
        }

        private static String text(List<OpportunityLife> lives, OpportunityTracker tracker) {
            StringBuilder out = new StringBuilder(OpportunityRendering.head());
            lives.forEach(
                    life -> out.append(System.lineSeparator()).append(OpportunityRendering.row(life, tracker.names())));
            return out.append(System.lineSeparator())
                    .append(lives.size())
                    .append(" opportunities ")
                    .append(byReason(lives))
                    .toString();
        }

        private static ObjectNode json(List<OpportunityLife> lives, OpportunityTracker tracker) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("opportunities", lives.size());
            ObjectNode counts = json.putObject("byReason");
            byReason(lives).forEach(counts::put);
            ArrayNode all = json.putArray("lives");
            lives.forEach(life -> all.add(OpportunityRendering.json(life, tracker.names())));
            return json;
        }
    }

    /** The newest ones. */
    @Command(
            name = "tail",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the newest opportunities, one a line whenever one begins, changes its reason or ends; "
                            + "with --follow also those to come, until the session is sealed or the command is stopped.")
    static final class Tail implements Callable<Integer> {
        private static final int POLL_MS = 100;
        private static final ObjectMapper JSON = new ObjectMapper();

        @Spec
        private CommandSpec spec;

        @Mixin
        private SessionArgument session;

        @Option(
                names = {"-n", "--lines"},
                paramLabel = "N",
                defaultValue = "10",
                description = "lines of the past; default ${DEFAULT-VALUE}")
        private int lines;

        @Option(names = "--follow", description = "go on while the session does")
        private boolean follow;

        @Mixin
        private Output output;

        private final OpportunityTracker tracker = new OpportunityTracker();

        @Override
        public Integer call() throws InterruptedException {
            if (lines < 0) {
                throw new ParameterException(spec.commandLine(), "-n=" + lines + ": must not be negative");
            }
            Path directory = session.directory();
            PrintWriter out = spec.commandLine().getOut();
            try (SessionReader reader = open(directory)) {
                Deque<String> past = new ArrayDeque<>();
                do {
                    lines(reader).forEach(past::add);
                    while (past.size() > lines) {
                        past.remove();
                    }
                } while (reader.next());
                past.forEach(out::println);
                out.flush();
                if (follow) {
                    follow(directory, reader, out);
                }
                return code(reader.verdict(), directory, spec);
            }
        }

        private void follow(Path directory, SessionReader reader, PrintWriter out) throws InterruptedException {
            try (StopSignal signal = StopSignal.install()) {
                boolean sealed;
                do {
                    sealed = Seal.read(directory).isPresent(); // asked first: after it nothing is written
                    while (reader.next()) {
                        lines(reader).forEach(out::println);
                    }
                    out.flush();
                } while (!sealed && !signal.latch().await(POLL_MS, TimeUnit.MILLISECONDS));
            }
        }

        private List<String> lines(SessionReader reader) {
            List<String> lines = new ArrayList<>();
            for (OpportunityLife life : tracker.take(reader)) {
                lines.add(
                        output.isJson()
                                ? compact(OpportunityRendering.json(life, tracker.names()))
                                : OpportunityRendering.row(life, tracker.names()));
            }
            return lines;
        }

        private static String compact(ObjectNode json) {
            try {
                return JSON.writeValueAsString(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("cannot print the answer as JSON", e);
            }
        }
    }

    /** One of them, with the books it was judged on. */
    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description =
                    "Runs the session again up to each record of one opportunity, and prints the books, costs, fees "
                            + "and reason of that moment, and what followed.")
    static final class Explain implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "number of the opportunity, from list or tail")
        private long id;

        @Mixin
        private SessionArgument session;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            Path directory = session.directory();
            open(directory).close(); // says why a session cannot be read
            Explanation.Answer answer = Explanation.of(directory, id);
            if (answer.explanation().isEmpty()) {
                boolean damaged = answer.journal().status() == Verdict.Status.CORRUPT;
                throw new CliException(
                        damaged ? ExitCode.CORRUPT_JOURNAL : ExitCode.NOT_FOUND,
                        "opportunity " + id + " is not in " + directory + ": "
                                + (damaged
                                        ? answer.journal().toString()
                                        : "./parallax opps list names those that are"));
            }
            Explanation explained = answer.explanation().get();
            output.print(OpportunityRendering.text(explained), OpportunityRendering.json(explained));
            return code(answer.journal(), directory, spec);
        }
    }
}
