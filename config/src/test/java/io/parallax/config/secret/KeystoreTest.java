package io.parallax.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreTest {
    private static final byte[] WORD = bytes("a long enough passphrase");

    @TempDir
    private Path base;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path written() {
        Path file = base.resolve("keys.json");
        try (Keystore store = Keystore.openOrNew(file, WORD)) {
            store.put("polymarket.privateKey", bytes("hush hush"));
            store.put("kalshi.privateKeyPem", bytes("PEM\nlines\n"));
            store.save();
        }
        return file;
    }

    @Test
    void shouldGiveBackWhatWasKept() {
        try (Keystore store = Keystore.open(written(), WORD)) {
            assertThat(store.names()).containsExactly("kalshi.privateKeyPem", "polymarket.privateKey");
            assertThat(store.get("polymarket.privateKey")).asString().isEqualTo("hush hush");
            assertThatThrownBy(() -> store.get("other")).hasMessageContaining("keys import other");
        }
    }

    @Test
    void shouldHideNamesAndValuesInFileOfItsOwner() throws IOException {
        Path file = written();
        String text = Files.readString(file);
        assertThat(text)
                .doesNotContain("hush")
                .doesNotContain("polymarket")
                .doesNotContain(Base64.getEncoder().encodeToString(bytes("hush hush")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldTakeFreshSaltAndNonceWithEverySave() throws IOException {
        Path file = written();
        String first = Files.readString(file);
        try (Keystore store = Keystore.open(file, WORD)) {
            store.save();
        }
        assertThat(Files.readString(file)).isNotEqualTo(first);
    }

    @Test
    void shouldRefuseOtherPassphraseAndChangedFileInOneLine() throws IOException {
        Path file = written();
        assertThatThrownBy(() -> Keystore.open(file, bytes("another passphrase")))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("passphrase is wrong, or the file was changed");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"iterations\" : 600000", "\"iterations\" : 600001"));
        assertThatThrownBy(() -> Keystore.open(file, WORD)).hasMessageContaining("changed");
        Files.writeString(file, text.replace("\"iterations\" : 600000", "\"iterations\" : 1"));
        assertThatThrownBy(() -> Keystore.open(file, WORD)).hasMessageContaining("not a keystore");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> Keystore.open(file, WORD)).hasMessageContaining("not a keystore");
    }

    @Test
    void shouldRefuseShortPassphraseForNewStore() {
        assertThatThrownBy(() -> Keystore.openOrNew(base.resolve("new.json"), bytes("short")))
                .hasMessageContaining("longer");
    }
}
