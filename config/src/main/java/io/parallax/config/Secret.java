package io.parallax.config;

/** A value that must never be printed: credentials. Only {@link #reveal} gives it out. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = java.util.Objects.requireNonNull(value, "value");
    }

    /** The value itself, for the one place that signs or authenticates with it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "****";
    }
}
