package io.parallax.app.record;

import io.parallax.codecs.sbe.Venue;
import java.nio.file.Path;

/**
 * What was recorded.
 *
 * @param frames written
 * @param lost frames that found no room and are not in the file
 */
public record RecordReport(Path file, Venue venue, int instruments, long seconds, long frames, long lost) {}
