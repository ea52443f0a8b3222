package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.Future;
import io.parallax.gateway.net.BytesView;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A connection that speaks HTTP/2: many calls at once, each on a stream of its own. Requests are frames of our own
 * ({@link RequestOut}), answers are read by Netty ({@link Http2Inbound}) and told here frame by frame.
 *
 * <p>What becomes of a call: REFUSED, that is as good as not sent, only where the venue says that it did not begin with it and has
 * not begun to answer; anything else after its bytes left is unknown. Its deadline resets its stream and leaves the connection, unless
 * the peer has been silent since, a PING included: then the connection is dead, and ends as one of HTTP/1.1 would. Whatever breaks the
 * protocol, a limit of ours or a window ends the connection.
 */
final class Http2Wire implements Wire, Http2FrameListener {
    private static final int REQUEST_BYTES = 2_048;
    private static final int CONTROL_BYTES = 32;
    /** Calls on one connection, whatever the peer would allow. */
    private static final int MOST_CALLS = 100;

    private static final int HEADER_LIST_BYTES = 16 * 1024;
    private static final int CONNECTION_WINDOW_BYTES = 16 * 1024 * 1024;
    private static final long LARGEST_WINDOW_BYTES = Integer.MAX_VALUE;
    /** Frames that bring no answer further, between two looks of {@link #watch}. */
    private static final int IDLE_FRAMES = 1_000;
    /** A connection without calls is asked for a sign of life this often. */
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(5);
    /** The deadline of calls by this is how often {@link #watch} looks. */
    private static final int LOOKS = 4;

    private final HttpConnection connection;
    private final HttpLine line;
    private final Channel channel;
    private final ReceiveStamp stamp;
    private final EpochClock clock;
    private final long lookNs;
    private final BytesView view = new BytesView();
    private final ChannelFutureListener onWritten = this::onWritten;
    private final Int2ObjectHashMap<Http2Exchange> exchanges = new Int2ObjectHashMap<>();
    private final ArrayDeque<Http2Exchange> spare = new ArrayDeque<>(MOST_CALLS);
    private long startedNanos;
    private Future<?> watching;
    private boolean greeted;
    private boolean draining;
    private boolean ended;
    private boolean emptyTable = true;
    private int nextStreamId = 1;
    private int lastTaken = Integer.MAX_VALUE;
    private long peerMaxCalls = MOST_CALLS;
    private int peerMaxFrameBytes = Http2Frames.LEAST_MAX_FRAME_BYTES;
    private long peerStreamWindowBytes = Http2Frames.FIRST_WINDOW_BYTES;
    private long sendWindowBytes = Http2Frames.FIRST_WINDOW_BYTES;
    private long receiveWindowBytes = CONNECTION_WINDOW_BYTES;
    private int unsentBodies;
    private int idleFrames;
    private boolean pinging;
    private long pingNanos;

    Http2Wire(HttpConnection connection, HttpLine line, Channel channel, ReceiveStamp stamp, EpochClock clock) {
        this.connection = connection;
        this.line = line;
        this.channel = channel;
        this.stamp = stamp;
        this.clock = clock;
        this.lookNs = Math.max(1, line.settings().deadlineNs() / LOOKS);
        for (int i = 0; i < MOST_CALLS; i++) {
            spare.add(new Http2Exchange());
        }
    }

    /** Takes its place in the pipeline and greets the peer; calls are taken when the peer has greeted too. */
    void start() {
        startedNanos = clock.nanoTime();
        channel.pipeline().addLast(new Http2Inbound(this, HEADER_LIST_BYTES));
        ByteBuf out = channel.alloc().buffer(2 * Http2Frames.HEAD_BYTES + 64);
        Http2Frames.preface(out, line.settings().maxBodyBytes(), CONNECTION_WINDOW_BYTES, HEADER_LIST_BYTES);
        // Before anything is sent: what cannot be written ends the wire at once, and with it the watch.
        watching = channel.eventLoop().scheduleAtFixedRate(this::watch, lookNs, lookNs, TimeUnit.NANOSECONDS);
        send(out);
    }

    @Override
    public boolean isFree() {
        return greeted
                && !draining
                && !ended
                && exchanges.size() < peerMaxCalls
                && unsentBodies == 0
                && sendWindowBytes > 0
                && channel.isActive()
                && channel.isWritable();
    }

