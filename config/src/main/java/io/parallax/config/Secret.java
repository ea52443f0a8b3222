package io.parallax.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A value that must never be printed: credentials. Held as bytes, wiped by {@link #close}; only {@link #reveal} and {@link #bytes}
 * give it out, and whatever prints, writes or compares it sees {@code ****}.
 */
public final class Secret implements AutoCloseable {
    private static final String HIDDEN = "****";

    private final byte[] value;
    private volatile boolean wiped;

    /** Of text, which the caller cannot wipe; {@link #of} is better where there are bytes. */
    public Secret(String value) {
        this(value.getBytes(StandardCharsets.UTF_8));
    }

    private Secret(byte[] value) {
        this.value = value;
    }

    /** Takes the bytes themselves: the caller gives them away. */
    public static Secret of(byte[] value) {
        return new Secret(value);
    }

    /**
     * The value as text, for the one place that signs or authenticates with it.
     *
     * @throws IllegalStateException once it is wiped
     */
    public String reveal() {
        return new String(live(), StandardCharsets.UTF_8);
    }

    /** A copy of the value, which the caller wipes. @throws IllegalStateException once it is wiped */
    public byte[] bytes() {
        return live().clone();
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    private byte[] live() {
        if (wiped) {
            throw new IllegalStateException("the secret was wiped");
        }
        return value;
    }

    /** Overwrites the value. May be called twice. */
    @Override
    public void close() {
        wiped = true;
        Arrays.fill(value, (byte) 0);
    }

    /** Compares in a time that does not depend on where the two differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(value, secret.value);
    }

    /** The same for all: a hash would tell something of the value. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return HIDDEN;
    }
}
