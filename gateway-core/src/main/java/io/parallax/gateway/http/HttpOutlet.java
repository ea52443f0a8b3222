package io.parallax.gateway.http;

/** Where calls are handed in: an {@link HttpLine}, which sends them, or a {@link ShadowOutlet}, which does not. */
public interface HttpOutlet {
    /** Hands a call in with the outlet's usual deadline. */
    void send(HttpCall call);

    /** Hands a call in. */
    void send(HttpCall call, long deadlineNs);
}
