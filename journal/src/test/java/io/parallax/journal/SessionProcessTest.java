package io.parallax.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.journal.Verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only shows between processes: kills, locks, other JDKs, and what a library does behind one's back. */
final class SessionProcessTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {3, 200, 2_000})
    void shouldKeepEveryAcknowledgedRecordOfAKilledWriter(int acknowledgements) throws Exception {
        Path session = Samples.create(root);
        long acknowledged = -1;
        try (ChildJvm child = ChildJvm.start(ChildJvm.ownHome(), List.of(), "write-for-ever", session.toString())) {
            for (int i = 0; i < acknowledgements; i++) {
                acknowledged = Long.parseLong(child.line());
            }
            child.process.destroyForcibly().waitFor(); // SIGKILL
        }

        try (SessionReader reader = SessionReader.open(session)) {
            Samples.Source source = new Samples.Source(ChildJvm.SEED);
            while (reader.next()) {
                source.move(reader.sequence());
                assertThat(new UnsafeBuffer(reader.buffer(), reader.eventOffset(), reader.eventLength())
                                .equals(new UnsafeBuffer(source.bytes, 0, source.eventLength)))
                        .as("record " + reader.sequence())
                        .isTrue();
            }
            Verdict verdict = reader.verdict();
            assertThat(verdict.status()).as(verdict.toString()).isIn(Status.UNSEALED, Status.TORN);
            assertThat(verdict.records()).isGreaterThan(acknowledged);
        }
        assertThatThrownBy(() -> SessionWriter.open(session, Samples.SESSION_ID))
                .as("the lock died with the process, but a journal is never appended to again")
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was already written");
    }

    @Test
    void shouldRefuseASecondWriterHereAndInAnotherProcess() throws Exception {
        Path session = Samples.create(root);
        try (SessionWriter writer = SessionWriter.open(session, 1)) {
            assertThatThrownBy(() -> SessionWriter.open(session.resolve("../" + session.getFileName()), 1))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("already has a writer in this process");
            // after the refusal above: it must not have released the OS lock
            try (ChildJvm child = ChildJvm.start(ChildJvm.ownHome(), List.of(), "open", session.toString())) {
                assertThat(child.lastLine()).endsWith("is being written by another process");
            }
            assertThat(writer.records()).isZero();
        }
    }

    @Test
    void shouldRefuseADirectoryThatDoesNotExist() {
        assertThatThrownBy(() -> SessionWriter.open(root.resolve("none"), 1))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("create the session first");
    }

    @Test
    void shouldReadOnEveryInstalledJdkWhatAnyOfThemWrote() throws Exception {
        List<Path> homes = ChildJvm.installedHomes();
        Assumptions.assumeTrue(homes.size() > 1, "only one JDK is installed beside the running one");
        for (Path writing : homes) {
            Path sessions = root.resolve("by-" + writing.getFileName());
            try (ChildJvm child = ChildJvm.start(writing, List.of(), "write", sessions.toString())) {
                assertThat(child.lastLine()).isEqualTo("written");
            }
            for (Path reading : homes) {
                Path session = Sessions.resolve(sessions, Sessions.LATEST);
                try (ChildJvm child = ChildJvm.start(reading, List.of(), "verify", session.toString())) {
                    assertThat(child.lastLine()).isEqualTo("CLEAN after 1000 records");
                }
            }
        }
    }

    @Test
    void shouldSendAndKeepNoTelemetry() throws Exception {
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
        Path home = Files.createDirectory(root.resolve("home"));
        List<String> options = List.of("-Duser.home=" + home);
        Path sessions = root.resolve("sessions");
        try (ChildJvm child = ChildJvm.start(ChildJvm.ownHome(), options, "write", sessions.toString())) {
            assertThat(child.lastLine()).isEqualTo("written");
        }
        assertThat(filesUnder(home)).isEmpty();
        assertThat(filesUnder(sessions)).noneMatch(path -> path.toString().contains("analytics"));
    }

    private static List<Path> filesUnder(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
