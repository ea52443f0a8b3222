package io.parallax.gateway.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** First of the pipeline: notes when the bytes left the socket, before TLS and framing. */
public final class ReceiveStamp extends ChannelInboundHandlerAdapter {
    private final EpochClock clock;
    private long receivedNanos;
    private long receivedEpochNs;

    public ReceiveStamp(EpochClock clock) {
        this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        receivedNanos = clock.nanoTime();
        receivedEpochNs = clock.epochNanos();
        context.fireChannelRead(message);
    }

    /** Monotonic reading at the last socket read, 0 before the first. */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** Epoch nanoseconds at the last socket read, 0 before the first. */
    public long receivedEpochNs() {
        return receivedEpochNs;
    }
}
