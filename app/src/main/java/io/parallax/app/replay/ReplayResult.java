package io.parallax.app.replay;

import io.parallax.journal.Verdict;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a replay found.
 *
 * @param verdict what the journal is worth
 * @param records events replayed
 * @param stateHash of the engine that replayed, after the last of them
 * @param sealedHash state hash of the engine that ran, when the session was sealed
 * @param divergence the first difference in commands
 */
public record ReplayResult(
        Verdict verdict, long records, long stateHash, OptionalLong sealedHash, Optional<Divergence> divergence) {

    /** Same commands, and the same state where the session tells it. */
    public boolean isIdentical() {
        return divergence.isEmpty() && !isCorrupt() && (sealedHash.isEmpty() || sealedHash.getAsLong() == stateHash);
    }

    /** The journal itself cannot be trusted. */
    public boolean isCorrupt() {
        return verdict.status() == Verdict.Status.CORRUPT || verdict.status() == Verdict.Status.CANNOT_OPEN;
    }

    /** Sixteen hex digits. */
    public static String hex(long hash) {
        return String.format("%016x", hash);
    }
}
