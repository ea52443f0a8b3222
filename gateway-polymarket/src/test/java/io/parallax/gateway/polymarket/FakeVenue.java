package io.parallax.gateway.polymarket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A scripted venue on a loopback port: answers calls by method and path, keeps what clients say, says what it is told. */
public final class FakeVenue implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final Map<String, Deque<Reply>> script = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Socket market = new Socket();
    private final Socket user = new Socket();

    /** One call that arrived. */
    public record Call(String method, String path, Map<String, String> headers, String body) {}

    /** An answer; status 0 closes the connection without one, -1 never answers. */
    record Reply(int status, String body, String header, String value) {}

    /** The venue's end of one socket kind: the last connection made. */
    static final class Socket {
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private volatile Channel channel;

        String next() throws InterruptedException {
            String text;
            do {
                text = said.poll(10, TimeUnit.SECONDS);
            } while ("PING".equals(text));
            if (text == null) {
                throw new AssertionError("the client said nothing");
            }
            return text;
        }

        void say(String text) {
            channel.writeAndFlush(new TextWebSocketFrame(text));
        }

        void drop() {
            channel.close();
        }
    }

    public FakeVenue() throws InterruptedException {
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Door());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .sync()
                .channel();
    }

    public URI http() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    private int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    Socket market() {
        return market;
    }

    Socket user() {
        return user;
    }

    /** Adds an answer for calls whose method and path begin so; the last one added for a beginning stays for ever. */
    public void answer(String beginning, int status, String body) {
        answer(beginning, status, body, null, null);
    }

    /** The same with a header. */
    public synchronized void answer(String beginning, int status, String body, String header, String value) {
        script.computeIfAbsent(beginning, key -> new ArrayDeque<>()).add(new Reply(status, body, header, value));
    }

    /** From now on this is the answer, whatever was added before. */
    public synchronized void script(String beginning, int status, String body) {
        script.remove(beginning);
        answer(beginning, status, body);
    }

    /** Calls whose method and path begin so. */
    public synchronized List<Call> calls(String beginning) {
        return calls.stream()
                .filter(call -> (call.method() + " " + call.path()).startsWith(beginning))
                .toList();
    }

    private synchronized Reply reply(Call call) {
        calls.add(call);
        String name = call.method() + " " + call.path();
        Deque<Reply> best = null;
        int longest = -1;
        for (Map.Entry<String, Deque<Reply>> entry : script.entrySet()) {
            if (name.startsWith(entry.getKey()) && entry.getKey().length() > longest) {
                longest = entry.getKey().length();
                best = entry.getValue();
            }
        }
        if (best == null) {
            return new Reply(404, "{\"error\":\"not scripted\"}", null, null);
        }
        return best.size() > 1 ? best.poll() : best.peek();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** Tells by the first byte which HTTP a client speaks: no method begins as the preface of HTTP/2 does but POST and PUT. */
    private final class Door extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (in.readableBytes() < 3) {
                return;
            }
            ChannelPipeline pipeline = context.pipeline();
            if (in.toString(in.readerIndex(), 3, StandardCharsets.US_ASCII).equals("PRI")) {
                pipeline.addLast(
                        Http2FrameCodecBuilder.forServer().build(),
                        new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                stream.pipeline()
                                        .addLast(
                                                new Http2StreamFrameToHttpObjectCodec(true),
                                                new HttpObjectAggregator(1 << 20),
                                                new Front());
                            }
                        }));
            } else {
                pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Front());
            }
            pipeline.remove(this);
        }
    }

    private final class Front extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (request.uri().startsWith("/ws/")) {
                Socket socket = request.uri().equals("/ws/market") ? market : user;
                socket.channel = context.channel();
                context.pipeline().addLast(new WebSocketServerProtocolHandler(request.uri()), new Ears(socket));
                context.fireChannelRead(request.retain());
                return;
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
            Reply reply = reply(new Call(
                    request.method().name(),
                    request.uri(),
                    headers,
                    request.content().toString(StandardCharsets.UTF_8)));
            if (reply.status() == 0) {
                context.close();
            } else if (reply.status() > 0) {
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(body));
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
                if (reply.header() != null) {
                    response.headers().set(reply.header(), reply.value());
                }
                context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            }
        }
    }

    /** A client that breaks off is part of the play. */
    private static final class Ears extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final Socket socket;

        Ears(Socket socket) {
            this.socket = socket;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            socket.said.add(frame.text());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
