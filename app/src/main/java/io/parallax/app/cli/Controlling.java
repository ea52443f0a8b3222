package io.parallax.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.control.ControlClient;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.ControlException;
import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import io.parallax.app.control.OfflineResume;
import io.parallax.app.control.RunLock;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.config.SettingsLoader;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that talk to the process that trades, by its control directory. */
abstract class Controlling implements Callable<Integer> {
    private static final long TIMEOUT_MS = 5_000;

    private final ControlKind kind;

    @Mixin
    private SessionsOption sessions;

    @Mixin
    private Output output;

    /** @param kind null only asks for the status */
    Controlling(ControlKind kind) {
        this.kind = kind;
    }

    /** What it is about. */
    ScopeOptions about() {
        return new ScopeOptions();
    }

    /** What to do when nothing trades. @return the answer, as of a process */
    abstract ObjectNode withoutProcess(ControlDirectory directory);

    @Override
    public Integer call() {
        ControlDirectory directory = ControlDirectory.of(
                sessions.directory(SettingsLoader.profile("sim").runtime().sessions()));
        try {
            JsonNode answer = RunLock.isHeld(directory) ? ask(directory) : withoutProcess(directory);
            output.print(text(answer), answer);
            return (answer.path("ok").asBoolean() ? ExitCode.OK : ExitCode.REFUSED).code();
        } catch (ControlException e) {
            throw new CliException(ExitCode.NOT_FOUND, e.getMessage(), e);
        }
    }

