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
    /** Of these, because our pings were not answered. */
    UNANSWERED_PINGS,
    /** Of these, because a write did not leave. */
    STALLED_WRITES,
    /** Of these, because a message did not end in time. */
    OVERDUE_MESSAGES,
    /** Attempts that waited because the venue's were used up. */
    THROTTLED,
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
