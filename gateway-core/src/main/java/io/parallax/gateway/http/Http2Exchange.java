package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;

/** One call on its stream: what is left to send of its body, and what has come of its answer. Used again and again. */
final class Http2Exchange {
    int streamId;
    PendingCall pending;
    long writtenNanos;
    /** What the peer takes of the body yet, bytes; negative after a smaller window was set. */
    long sendWindowBytes;
    /** What is left of the body, null = all is sent. */
    ByteBuf rest;
    /** 0 = no headers yet. */
    int status;
    /** As the headers say, -1 = they do not. */
    long announcedBytes;

    long receivedBytes;
    long retryAfterNs;
    /** The answer's body where it came in several pieces, else null. */
    ByteBuf body;

    void begin(int id, PendingCall call, long windowBytes, long nowNanos) {
        streamId = id;
        pending = call;
        sendWindowBytes = windowBytes;
        writtenNanos = nowNanos;
        status = 0;
        announcedBytes = -1;
        receivedBytes = 0;
        retryAfterNs = 0;
    }

    /** Lets go of what it holds. */
    void clear() {
        pending = null;
        if (rest != null) {
            rest.release();
            rest = null;
        }
        if (body != null) {
            body.release();
            body = null;
        }
    }
}
