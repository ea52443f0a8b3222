package io.parallax.app.reconcile;

import io.parallax.journal.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * What differs.
 *
 * @param session whose journal was read
 * @param verdict how whole that journal is
 * @param compared figures held against each other
 * @param differences those that are not equal
 */
public record ReconcileReport(Path session, Verdict verdict, int compared, List<Difference> differences) {
    public ReconcileReport {
        differences = List.copyOf(differences);
    }
}
