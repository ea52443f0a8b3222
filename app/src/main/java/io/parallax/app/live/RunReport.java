package io.parallax.app.live;

import io.parallax.app.control.Latch;
import io.parallax.app.run.Watch;
import io.parallax.config.Mode;
import java.nio.file.Path;
import java.util.List;

/**
 * How a run went.
 *
 * @param session directory of its journal
 * @param mode it ran in
 * @param seconds it traded
 * @param drained whether nothing was under way in the end
 * @param counts of commands
 * @param shadowed orders that were built and signed and went no further
 * @param standing halts that stand in the end
 */
public record RunReport(
        Path session,
        Mode mode,
        long seconds,
        boolean drained,
        Watch.Counts counts,
        long shadowed,
        List<Latch> standing) {
    public RunReport {
        standing = List.copyOf(standing);
    }
}