    private JsonNode ask(ControlDirectory directory) {
        ScopeOptions about = about();
        return new ControlClient(directory)
                .ask(kind, about.scope(), about.venue(), about.pair(), about.reason(), TIMEOUT_MS)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "the process did not answer within " + TIMEOUT_MS / 1_000 + " s; make the file "
                                + directory.killFile() + " to close its gate, or end the process"));
    }

    /** An answer when nothing trades: what stands. */
    static ObjectNode nothingRuns(ControlDirectory directory, boolean ok) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", ok);
        answer.put("running", false);
        answer.put("killFile", directory.isKilled());
        ArrayNode standing = answer.putArray("latches");
        LatchStore.open(directory).standing().forEach(latch -> standing.add(latch.json()));
        return answer;
    }

    CliException nobody(ControlDirectory directory) {
        return new CliException(
                ExitCode.NOT_FOUND,
                "nothing trades with the sessions in " + directory.sessions() + ": there is nothing to "
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String text(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        if (answer.path("running").asBoolean()) {
            line(
                    text,
                    "state",
                    answer.path("state").asText() + ", gate "
                            + answer.path("gate").asText());
            fields(text, "venue", answer.path("venues"));
            line(
                    text,
                    "session",
                    answer.path("session").asText() + ", process "
                            + answer.path("pid").asLong());
            line(
                    text,
                    "under way",
                    answer.path("attempts").asInt() + " attempts, "
                            + answer.path("liveOrders").asInt() + " orders");
            line(text, "lost today", answer.path("dayLossUsd").asText() + " USD");
            fields(text, "guard", answer.path("guards"));
            fields(text, "closed", answer.path("closedPairs"));
            fields(text, "unhedged", answer.path("unhedged"));
        } else if (answer.has("running")) {
            line(text, "state", "nothing trades");
            if (answer.path("killFile").asBoolean()) {
                line(text, "kill file", "there");
            }
        }
        for (JsonNode latch : answer.path("latches")) {
            String what = latch.path("scope").asText().equals("ENGINE")
                    ? "engine"
                    : (latch.path("venue").asText() + latch.path("pair").asText()).toLowerCase(Locale.ROOT);
            line(
                    text,
                    "latch",
                    latch.path("id").asLong() + " of " + what + ", "
                            + latch.path("cause").asText() + ": "
                            + latch.path("evidence").asText());
        }
        for (JsonNode check : answer.path("checks")) {
            boolean green = check.path("green").asBoolean();
            line(
                    text,
                    green ? "green" : "RED",
                    String.format(Locale.ROOT, "%-10s", check.path("name").asText())
                            + (green
                                    ? check.path("claim").asText()
                                    : check.path("remedy").asText()));
        }
        for (JsonNode change : answer.path("changes")) {
            line(text, "changed", change.asText());
        }
        if (answer.has("message")) {
            line(
                    text,
                    answer.path("ok").asBoolean() ? "done" : "refused",
                    answer.path("message").asText());
        }
        return text.toString().stripTrailing();
    }

    private static void fields(StringBuilder text, String name, JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            line(text, name, field.getKey() + " " + field.getValue().asText());
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-11s%s%n", name, value));
    }

    /** Shows states, latches and what is under way. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Shows what the trading process permits, and the halts that stand.")
    static final class Status extends Controlling {
        Status() {
            super(null);
        }

        @Override
        ObjectNode withoutProcess(ControlDirectory directory) {
            return nothingRuns(directory, true);
        }
    }

    /** One that needs a process. */
    private abstract static class Running extends Controlling {
        @Mixin
        private ScopeOptions about;

        Running(ControlKind kind) {
            super(kind);
        }

        @Override
        ScopeOptions about() {
            return about;
        }

        @Override
        ObjectNode withoutProcess(ControlDirectory directory) {
            throw nobody(directory);
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Opens nothing any more; what is open is hedged or unwound.")
    static final class Pause extends Running {
        Pause() {
            super(ControlKind.PAUSE);
        }
    }

    @Command(
            name = "drain",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "As pause, for the rest of the session.")
    static final class Drain extends Running {
        Drain() {
            super(ControlKind.DRAIN);
        }
    }

    @Command(
            name = "flatten",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Sells what frozen attempts hold without a hedge, in every state.")
    static final class Flatten extends Running {
        Flatten() {
            super(ControlKind.FLATTEN);
        }
    }

    @Command(
            name = "cancel-all",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Cancels every order of ours and changes nothing else.")
    static final class CancelAll extends Running {
        CancelAll() {
            super(ControlKind.CANCEL_ALL);
        }
    }

    @Command(
            name = "reset-guard",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Resets the limit of the venue on our orders (Kalshi's order groups) after it tripped.")
    static final class ResetGuard extends Running {
        ResetGuard() {
            super(ControlKind.RESET_GUARD);
        }
    }

    @Command(
            name = "halt",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Sends nothing any more, now and after a restart, until a resume.")
    static final class Halt extends Controlling {
        @Mixin
        private ScopeOptions about;

        Halt() {
            super(ControlKind.HALT);
        }

        @Override
        ScopeOptions about() {
            return about;
        }

        @Override
        ObjectNode withoutProcess(ControlDirectory directory) {
            directory.create();
            String who = System.getProperty("user.name", "") + ": " + about.reason();
            LatchStore.open(directory)
                    .put(new Latch(
                            System.currentTimeMillis() * 1_000_000L,
                            about.scope(),
                            about.venue(),
                            about.pair(),
                            LatchCause.OPERATOR,
                            who));
            ObjectNode answer = nothingRuns(directory, true);
            answer.put("message", "nothing trades; the latch is written for the next start");
            return answer;
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            versionProvider = ParallaxCommand.Version.class,
            description = "Ends a pause or halt when every check is green, and tells each check.")
    static final class Resume extends Controlling {
        @Mixin
        private ScopeOptions about;

        @Option(names = "--confirm", description = "while nothing trades: clear the latches when every check is green")
        private boolean confirm;

        Resume() {
            super(ControlKind.RESUME);
        }

        @Override
        ScopeOptions about() {
            return about;
        }

        @Override
        ObjectNode withoutProcess(ControlDirectory directory) {
            directory.create();
            try (RunLock lock = RunLock.take(directory)) {
                if (lock == null) {
                    throw new CliException(ExitCode.NOT_FOUND, "a process began to trade meanwhile: ask again");
                }
                return resume(directory);
            }
        }

        private ObjectNode resume(ControlDirectory directory) {
            OfflineResume resume = new OfflineResume(directory);
            boolean nothing = resume.standing().isEmpty() && about.scope() == LatchScope.ENGINE;
            boolean cleared = resume.resume(about.scope(), about.venue(), about.pair(), confirm);
            ObjectNode answer = nothingRuns(directory, cleared || nothing && resume.allGreen());
            ArrayNode checks = answer.putArray("checks");
            for (OfflineResume.Check check : resume.checks()) {
                checks.addObject()
                        .put("name", check.name())
                        .put("green", check.green())
                        .put("claim", check.claim())
                        .put("remedy", check.remedy());
            }
            answer.put("message", message(resume, nothing, cleared));
            return answer;
        }

        private static String message(OfflineResume resume, boolean nothing, boolean cleared) {
            if (!resume.allGreen()) {
                return "not every check is green";
            }
            if (nothing) {
                return "no latch stands";
            }
            return cleared ? "the latches of it are cleared" : "every check is green: say it again with --confirm";
        }
    }
}
