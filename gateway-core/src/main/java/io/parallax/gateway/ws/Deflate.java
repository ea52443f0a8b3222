package io.parallax.gateway.ws;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;

/**
 * The offer of permessage-deflate. Neither side keeps its window from one message to the next, so a message can be read
 * without those before it, and none may inflate beyond the message limit.
 */
final class Deflate {
    private static final int LEVEL = 1;
    private static final int WINDOW_BITS = 15;

    private Deflate() {}

    static ChannelHandler offer(int maxMessageBytes) {
        return new WebSocketClientExtensionHandler(
                new PerMessageDeflateClientExtensionHandshaker(LEVEL, false, WINDOW_BITS, true, true, maxMessageBytes));
    }
}
