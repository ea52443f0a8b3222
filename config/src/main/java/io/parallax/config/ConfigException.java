package io.parallax.config;

import java.util.List;

/** A configuration that cannot be used, with every reason found. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private final boolean credentials;

    /** @param problems one line each: file, line, key, value and remedy */
    public ConfigException(List<String> problems) {
        this(problems, false);
    }

    /** @param credentials whether every problem is of a secret that cannot be had */
    public ConfigException(List<String> problems, boolean credentials) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
        this.credentials = credentials;
    }

    /** One line a problem: file, line, key, value and remedy. */
    public List<String> problems() {
        return problems;
    }

    /** Whether nothing but secrets is wrong: missing, unreadable, or open to others. */
    public boolean isOfCredentials() {
        return credentials;
    }
}
