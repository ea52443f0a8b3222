package io.parallax.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path root;

    @Test
    void shouldNameASessionByItsStartAndId() {
        Path session = Samples.create(root);

        assertThat(session).isDirectory().hasFileName("20260401-120000-89abcdef");
        assertThatThrownBy(() -> Samples.create(root))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void shouldListOldestFirstAndIgnoreWhatIsNotASession() throws IOException {
        Path later = Sessions.create(root, 1, Samples.START_NS + 60 * SECOND);
        Path sooner = Sessions.create(root, 2, Samples.START_NS);
        Files.createDirectory(root.resolve("notes"));
        Files.createFile(root.resolve("20270401-120000-89abcdef"));

        assertThat(Sessions.list(root)).containsExactly(sooner, later);
        assertThat(Sessions.list(root.resolve("missing"))).isEmpty();
    }

    @Test
    void shouldResolveLatestNameAndPath() throws IOException {
        Path sooner = Sessions.create(root, 1, Samples.START_NS);
        Path later = Sessions.create(root, 2, Samples.START_NS + SECOND);
        Path elsewhere = Files.createDirectory(root.resolve("copied"));

        assertThat(Sessions.resolve(root, "latest")).isEqualTo(later);
        assertThat(Sessions.resolve(root, sooner.getFileName().toString())).isEqualTo(sooner);
        assertThat(Sessions.resolve(root, elsewhere.toString())).isEqualTo(elsewhere);
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoSuchSession() throws IOException {
        Path none = root.resolve("none");
        assertMessage(none, "latest", "no session under " + none + ": run ./parallax demo first");
        assertMessage(none, "x", "no session 'x' under " + none + " and no such directory: run ./parallax demo first");
        assertMessage(none, " ", "the session name is empty: give 'latest', a name or a path");
        assertMessage(none, "a\0b", "'a\0b' is neither a session name nor a path");
        Path file = Files.createFile(root.resolve("file"));
        assertMessage(none, file.toString(), file + " is a file: name the session directory");
        Sessions.create(root, 2, Samples.START_NS);
        assertMessage(
                root,
                "x",
                "no session 'x' under " + root + " and no such directory: the newest is 20260401-120000-00000002");
    }

    @Test
    void shouldSayWhyASessionCannotBeCreated() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> Sessions.create(file.resolve("sessions"), 1, Samples.START_NS))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot create session");
    }

    private static void assertMessage(Path root, String which, String message) {
        assertThatThrownBy(() -> Sessions.resolve(root, which))
                .isInstanceOf(JournalException.class)
                .hasMessage(message);
    }
}
