package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.parallax.gateway.net.BytesView;
import io.parallax.gateway.net.ReceiveStamp;

/** A connection that speaks HTTP/1.1: one call at a time. */
final class Http1Wire extends SimpleChannelInboundHandler<FullHttpResponse> implements Wire {
    private static final int REQUEST_BYTES = 2_048;

    private final HttpConnection connection;
    private final HttpLine line;
    private final Channel channel;
    private final ReceiveStamp stamp;
    private final BytesView view = new BytesView();
    private final ChannelFutureListener onWritten = this::onWritten;
    private PendingCall inFlight;
    private boolean lost;

    Http1Wire(HttpConnection connection, HttpLine line, Channel channel, ReceiveStamp stamp) {
        this.connection = connection;
        this.line = line;
        this.channel = channel;
        this.stamp = stamp;
    }

    /** Takes its place in the pipeline. */
    void start() {
        channel.pipeline()
                .addLast(
                        new HttpResponseDecoder(),
                        new HttpObjectAggregator(line.settings().maxBodyBytes()),
                        this);
    }

    @Override
    public boolean isFree() {
        return inFlight == null && channel.isActive();
    }

    @Override
    public int load() {
        return inFlight == null ? 0 : 1;
    }

    @Override
    public void write(PendingCall pending) {
        ByteBuf request = channel.alloc().buffer(REQUEST_BYTES);
        boolean goes = false;
        try {
            line.text().begin(request, false);
            goes = line.requests().write(pending.call(), line.text());
        } finally {
            if (!goes) {
                request.release();
            }
        }
        if (!goes) {
            pending.fail(HttpFailure.WITHDRAWN, line.counters());
            return;
        }
        inFlight = pending;
        pending.carriedBy(this, 0);
        line.counters().count(HttpCounter.REQUESTS);
        channel.writeAndFlush(request).addListener(onWritten);
    }

    /** A later answer must not be taken for another call's, so the connection ends too. */
    @Override
    public void giveUp(PendingCall pending) {
        lose(HttpFailure.TIMEOUT);
    }

    @Override
    public void close() {
        lose(HttpFailure.CONNECTION_LOST);
    }

    private void lose(HttpFailure failure) {
        if (lost) {
            return;
        }
        lost = true;
        channel.close();
        PendingCall unanswered = inFlight;
        inFlight = null;
        connection.onEnd(this);
        if (unanswered != null) {
            unanswered.fail(failure, line.counters());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (lost || inFlight == null || response.decoderResult().isFailure()) {
            lose(HttpFailure.UNREADABLE); // an answer to nothing, or none: the stream is not to be trusted
            return;
        }
        PendingCall answered = inFlight;
        inFlight = null;
        int status = response.status().code();
        long retryAfterNs = RetryAfter.nanoseconds(response.headers().get(HttpHeaderNames.RETRY_AFTER));
        connection.onAnswered(answered, status, retryAfterNs);
        if (!HttpUtil.isKeepAlive(response)) {
            lose(HttpFailure.CONNECTION_LOST);
        }
        ByteBuf body = response.content();
        answered.answer(
                status,
                view.wrap(body),
                body.readableBytes(),
                retryAfterNs,
                stamp.receivedNanos(),
                stamp.receivedEpochNs());
        connection.onFree();
    }

    private void onWritten(ChannelFuture written) {
        if (!written.isSuccess()) {
            lose(HttpFailure.CONNECTION_LOST);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lose(HttpFailure.CONNECTION_LOST);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.logFailure(cause);
        lose(cause instanceof CodecException ? HttpFailure.UNREADABLE : HttpFailure.CONNECTION_LOST);
    }
}
