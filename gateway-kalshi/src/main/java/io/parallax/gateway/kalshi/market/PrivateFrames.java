package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.JsonCursor;

/** Takes the private messages of the socket; each returns a decode fault code or 0. On the event loop. */
public interface PrivateFrames {
    /** The {@code msg} of a {@code fill}. */
    int onFill(JsonCursor body, long receivedNanos, long receivedEpochNs);

    /** The {@code msg} of a {@code user_order}. */
    int onUserOrder(JsonCursor body, long receivedNanos, long receivedEpochNs);

    /** The {@code msg} of an {@code order_group_updates}. */
    default int onOrderGroup(JsonCursor body, long receivedNanos, long receivedEpochNs) {
        return body.end();
    }

    /** The channels of these messages, as a command names them. */
    default String channels() {
        return "\"fill\",\"user_orders\"";
    }

    /** The socket is up again: private messages may have been missed meanwhile. */
    void onLineLive();
}
