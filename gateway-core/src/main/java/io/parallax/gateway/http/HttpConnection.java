package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.parallax.gateway.net.Backoff;
import io.parallax.gateway.net.BytesView;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One warm connection of a line: reopens by itself, carries one call at a time. */
final class HttpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final int REQUEST_BYTES = 2_048;

    private final HttpLine line;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Backoff backoff;
    private final BytesView view = new BytesView();
    private boolean opening;
    private boolean failing;
    private Wire wire;
    private PendingCall inFlight;

    HttpConnection(HttpLine line, EventLoop loop, EpochClock clock, long seed) {
        HttpSettings settings = line.settings();
        this.line = line;
        this.loop = loop;
        this.clock = clock;
        this.backoff =
                new Backoff(settings.backoffMinNs(), settings.backoffMaxNs(), settings.attemptsPerMinute(), seed);
    }

    /** A request could be written, were none in flight. */
    boolean isUp() {
        return wire != null && wire.ready && wire.channel.isActive();
    }

    /** Up, and no call in flight. */
    boolean isFree() {
        return inFlight == null && isUp();
    }

    void open() {
        if (opening || wire != null || line.isClosed()) {
            return;
        }
        opening = true;
        Wire dialled = new Wire();
        List<ChannelHandler> handlers = List.of(
                dialled.stamp,
                new HttpResponseDecoder(),
                new HttpObjectAggregator(line.settings().maxBodyBytes()),
                dialled);
        line.dialer()
                .dial(
                        handlers,
                        connecting -> connecting.addListener(done -> onDialled(dialled, connecting)),
                        this::onUnreachable);
    }

    private void onDialled(Wire dialled, ChannelFuture connected) {
        opening = false;
        if (!connected.isSuccess()) {
            onUnreachable(connected.cause());
        } else if (line.isClosed()) {
            connected.channel().close();
        } else {
            dialled.channel = connected.channel();
            wire = dialled;
            if (dialled.channel.pipeline().get(SslHandler.class) == null) {
                onReady(dialled);
            }
        }
    }

    private void onReady(Wire ready) {
        if (ready == wire) {
            failing = false;
            ready.ready = true;
            line.counters().count(HttpCounter.CONNECTIONS);
            line.onFree(this);
        }
    }

    private void onUnreachable(Throwable cause) {
        opening = false;
        line.counters().count(HttpCounter.FAILED_ATTEMPTS);
        if (!failing) {
            failing = true;
            LOG.warn("{}: cannot connect, {}; trying on", line.settings().name(), cause.toString());
        }
        reopen();
    }

    private void reopen() {
        if (!line.isClosed()) {
            loop.schedule(this::open, backoff.delayNs(clock.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    /** Writes the call, unless its caller withdraws it. */
    void write(PendingCall pending) {
        Wire carrier = wire;
        ByteBuf request = carrier.channel.alloc().buffer(REQUEST_BYTES);
        boolean goes = false;
        try {
            goes = line.requests().write(pending.call(), request);
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
        pending.carriedBy(this);
        line.counters().count(HttpCounter.REQUESTS);
        carrier.channel.writeAndFlush(request).addListener(carrier.onWritten);
    }

    /** The call in flight has no use for an answer any more: a later one must not be taken for another call's. */
    void giveUp(HttpFailure failure) {
        lose(wire, failure);
    }

    void close() {
        if (wire != null) {
            lose(wire, HttpFailure.CONNECTION_LOST);
        }
    }

    private void lose(Wire lost, HttpFailure failure) {
        if (lost == null || lost != wire) {
            return;
        }
        wire = null;
        line.counters().count(HttpCounter.DISCONNECTS);
        lost.channel.close();
        PendingCall unanswered = inFlight;
        inFlight = null;
        reopen();
        if (unanswered != null) {
            unanswered.fail(failure, line.counters());
        }
    }

    private void onAnswer(Wire from, FullHttpResponse response) {
        if (from != wire || inFlight == null) {
            lose(from, HttpFailure.UNREADABLE); // an answer to nothing: the stream is not to be trusted
            return;
        }
        if (response.decoderResult().isFailure()) {
            lose(from, HttpFailure.UNREADABLE);
            return;
        }
        PendingCall answered = inFlight;
        inFlight = null;
        backoff.proved();
        int status = response.status().code();
        line.counters()
                .count(
                        status < 400
                                ? HttpCounter.ANSWERS_GOOD
                                : status < 500 ? HttpCounter.ANSWERS_REFUSING : HttpCounter.ANSWERS_FAILING);
        if (!HttpUtil.isKeepAlive(response)) {
            lose(from, HttpFailure.CONNECTION_LOST);
        }
        ByteBuf body = response.content();
        long retryAfterNs = RetryAfter.nanoseconds(response.headers().get(HttpHeaderNames.RETRY_AFTER));
        line.onAnswered(answered, status, retryAfterNs);
        answered.answer(
                status,
                view.wrap(body),
                body.readableBytes(),
                retryAfterNs,
                from.stamp.receivedNanos(),
                from.stamp.receivedEpochNs());
        line.onFree(this);
    }

    /** One TCP connection, from dialling to its end. */
    private final class Wire extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final ReceiveStamp stamp = new ReceiveStamp(clock);
        private final ChannelFutureListener onWritten = this::onWritten;
        private Channel channel;
        private boolean ready;

        private void onWritten(ChannelFuture written) {
            if (!written.isSuccess()) {
                lose(this, HttpFailure.CONNECTION_LOST);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            onAnswer(this, response);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
                onReady(this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lose(this, HttpFailure.CONNECTION_LOST);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("{}: connection failed, {}", line.settings().name(), cause.toString());
            lose(this, cause instanceof CodecException ? HttpFailure.UNREADABLE : HttpFailure.CONNECTION_LOST);
        }
    }
}
