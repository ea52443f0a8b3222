package io.parallax.gateway.ws;

/** What happens to a websocket line. */
enum LineEvent {
    CONNECT,
    THROTTLE,
    TURN,
    CHANNEL_UP,
    UPGRADED,
    LOST,
    RETRY,
    CLOSE
}
