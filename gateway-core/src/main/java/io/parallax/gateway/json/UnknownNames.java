package io.parallax.gateway.json;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what a venue sends that nobody told us of: a line in the log the first time a name is met, for the first
 * {@link #MOST_NAMES} names; every later one is only counted by its decoder. A name met before costs a look-up and no
 * allocation.
 */
public final class UnknownNames {
    /** Names reported at most. */
    public static final int MOST_NAMES = 32;
    /** Bytes of a name that are kept and shown. */
    public static final int MOST_BYTES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(UnknownNames.class);

    private final String what;
    private final TextMap names = new TextMap();

    /**
     * @param what the kind of name for the log, such as {@code "polymarket event type"}
     */
    public UnknownNames(String what) {
        this.what = what;
    }

    /** Reports the name at {@code offset} if it is new. Returns whether it was reported. */
    public boolean met(DirectBuffer buffer, int offset, int length) {
        int kept = Math.min(length, MOST_BYTES);
        if (names.size() == MOST_NAMES || names.get(buffer, offset, kept) != TextMap.ABSENT) {
            return false;
        }
        byte[] name = new byte[kept];
        buffer.getBytes(offset, name);
        names.put(name, names.size());
        LOG.warn(
                "unknown {} '{}': it is counted and left out; look it up in the venue's change log",
                what,
                new String(name, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?"));
        return true;
    }

    /** Number of names reported. */
    public int size() {
        return names.size();
    }
}
