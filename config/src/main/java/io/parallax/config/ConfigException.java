package io.parallax.config;

import java.util.List;

/** A configuration that cannot be used, with every reason found. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one line each: file, line, key, value and remedy */
    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line a problem: file, line, key, value and remedy. */
    public List<String> problems() {
        return problems;
    }
}
