package io.parallax.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What only mode live asks for.
 *
 * @param startKey Ed25519 public key, PEM, of the operator who signs start tokens; empty where a person types the confirmation
 */
public record LiveSettings(Optional<Path> startKey) {
    /** Without a start key. */
    public static final LiveSettings TYPED = new LiveSettings(Optional.empty());
}
