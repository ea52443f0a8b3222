package io.parallax.sim.rest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * First handler of a connection: tells by its first bytes which HTTP the client speaks, with or without TLS before it. HTTP/1.1
 * has the handlers of the venue on the connection; of HTTP/2, which begins with {@code PRI *}, each stream is a channel of its own with
 * a front that answers one call. Sockets are of HTTP/1.1 alone, as at the venues.
 */
public final class HttpDoor extends ByteToMessageDecoder {
    private static final byte[] PREFACE = "PRI * HTTP/2.0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_STREAMS = 100;

    private final int maxBodyBytes;
    private final Consumer<ChannelPipeline> http1;
    private final Supplier<ChannelHandler> front;

    /**
     * @param http1 adds what stands behind the aggregator of HTTP/1.1, the front last
     * @param front makes the handler of one call of HTTP/2, behind an aggregator
     */
    public HttpDoor(int maxBodyBytes, Consumer<ChannelPipeline> http1, Supplier<ChannelHandler> front) {
        this.maxBodyBytes = maxBodyBytes;
        this.http1 = http1;
        this.front = front;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int known = Math.min(in.readableBytes(), PREFACE.length);
        boolean two = true;
        for (int i = 0; i < known && two; i++) {
            two = in.getByte(in.readerIndex() + i) == PREFACE[i];
        }
        if (two && known < PREFACE.length) {
            return; // both are possible yet
        }
        ChannelPipeline pipeline = context.pipeline();
        if (two) {
            speak2(pipeline);
        } else {
            pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(maxBodyBytes));
            http1.accept(pipeline);
        }
        pipeline.remove(this); // what was read goes on to those behind
    }

    private void speak2(ChannelPipeline pipeline) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(MOST_STREAMS))
                        .build(),
                new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(
                                        new Http2StreamFrameToHttpObjectCodec(true),
                                        new HttpObjectAggregator(maxBodyBytes),
                                        front.get());
                    }
                }));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // a client that went away before it said anything
    }
}
