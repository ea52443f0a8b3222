package io.parallax.codecs.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

final class SchemaHashTest {
    @Test
    void shouldBeTheSha256OfTheSchemaTheCodecsWereGeneratedFrom() throws Exception {
        Path schema = Path.of(SchemaHash.class.getResource("/sbe/parallax.xml").toURI());

        assertThat(SchemaHash.sha256())
                .hasSize(32)
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(schema)));
    }

    @Test
    void shouldHandOutAFreshArray() {
        byte[] first = SchemaHash.sha256();
        first[0]++;

        assertThat(SchemaHash.sha256()).isNotEqualTo(first);
    }
}
