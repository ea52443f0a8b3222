package io.parallax.gateway.http;

/** Why a call got no answer. */
public enum HttpFailure {
    /** The queue was full. */
    QUEUE_FULL(false),
    /** No connection was free before the deadline. */
    NO_CONNECTION(false),
    /** There was no token of its budget within the time its kind waits for one: none for an order that opens. */
    RATE_LIMITED(false),
    /** The caller withdrew it when it was about to be written. */
    WITHDRAWN(false),
    /** The line was closed. */
    CLOSED(false),
    /** It was made ready by a {@link ShadowOutlet}, which sends nothing. */
    SHADOWED(false),
    /** The venue says that it did not begin with it (HTTP/2: REFUSED_STREAM, or beyond the last stream of GOAWAY). */
    REFUSED(false),
    /** No whole answer before the deadline. */
    TIMEOUT(true),
    /** The connection broke after the request was handed to it. */
    CONNECTION_LOST(true),
    /** The venue ended this call alone, whatever it did before (HTTP/2: RST_STREAM). */
    RESET(true),
    /** The answer was no HTTP, contradicted itself, or was larger than allowed. */
    UNREADABLE(true);

    private final boolean sent;

    HttpFailure(boolean sent) {
        this.sent = sent;
    }

    /** False: no byte was given to a socket, or the venue did not act on it. True: its fate is unknown. */
    public boolean mayHaveBeenSent() {
        return sent;
    }
}
