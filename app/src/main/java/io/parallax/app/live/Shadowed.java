package io.parallax.app.live;

import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderBuiltDecoder;
import io.parallax.journal.SessionReader;
import java.nio.file.Path;

/** Orders of a session that were built and went no further. */
final class Shadowed {
    private Shadowed() {}

    static long count(Path session) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        long count = 0;
        try (SessionReader reader = SessionReader.open(session)) {
            while (reader.next()) {
                if (header.wrap(reader.buffer(), reader.eventOffset()).templateId() == OrderBuiltDecoder.TEMPLATE_ID) {
                    count++;
                }
            }
        }
        return count;
    }
}
