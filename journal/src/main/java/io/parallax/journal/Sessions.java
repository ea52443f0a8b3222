package io.parallax.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory of sessions: makes, lists and finds them by name. Names sort by start time. */
public final class Sessions {
    /** The name that always means the newest session. */
    public static final String LATEST = "latest";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]{8}");
    private static final long NANOS = 1_000_000_000L;

    private Sessions() {}

    /** {@code yyyyMMdd-HHmmss} of the start in UTC and the last 8 hex digits of the session id. */
    public static String name(long sessionId, long startNs) {
        return STAMP.format(Instant.ofEpochSecond(Math.floorDiv(startNs, NANOS)))
                + String.format("-%08x", (int) sessionId);
    }

    /**
     * Makes the directory of a new session, open to its owner alone.
     *
     * @param root directory of all sessions; made when missing
     * @param nowNs epoch nanoseconds, UTC
     * @throws JournalException when it exists already or cannot be made
     */
    public static Path create(Path root, long sessionId, long nowNs) {
        Path session = root.resolve(name(sessionId, nowNs));
        try {
            SessionFiles.createPrivateDirectories(root);
            SessionFiles.createPrivateDirectory(session);
            return session;
        } catch (FileAlreadyExistsException e) {
            throw new JournalException(e.getFile() + " exists already: a session needs a directory of its own", e);
        } catch (IOException e) {
            throw new JournalException("cannot create session " + session + ": " + e, e);
        }
    }

    /** When a session began by its name, epoch nanoseconds, to the second. */
    public static long startNs(Path session) {
        String stamp = session.getFileName().toString().substring(0, 15);
        return Instant.from(STAMP.parse(stamp)).getEpochSecond() * NANOS;
    }

    /** All session directories under {@code root}, oldest first; empty when there is no such root. */
    public static List<Path> list(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry ->
                            NAME.matcher(entry.getFileName().toString()).matches())
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JournalException("cannot list sessions under " + root + ": " + e, e);
        }
    }

    /**
     * Finds a session by what a person typed.
     *
     * @param which {@link #LATEST}, the name of a directory under {@code root}, or a path to a session directory
     * @throws JournalException when there is none; the message names the remedy
     */
    public static Path resolve(Path root, String which) {
        List<Path> sessions = list(root);
        if (which.equals(LATEST)) {
            if (sessions.isEmpty()) {
                throw new JournalException("no session under " + root + ": run ./parallax demo first");
            }
            return sessions.get(sessions.size() - 1);
        }
        for (Path session : sessions) {
            if (session.getFileName().toString().equals(which)) {
                return session;
            }
        }
        Path path = toPath(which);
        if (Files.isDirectory(path)) {
            return path;
        }
        if (Files.exists(path)) {
            throw new JournalException(which + " is a file: name the session directory");
        }
        throw new JournalException("no session '" + which + "' under " + root + " and no such directory: "
                + (sessions.isEmpty()
                        ? "run ./parallax demo first"
                        : "the newest is " + sessions.get(sessions.size() - 1).getFileName()));
    }

    private static Path toPath(String which) {
        if (which.isBlank()) {
            throw new JournalException("the session name is empty: give 'latest', a name or a path");
        }
        try {
            return Path.of(which);
        } catch (InvalidPathException e) {
            throw new JournalException("'" + which + "' is neither a session name nor a path", e);
        }
    }
}
