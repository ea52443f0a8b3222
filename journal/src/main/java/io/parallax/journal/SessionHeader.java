package io.parallax.journal;

import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.SessionStartDecoder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/**
 * Who made a session and from what; the session's first event.
 *
 * @param startNs epoch nanoseconds, UTC
 * @param parentSessionId session this one goes on from, 0 = none
 * @param seed of a simulated run, else 0
 * @param schemaHash hex of the SHA-256 of the event schema
 * @param buildHash hex of the build's hash
 * @param configHash hex of the configuration's hash
 */
public record SessionHeader(
        long sessionId,
        long parentSessionId,
        long startNs,
        long seed,
        String schemaHash,
        String buildHash,
        String configHash,
        String mode,
        String build,
        String jvm,
        String host) {

    /** @throws JournalException when the session cannot be opened or does not begin with a session start */
    public static SessionHeader read(Path session) {
        try (SessionReader reader = SessionReader.open(session)) {
            if (!reader.next()) {
                throw new JournalException("session " + session + " has no header: " + reader.verdict());
            }
            return decode(reader.buffer(), reader.eventOffset(), reader.eventLength());
        }
    }

    /** @throws JournalException when the event is not a session start */
    public static SessionHeader decode(DirectBuffer event, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (length < MessageHeaderDecoder.ENCODED_LENGTH
                || header.wrap(event, offset).schemaId() != SessionStartDecoder.SCHEMA_ID
                || header.templateId() != SessionStartDecoder.TEMPLATE_ID) {
            throw new JournalException("the first event is not a SessionStart: not a session of this program");
        }
        SessionStartDecoder start = new SessionStartDecoder().wrapAndApplyHeader(event, offset, header);
        byte[] hash = new byte[SessionStartDecoder.schemaHashLength()];
        start.getSchemaHash(hash, 0, hash.length);
        String schemaHash = HexFormat.of().formatHex(hash);
        start.getBuildHash(hash, 0, hash.length);
        String buildHash = HexFormat.of().formatHex(hash);
        start.getConfigHash(hash, 0, hash.length);
        String configHash = HexFormat.of().formatHex(hash);
        return new SessionHeader(
                start.sessionId(),
                start.parentSessionId(),
                start.meta().timestampNs(),
                start.seed(),
                schemaHash,
                buildHash,
                configHash,
                start.mode(),
                start.build(),
                start.jvm(),
                start.host());
    }
}
