package io.parallax.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which pairs there are and how often they are held against the venues.
 *
 * @param files pair files; empty in mode SIM, where the simulator supplies the pairs
 * @param checkNs time in which every pair is compared once with the venues' metadata
 * @param gamma Polymarket's catalogue, which has the rule texts; empty in mode SIM, where the simulator supplies it
 */
public record PairsSettings(List<Path> files, long checkNs, Optional<URI> gamma) {
    public PairsSettings {
        files = List.copyOf(files);
    }
}