    @Override
    public int load() {
        return exchanges.size();
    }

    @Override
    public void write(PendingCall pending) {
        ByteBuf request = channel.alloc().buffer(REQUEST_BYTES);
        RequestOut frames = line.frames();
        boolean goes = false;
        try {
            frames.begin(request, emptyTable);
            goes = line.requests().write(pending.call(), frames);
            if (goes) {
                goes = false;
                frames.end(nextStreamId);
                goes = true;
            }
        } finally {
            if (!goes) {
                request.release();
            }
        }
        if (!goes) {
            pending.fail(HttpFailure.WITHDRAWN, line.counters());
            return;
        }
        Http2Exchange exchange = spare.poll();
        exchange.begin(nextStreamId, pending, peerStreamWindowBytes, clock.nanoTime());
        exchanges.put(nextStreamId, exchange);
        pending.carriedBy(this, nextStreamId);
        emptyTable = false;
        nextStreamId += 2;
        line.counters().count(HttpCounter.REQUESTS);
        int bodyBytes = frames.bodyBytes();
        if (bodyBytes <= sendable(exchange)) {
            sendWindowBytes -= bodyBytes;
            exchange.sendWindowBytes -= bodyBytes;
            send(request);
        } else {
            sendInPieces(exchange, request, bodyBytes);
        }
        if (nextStreamId < 0) {
            drain(); // there are no numbers left
        }
    }

    /** Bytes of body that may go in one frame now. */
    private long sendable(Http2Exchange exchange) {
        return Math.min(peerMaxFrameBytes, Math.min(sendWindowBytes, exchange.sendWindowBytes));
    }

    private void sendInPieces(Http2Exchange exchange, ByteBuf request, int bodyBytes) {
        int bodyAt = request.writerIndex() - bodyBytes;
        exchange.rest = request.retainedSlice(bodyAt, bodyBytes);
        unsentBodies++;
        send(request.writerIndex(bodyAt - Http2Frames.HEAD_BYTES));
        push(exchange);
    }

    /** Sends of a body what the windows allow. */
    private void push(Http2Exchange exchange) {
        while (!ended && exchange.rest != null) {
            int bytes = (int) Math.min(exchange.rest.readableBytes(), sendable(exchange));
            if (bytes <= 0) {
                return;
            }
            boolean last = bytes == exchange.rest.readableBytes();
            ByteBuf out = channel.alloc().buffer(Http2Frames.HEAD_BYTES + bytes);
            Http2Frames.head(out, bytes, Http2Frames.DATA, last ? Http2Frames.END_STREAM : 0, exchange.streamId);
            out.writeBytes(exchange.rest, bytes);
            sendWindowBytes -= bytes;
            exchange.sendWindowBytes -= bytes;
            if (last) {
                exchange.rest.release();
                exchange.rest = null;
                unsentBodies--;
            }
            send(out);
        }
    }

    private void pushAll() {
        if (unsentBodies > 0) {
            for (int id : streamIds()) {
                Http2Exchange exchange = exchanges.get(id);
                if (exchange != null) {
                    push(exchange);
                }
            }
        }
        connection.onFree();
    }

    @Override
    public void giveUp(PendingCall pending) {
        Http2Exchange exchange = exchanges.get(pending.streamId());
        boolean silent = stamp.receivedNanos() - exchange.writtenNanos < 0;
        boolean asked = pinging && clock.nanoTime() - pingNanos >= lookNs;
        int streamId = exchange.streamId;
        forget(exchange);
        if (silent && asked) {
            end(HttpFailure.CONNECTION_LOST);
        } else {
            reset(streamId);
            if (silent && !pinging) {
                ping();
            }
        }
        pending.fail(HttpFailure.TIMEOUT, line.counters());
        onRoom();
    }

    @Override
    public void close() {
        end(HttpFailure.CONNECTION_LOST);
    }

