package io.parallax.gateway.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.parallax.gateway.net.EpochClock;

/**
 * Since when a message of the venue is under way that has not ended: bytes that make no frame yet, or fragments without a
 * last one. Two handlers of one connection tell it, one before the frame decoder, one behind it.
 */
final class MessageClock {
    private final EpochClock clock;
    private boolean frameOut;
    private boolean fragmentOpen;
    private boolean underWay;
    private long begunNanos;

    MessageClock(EpochClock clock) {
        this.clock = clock;
    }

    /** Age of the message under way, 0 when there is none. */
    long ageNs(long nowNanos) {
        return underWay ? nowNanos - begunNanos : 0;
    }

    /** The bytes being read were the answer to the upgrade. */
    void upgraded() {
        frameOut = true;
    }

    /** Goes before the frame decoder. */
    ChannelInboundHandlerAdapter bytes() {
        return new Bytes();
    }

    /** Goes behind the frame decoder, before fragments are put together. */
    ChannelInboundHandlerAdapter frames() {
        return new Frames();
    }

    private void begin() {
        if (!underWay) {
            underWay = true;
            begunNanos = clock.nanoTime();
        }
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            frameOut = false;
            context.fireChannelRead(message);
            if (!frameOut) {
                begin();
            } else if (!fragmentOpen) {
                underWay = false;
            }
        }
    }

    private final class Frames extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            frameOut = true;
            if (message instanceof TextWebSocketFrame
                    || message instanceof ContinuationWebSocketFrame
                    || message instanceof BinaryWebSocketFrame) {
                fragmentOpen = !((WebSocketFrame) message).isFinalFragment();
                if (fragmentOpen) {
                    begin();
                } else {
                    underWay = false;
                }
            }
            context.fireChannelRead(message);
        }
    }
}
