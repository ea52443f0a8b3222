package io.parallax.codecs.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the event schema this build was generated from; stamped on every session. */
public final class SchemaHash {
    private SchemaHash() {}

    /** 32 bytes, a fresh array. */
    public static byte[] sha256() {
        try (InputStream in = SchemaHash.class.getResourceAsStream("/sbe/parallax.xml")) {
            if (in == null) {
                throw new IllegalStateException("/sbe/parallax.xml is not on the class path");
            }
            return MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
