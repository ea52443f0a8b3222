package io.parallax.gateway.ws;

/** Why a live line was lost or an attempt failed. */
public enum DisconnectReason {
    /** The name did not resolve, or nobody answered there. */
    UNREACHABLE,
    /** TLS did not come about: certificate, host name, protocol. */
    TLS_FAILED,
    /** The venue refused the upgrade, such as for its signature. */
    UPGRADE_REFUSED,
    /** Connection or upgrade took too long. */
    TIMEOUT,
    /** The venue closed. */
    PEER_CLOSED,
    /** The connection broke. */
    RESET,
    /** No frame of any kind for the silence limit. */
    SILENT,
    /** Frames came, but no answer to our pings for the silence limit: what we send does not arrive. */
    UNANSWERED,
    /** What we sent did not leave the machine in time. */
    WRITE_STALLED,
    /** A message of the venue did not end within its deadline. */
    OVERDUE,
    /** A frame broke the protocol or the size limit. */
    BAD_FRAME,
    /** The listener threw: a bug. */
    LISTENER_FAILED,
    /** The gateway asked for a new connection. */
    REQUESTED,
    /** The gateway closed the line. */
    CLOSED
}
