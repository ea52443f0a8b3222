package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2FrameReader;
import java.util.List;

/** Reads the peer's frames and tells a wire of each; what is wrong with one ends the connection. */
final class Http2Inbound extends ByteToMessageDecoder {
    private final Http2Wire wire;
    private final Http2FrameReader frames;

    Http2Inbound(Http2Wire wire, int headerListBytes) {
        this.wire = wire;
        this.frames = new DefaultHttp2FrameReader(new DefaultHttp2HeadersDecoder(true, headerListBytes));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (wire.isEnded()) {
            in.skipBytes(in.readableBytes());
        } else {
            frames.readFrame(context, in, wire);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        frames.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        wire.onInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        wire.onBroken(cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        super.channelWritabilityChanged(context);
        wire.onWritable();
    }
}
