package io.parallax.gateway.ws;

/** State of a websocket line. */
public enum LineState {
    /** Not started. */
    IDLE,
    /** Resolving the name, connecting, shaking hands over TLS. */
    CONNECTING,
    /** The upgrade request is out. */
    UPGRADING,
    /** Frames flow. */
    LIVE,
    /** Waiting for the next attempt. */
    BACKING_OFF,
    /** Closed by us, for good. */
    CLOSED
}
