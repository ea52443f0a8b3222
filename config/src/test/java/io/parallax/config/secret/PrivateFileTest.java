package io.parallax.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateFileTest {
    @TempDir
    private Path base;

    private Path file(String mode) throws IOException {
        Path file = Files.writeString(base.resolve("key"), "hush");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    @Test
    void shouldReadWhatOnlyItsOwnerMayRead() throws IOException {
        assertThat(PrivateFile.read(file("rw-------"))).asString().isEqualTo("hush");
        assertThat(PrivateFile.read(file("r--------"))).asString().isEqualTo("hush");
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----,0640", "rw----r--,0604", "rw--w----,0620", "rwx--x---,0710"})
    void shouldRefuseEveryBitOfGroupAndOthers(String mode, String octal) throws IOException {
        Path file = file(mode);
        assertThatThrownBy(() -> PrivateFile.read(file))
                .isInstanceOf(SecretException.class)
                .hasMessageContainingAll(file.toString(), octal, "chmod 600 " + file)
                .message()
                .doesNotContain("hush");
    }

    @Test
    void shouldRefuseSymbolicLinkEvenToPrivateFile() throws IOException {
        Path link = Files.createSymbolicLink(base.resolve("link"), file("rw-------"));
        assertThatThrownBy(() -> PrivateFile.read(link)).hasMessageContaining("symbolic link");
    }

    @Test
    void shouldRefuseDirectoryThatOthersMayWrite() throws IOException {
        Path file = file("rw-------");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> PrivateFile.read(file)).hasMessageContainingAll("0770", "chmod go-w " + base);
    }

    @Test
    void shouldRefuseFileOfAnotherUser() {
        Path foreign = Path.of("/etc/shadow");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(foreign), "no /etc/shadow here");
        org.junit.jupiter.api.Assumptions.assumeTrue(PrivateFile.ownUid() != 0, "root owns everything");
        assertThatThrownBy(() -> PrivateFile.read(foreign)).isInstanceOf(SecretException.class);
    }

    @Test
    void shouldTellMissingFromDirectory() {
        assertThatThrownBy(() -> PrivateFile.read(base.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> PrivateFile.read(base)).isInstanceOf(SecretException.class);
    }

    @Test
    void shouldWriteWhatItWouldRead() throws IOException {
        Path file = base.resolve("made");
        Files.writeString(file, "open to all");
        PrivateFile.write(file, "hush".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(PrivateFile.read(file)).asString().isEqualTo("hush");
    }
}
