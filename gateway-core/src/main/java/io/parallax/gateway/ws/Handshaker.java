package io.parallax.gateway.ws;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

/** The upgrade of a line. Its frame decoder leaves the closing to the line, which says why and lingers. */
final class Handshaker extends WebSocketClientHandshaker13 {
    private final boolean extensions;

    Handshaker(WebSocketSettings settings, HttpHeaders headers) {
        super(
                settings.uri(),
                WebSocketVersion.V13,
                null,
                settings.compression(),
                headers,
                WebSocketSettings.MAX_MESSAGE_BYTES);
        extensions = settings.compression();
    }

    @Override
    protected WebSocketFrameDecoder newWebsocketDecoder() {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowExtensions(extensions)
                .maxFramePayloadLength(maxFramePayloadLength())
                .closeOnProtocolViolation(false)
                .build());
    }
}
