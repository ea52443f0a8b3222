package io.parallax.gateway.ws;

/** What a line counts. */
public enum LineCounter {
    /** Attempts to connect. */
    ATTEMPTS,
    /** Attempts that became live. */
    CONNECTIONS,
    /** Attempts that failed. */
    FAILED_ATTEMPTS,
    /** Upgrades the venue refused. */
    UPGRADES_REFUSED,
    /** Live connections lost. */
    DISCONNECTS,
    /** Of these, lost to silence. */
    SILENCES,
    /** Frames that broke the protocol or a limit. */
    BAD_FRAMES,
    /** Text messages. */
    TEXT_FRAMES,
    /** Bytes of text messages. */
    TEXT_BYTES,
    /** Binary messages, which no venue of ours sends; ignored. */
    BINARY_FRAMES,
    /** Pings of the venue, answered. */
    PINGS,
    /** Answers to our pings, as frame or text. */
    PONGS,
    /** Events without effect in the line's state. */
    IGNORED_EVENTS
}
