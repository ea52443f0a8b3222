package io.parallax.gateway.ws;

/** State of a websocket line. */
public enum LineState {
    /** Not started. */
    IDLE,
    /** Waiting for its turn among the lines of the venue. */
    QUEUED,
    /** Waiting because the venue's attempts are used up for now. */
    THROTTLED,
    /** Resolving the name, connecting, shaking hands over TLS. */
    CONNECTING,
    /** The upgrade request is out. */
    UPGRADING,
    /** Frames flow. */
    LIVE,
    /** Waiting for its own back-off to pass. */
    BACKING_OFF,
    /** Closed by us, for good. */
    CLOSED
}