    /** Every quarter of the usual deadline: is the peer alive, and does it behave. */
    private void watch() {
        long nowNanos = clock.nanoTime();
        idleFrames = 0;
        long heardNanos = stamp.receivedNanos() == 0 ? startedNanos : stamp.receivedNanos();
        if (!greeted) {
            if (nowNanos - startedNanos > line.settings().connectTimeoutNs()) {
                connection.logFailure(new Http2Exception(
                        Http2Error.SETTINGS_TIMEOUT, "no greeting of HTTP/2 from the venue; set http to 1.1"));
                end(HttpFailure.CONNECTION_LOST);
            }
            return;
        }
        if (pinging && heardNanos - pingNanos > 0) {
            pinging = false; // anything it says is a sign of life
        }
        if (pinging) {
            if (nowNanos - pingNanos >= line.settings().deadlineNs()) {
                connection.logFailure(new Http2Exception(Http2Error.NO_ERROR, "the venue does not answer a PING"));
                end(HttpFailure.CONNECTION_LOST);
            }
        } else if (nowNanos - heardNanos >= (exchanges.isEmpty() ? QUIET_NS : lookNs)) {
            ping();
        }
    }

    private void ping() {
        pinging = true;
        pingNanos = clock.nanoTime();
        ByteBuf out = channel.alloc().buffer(CONTROL_BYTES);
        Http2Frames.ping(out, false, pingNanos);
        send(out);
    }

    private void reset(int streamId) {
        ByteBuf out = channel.alloc().buffer(CONTROL_BYTES);
        Http2Frames.resetStream(out, streamId, Http2Error.CANCEL.code());
        send(out);
    }

    private void send(ByteBuf out) {
        channel.writeAndFlush(out).addListener(onWritten);
    }

    private void onWritten(ChannelFuture written) {
        if (!written.isSuccess()) {
            end(HttpFailure.CONNECTION_LOST);
        }
    }

    /** Takes no more calls; ends when those it carries have ended. */
    private void drain() {
        if (!draining) {
            draining = true;
            connection.onDraining(this);
        }
    }

    /** A call has ended. */
    private void onRoom() {
        if (ended) {
            return;
        }
        if (draining && exchanges.isEmpty()) {
            end(HttpFailure.CONNECTION_LOST);
        } else {
            connection.onFree();
        }
    }

    private void forget(Http2Exchange exchange) {
        exchanges.remove(exchange.streamId);
        if (exchange.rest != null) {
            unsentBodies--;
        }
        exchange.clear();
        spare.add(exchange);
    }

    /** Streams in the order they were opened. */
    private int[] streamIds() {
        int[] ids = new int[exchanges.size()];
        int count = 0;
        for (Http2Exchange exchange : exchanges.values()) {
            ids[count++] = exchange.streamId;
        }
        Arrays.sort(ids);
        return ids;
    }

    boolean isEnded() {
        return ended;
    }

    /** The socket takes bytes again, or no more. */
    void onWritable() {
        connection.onFree();
    }

    /** The connection is over. */
    void onInactive() {
        end(HttpFailure.CONNECTION_LOST);
    }

    /** What the peer sent cannot be read, or reading failed. */
    void onBroken(Throwable cause) {
        if (ended) {
            return;
        }
        connection.logFailure(
                greeted
                        ? cause
                        : new Http2Exception(Http2Error.PROTOCOL_ERROR, cause.getMessage() + "; set http to 1.1"));
        if (cause instanceof Http2Exception broken) {
            ByteBuf out = channel.alloc().buffer(CONTROL_BYTES);
            Http2Frames.goAway(out, broken.error().code());
            send(out);
            end(HttpFailure.UNREADABLE);
        } else {
            end(HttpFailure.CONNECTION_LOST);
        }
    }

    private void end(HttpFailure failure) {
        if (ended) {
            return;
        }
        ended = true;
        watching.cancel(false);
        channel.close();
        connection.onEnd(this);
        fail(streamIds(), failure, failure);
    }

    /** @param unbegun for calls of which no answer has come, {@code begun} for the others */
    private void fail(int[] ids, HttpFailure unbegun, HttpFailure begun) {
        for (int id : ids) {
            Http2Exchange exchange = exchanges.get(id);
            if (exchange != null) {
                PendingCall pending = exchange.pending;
                HttpFailure failure = exchange.status == 0 ? unbegun : begun;
                forget(exchange);
                pending.fail(failure, line.counters());
            }
        }
    }

