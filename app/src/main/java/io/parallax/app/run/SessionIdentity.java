package io.parallax.app.run;

import io.parallax.app.build.BuildInfo;
import io.parallax.codecs.schema.SchemaHash;
import io.parallax.config.ConfigHash;
import io.parallax.config.Mode;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.core.Engine;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.journal.SessionWriter;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/**
 * What a session's first record says of it; hashes are 32 bytes.
 *
 * @param sessionId never given twice: the start in milliseconds, then 20 random bits
 * @param seed of a simulated run, else 0
 */
record SessionIdentity(
        long sessionId,
        long seed,
        byte[] schemaHash,
        byte[] buildHash,
        byte[] configHash,
        String mode,
        String build,
        String jvm,
        String host) {
    private static final int RANDOM_BITS = 20;

    /** A new session of this program. */
    static SessionIdentity create(SessionPlan plan, FeeBook fees, long nowNs) {
        long random = new SecureRandom().nextInt(1 << RANDOM_BITS);
        return new SessionIdentity(
                nowNs / 1_000_000L << RANDOM_BITS | random,
                plan.seed(),
                SchemaHash.sha256(),
                BuildInfo.codeHash(List.of(
                        SchemaHash.class,
                        Mode.class,
                        Engine.class,
                        SessionWriter.class,
                        JsonCursor.class,
                        SessionIdentity.class)),
                ConfigHash.sha256(plan.settings(), plan.reviewedPairs(), fees.tables()),
                plan.settings().mode().name().toLowerCase(Locale.ROOT),
                "parallax " + BuildInfo.version(),
                BuildInfo.jvm(),
                BuildInfo.host());
    }
}
