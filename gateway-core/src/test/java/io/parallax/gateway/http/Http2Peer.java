package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The venue's end of one HTTP/2 connection, frame by frame: what came is in {@code requests}, what goes is the test's. */
final class Http2Peer extends ByteToMessageDecoder {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /** One whole request. */
    record Request(Http2Peer peer, int stream, Http2Headers headers, String body) {
        String text() {
            return headers.method() + " " + headers.path() + " " + body;
        }

        void answer(String answer) {
            peer.answer(stream, 201, answer);
        }
    }

    /** Requests on all connections, as they came. */
    final BlockingQueue<Request> requests;
    /** What else came: RST_STREAM, PING, GOAWAY, WINDOW_UPDATE, each with its stream or code. */
    final BlockingQueue<String> others = new LinkedBlockingQueue<>();
    /** Longest frame of data that came. */
    volatile int longestData;

    private final Http2Settings greeting;
    private final Consumer<Request> script;
    private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader();
    private final DefaultHttp2FrameWriter writer = new DefaultHttp2FrameWriter();
    private final Map<Integer, Http2Headers> heads = new HashMap<>();
    private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();
    private final Inbound inbound = new Inbound();
    private volatile boolean deaf;
    private boolean greeted;
    private ChannelHandlerContext context;

    /** @param greeting null = the peer says nothing first */
    Http2Peer(Http2Settings greeting, BlockingQueue<Request> requests, Consumer<Request> script) {
        this.greeting = greeting;
        this.requests = requests;
        this.script = script;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (greeting != null) {
            writer.writeSettings(active, greeting, active.newPromise());
            active.flush();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out) throws Exception {
        if (deaf) {
            in.skipBytes(in.readableBytes());
        } else if (!greeted) {
            if (in.readableBytes() >= PREFACE.length()) {
                String said = in.readCharSequence(PREFACE.length(), StandardCharsets.US_ASCII)
                        .toString();
                if (!said.equals(PREFACE)) {
                    throw new IllegalStateException("no preface but " + said);
                }
                greeted = true;
            }
        } else {
            reader.readFrame(from, in, inbound);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        others.add("broken " + cause);
        from.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) throws Exception {
        super.channelInactive(from);
        others.add("closed");
    }

    /** From now on it hears nothing and says nothing, as a machine that is gone. */
    void vanish() {
        deaf = true;
    }

    void answer(int stream, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        headers(stream, status, bytes.length, bytes.length == 0);
        if (bytes.length > 0) {
            data(stream, bytes, true);
        }
    }

    void headers(int stream, int status, int length, boolean end) {
        write(() -> {
            Http2Headers headers = new DefaultHttp2Headers().status(Integer.toString(status));
            headers.setInt("content-length", length);
            headers.set("retry-after", "7");
            writer.writeHeaders(context, stream, headers, 0, end, context.newPromise());
        });
    }

    void data(int stream, byte[] bytes, boolean end) {
        write(() -> writer.writeData(context, stream, Unpooled.wrappedBuffer(bytes), 0, end, context.newPromise()));
    }

    void reset(int stream, long code) {
        write(() -> writer.writeRstStream(context, stream, code, context.newPromise()));
    }

    void goAway(int lastStream, long code) {
        write(() -> writer.writeGoAway(context, lastStream, code, Unpooled.EMPTY_BUFFER, context.newPromise()));
    }

    void settings(Http2Settings settings) {
        write(() -> writer.writeSettings(context, settings, context.newPromise()));
    }

    void window(int stream, int bytes) {
        write(() -> writer.writeWindowUpdate(context, stream, bytes, context.newPromise()));
    }

    void ping(long data) {
        write(() -> writer.writePing(context, false, data, context.newPromise()));
    }

    /** Bytes as they are. */
    void raw(byte[] bytes) {
        write(() -> context.write(Unpooled.wrappedBuffer(bytes)));
    }

    /** Bytes as they are, in pieces that end at these places, a millisecond between them. */
    void raw(byte[] bytes, int... ends) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            pieces.add(java.util.Arrays.copyOfRange(bytes, from, end));
            from = end;
        }
        pieces.add(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
        next(pieces, 0);
    }

    private void next(List<byte[]> pieces, int index) {
        raw(pieces.get(index));
        if (index + 1 < pieces.size()) {
            context.executor().schedule(() -> next(pieces, index + 1), 1, TimeUnit.MILLISECONDS);
        }
    }

    void close() {
        context.close();
    }

    private void write(Runnable frames) {
        context.executor().execute(() -> {
            frames.run();
            context.flush();
        });
    }

    private void end(int stream) {
        ByteArrayOutputStream body = bodies.remove(stream);
        Request request = new Request(
                this, stream, heads.remove(stream), body == null ? "" : body.toString(StandardCharsets.UTF_8));
        requests.add(request);
        script.accept(request);
    }

    private final class Inbound extends Http2FrameAdapter {
        @Override
        public void onHeadersRead(
                ChannelHandlerContext from, int stream, Http2Headers headers, int padding, boolean endOfStream) {
            heads.put(stream, headers);
            if (endOfStream) {
                end(stream);
            }
        }

        @Override
        public int onDataRead(ChannelHandlerContext from, int stream, ByteBuf data, int padding, boolean endOfStream) {
            longestData = Math.max(longestData, data.readableBytes());
            byte[] bytes = new byte[data.readableBytes()];
            data.readBytes(bytes);
            bodies.computeIfAbsent(stream, id -> new ByteArrayOutputStream()).writeBytes(bytes);
            others.add("data " + bytes.length);
            if (endOfStream) {
                end(stream);
            }
            return 0;
        }

        @Override
        public void onSettingsRead(ChannelHandlerContext from, Http2Settings settings) {
            writer.writeSettingsAck(from, from.newPromise());
            from.flush();
        }

        @Override
        public void onPingRead(ChannelHandlerContext from, long data) {
            others.add("ping");
            writer.writePing(from, true, data, from.newPromise());
            from.flush();
        }

        @Override
        public void onPingAckRead(ChannelHandlerContext from, long data) {
            others.add("pong " + data);
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext from, int stream, long errorCode) {
            others.add("reset " + stream + " " + errorCode);
        }

        @Override
        public void onGoAwayRead(ChannelHandlerContext from, int lastStream, long errorCode, ByteBuf debugData) {
            others.add("goaway " + errorCode);
        }
    }
}
