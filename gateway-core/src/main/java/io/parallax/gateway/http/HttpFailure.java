package io.parallax.gateway.http;

/** Why a call got no answer. */
public enum HttpFailure {
    /** The queue was full. */
    QUEUE_FULL(false),
    /** No connection was free before the deadline. */
    NO_CONNECTION(false),
    /** An order found no token of its budget, or another call found none in time. */
    RATE_LIMITED(false),
    /** The caller withdrew it when it was about to be written. */
    WITHDRAWN(false),
    /** The line was closed. */
    CLOSED(false),
    /** It was made ready by a {@link ShadowOutlet}, which sends nothing. */
    SHADOWED(false),
    /** No whole answer before the deadline. */
    TIMEOUT(true),
    /** The connection broke after the request was handed to it. */
    CONNECTION_LOST(true),
    /** The answer was no HTTP or larger than allowed. */
    UNREADABLE(true);

    private final boolean sent;

    HttpFailure(boolean sent) {
        this.sent = sent;
    }

    /** False: no byte was given to a socket, the venue cannot know of it. True: its fate is unknown. */
    public boolean mayHaveBeenSent() {
        return sent;
    }
}
