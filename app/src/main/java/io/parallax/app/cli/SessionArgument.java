package io.parallax.app.cli;

import io.parallax.config.SettingsLoader;
import io.parallax.journal.JournalException;
import io.parallax.journal.Sessions;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The session that a command reads, where it is an option: {@code --session}. */
final class SessionArgument {
    @Option(
            names = "--session",
            paramLabel = "SESSION",
            defaultValue = Sessions.LATEST,
            description = "name or directory of a session, or latest; default ${DEFAULT-VALUE}")
    private String session;

    @Mixin
    private SessionsOption sessions;

    /** Its directory. */
    Path directory() {
        return find(sessions, session);
    }

    static Path find(SessionsOption sessions, String name) {
        Path root = sessions.directory(SettingsLoader.profile("sim").runtime().sessions());
        try {
            return Sessions.resolve(root, name);
        } catch (JournalException e) {
            throw new CliException(ExitCode.NOT_FOUND, e.getMessage(), e);
        }
    }
}