    // what the peer says

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean endOfStream)
            throws Http2Exception {
        Http2Exchange exchange = find(streamId);
        if (exchange == null) {
            return;
        }
        if (exchange.status != 0) {
            require(endOfStream, "headers in the middle of an answer"); // trailers end it
            finish(exchange, Unpooled.EMPTY_BUFFER);
            return;
        }
        int status = status(headers.status());
        if (status < 200) {
            require(!endOfStream, "an answer that ends before its status");
            idle();
            return;
        }
        exchange.status = status;
        CharSequence retryAfter = headers.get("retry-after");
        exchange.retryAfterNs = RetryAfter.nanoseconds(retryAfter == null ? null : retryAfter.toString());
        exchange.announcedBytes = headers.getLong("content-length", -1);
        if (endOfStream) {
            finish(exchange, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        onHeadersRead(context, streamId, headers, padding, endOfStream);
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean endOfStream)
            throws Http2Exception {
        int bytes = data.readableBytes();
        takeFromWindow(bytes + padding);
        Http2Exchange exchange = find(streamId);
        if (bytes == 0 && !endOfStream) {
            idle();
        }
        if (exchange == null) {
            return 0;
        }
        require(exchange.status != 0, "a body before its headers");
        exchange.receivedBytes += bytes;
        if (exchange.receivedBytes > line.settings().maxBodyBytes()) {
            throw new Http2Exception(
                    Http2Error.FLOW_CONTROL_ERROR,
                    "an answer of more than " + line.settings().maxBodyBytes() + " bytes");
        }
        if (endOfStream && exchange.body == null) {
            finish(exchange, data);
            return 0;
        }
        if (exchange.body == null) {
            exchange.body = channel.alloc().buffer(bytes);
        }
        exchange.body.writeBytes(data, data.readerIndex(), bytes);
        if (endOfStream) {
            finish(exchange, exchange.body);
        }
        return 0;
    }

    /** Counts what came, and gives it back to the peer when half is used. */
    private void takeFromWindow(int bytes) throws Http2Exception {
        receiveWindowBytes -= bytes;
        if (receiveWindowBytes < 0) {
            throw new Http2Exception(Http2Error.FLOW_CONTROL_ERROR, "more data than the connection's window");
        }
        if (receiveWindowBytes < CONNECTION_WINDOW_BYTES / 2) {
            ByteBuf out = channel.alloc().buffer(CONTROL_BYTES);
            Http2Frames.windowUpdate(out, 0, (int) (CONNECTION_WINDOW_BYTES - receiveWindowBytes));
            receiveWindowBytes = CONNECTION_WINDOW_BYTES;
            send(out);
        }
    }

    /** The answer is whole. */
    private void finish(Http2Exchange exchange, ByteBuf last) throws Http2Exception {
        long announced = exchange.announcedBytes;
        require(
                announced < 0 || announced == exchange.receivedBytes,
                "an answer of " + exchange.receivedBytes + " bytes that was announced with " + announced);
        ByteBuf body = (exchange.body == null ? last : exchange.body).retain();
        PendingCall answered = exchange.pending;
        int status = exchange.status;
        long retryAfterNs = exchange.retryAfterNs;
        boolean unsent = exchange.rest != null;
        int streamId = exchange.streamId;
        forget(exchange);
        if (unsent) {
            reset(streamId); // it needs no more of the request
        }
        idleFrames = 0;
        connection.onAnswered(answered, status, retryAfterNs);
        try {
            answered.answer(
                    status,
                    view.wrap(body),
                    body.readableBytes(),
                    retryAfterNs,
                    stamp.receivedNanos(),
                    stamp.receivedEpochNs());
        } finally {
            body.release();
        }
        onRoom();
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int streamId, long errorCode) throws Http2Exception {
        Http2Exchange exchange = find(streamId);
        if (exchange != null) {
            boolean refused = errorCode == Http2Error.REFUSED_STREAM.code();
            fail(new int[] {streamId}, refused ? HttpFailure.REFUSED : HttpFailure.RESET, HttpFailure.RESET);
            onRoom();
        }
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStreamId, long errorCode, ByteBuf debugData)
            throws Http2Exception {
        require(lastStreamId <= lastTaken, "GOAWAY takes back what it refused");
        lastTaken = lastStreamId;
        idle();
        drain();
        int[] beyond =
                Arrays.stream(streamIds()).filter(id -> id > lastStreamId).toArray();
        fail(beyond, HttpFailure.REFUSED, HttpFailure.RESET);
        onRoom();
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        idle();
        Long maxCalls = settings.maxConcurrentStreams();
        if (maxCalls != null) {
            peerMaxCalls = Math.min(MOST_CALLS, maxCalls);
        }
        Integer frameBytes = settings.maxFrameSize();
        if (frameBytes != null) {
            peerMaxFrameBytes = frameBytes;
        }
        Integer windowBytes = settings.initialWindowSize();
        if (windowBytes != null) {
            moveWindows(windowBytes);
        }
        if (settings.headerTableSize() != null) {
            emptyTable = true;
        }
        ByteBuf out = channel.alloc().buffer(CONTROL_BYTES);
        Http2Frames.settingsAck(out);
        send(out);
        if (!greeted) {
            greeted = true;
            line.counters().count(HttpCounter.HTTP2_CONNECTIONS);
            connection.onReady(this);
        } else {
            pushAll();
        }
    }

    private void moveWindows(int windowBytes) throws Http2Exception {
        long change = windowBytes - peerStreamWindowBytes;
        peerStreamWindowBytes = windowBytes;
        for (Http2Exchange exchange : exchanges.values()) {
            exchange.sendWindowBytes = grown(exchange.sendWindowBytes, change);
        }
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int streamId, int bytes) throws Http2Exception {
        idle();
        if (streamId == 0) {
            sendWindowBytes = grown(sendWindowBytes, bytes);
            pushAll();
            return;
        }
        Http2Exchange exchange = find(streamId);
        if (exchange != null) {
            exchange.sendWindowBytes = grown(exchange.sendWindowBytes, bytes);
            push(exchange);
            connection.onFree();
        }
    }

    private static long grown(long windowBytes, long change) throws Http2Exception {
        if (windowBytes + change > LARGEST_WINDOW_BYTES) {
            throw new Http2Exception(Http2Error.FLOW_CONTROL_ERROR, "a window beyond 2^31 - 1 bytes");
        }
        return windowBytes + change;
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        idle();
        if (!channel.isWritable()) {
            throw new Http2Exception(Http2Error.ENHANCE_YOUR_CALM, "the venue asks and does not read");
        }
        ByteBuf out = channel.alloc().buffer(CONTROL_BYTES);
        Http2Frames.ping(out, true, data);
        send(out);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        idle();
        pinging &= data != pingNanos;
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
        idle();
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext context, int streamId, int streamDependency, short weight, boolean exclusive)
            throws Http2Exception {
        idle();
    }

    @Override
    public void onUnknownFrame(
            ChannelHandlerContext context, byte frameType, int streamId, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        idle();
    }

    @Override
    public void onPushPromiseRead(
            ChannelHandlerContext context, int streamId, int promisedStreamId, Http2Headers headers, int padding)
            throws Http2Exception {
        throw new Http2Exception(Http2Error.PROTOCOL_ERROR, "a push, which we forbade");
    }

    /** The call of a stream, null when it has ended here. */
    private Http2Exchange find(int streamId) throws Http2Exception {
        Http2Exchange exchange = exchanges.get(streamId);
        if (exchange == null) {
            require(
                    (streamId & 1) == 1 && streamId - nextStreamId < 0,
                    "a frame of stream " + streamId + ", never opened");
            idle();
        }
        return exchange;
    }

    private void idle() throws Http2Exception {
        if (++idleFrames > IDLE_FRAMES) {
            throw new Http2Exception(
                    Http2Error.ENHANCE_YOUR_CALM, "more than " + IDLE_FRAMES + " frames that bring no answer further");
        }
    }

    private static int status(CharSequence text) throws Http2Exception {
        require(text != null && text.length() == 3, "an answer without a status");
        int status = 0;
        for (int i = 0; i < 3; i++) {
            int digit = text.charAt(i) - '0';
            require(digit >= 0 && digit <= 9, "an answer whose status is no number");
            status = 10 * status + digit;
        }
        return status;
    }

    private static void require(boolean claim, String otherwise) throws Http2Exception {
        if (!claim) {
            throw new Http2Exception(Http2Error.PROTOCOL_ERROR, otherwise);
        }
    }
}
