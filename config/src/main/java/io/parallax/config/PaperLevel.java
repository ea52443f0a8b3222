package io.parallax.config;

/** How kind paper fills are; the parameters of each are in {@link PaperModel#of}. */
public enum PaperLevel {
    OPTIMISTIC,
    NEUTRAL,
    PESSIMISTIC
}
