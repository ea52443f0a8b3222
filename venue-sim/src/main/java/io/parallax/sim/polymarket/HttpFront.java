package io.parallax.sim.polymarket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.parallax.sim.fault.Handshake;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.rest.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First handler of every connection: answers REST calls one after the other and turns upgrade requests into sockets.
 * One instance per connection.
 */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int MAX_FRAME_BYTES = 1 << 20;

    private final BiConsumer<RestRequest, Answer.Reply> rest;
    private final Function<String, ChannelHandler> sockets;
    private final Function<String, Handshake> answers;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private boolean busy;

    private record Pending(RestRequest request, boolean keepAlive) {}

    /**
     * @param sockets makes the handler of a socket path, or gives null for a path that is none
     * @param answers how to answer a client that wants a socket path
     */
    HttpFront(
            BiConsumer<RestRequest, Answer.Reply> rest,
            Function<String, ChannelHandler> sockets,
            Function<String, Handshake> answers) {
        this.rest = rest;
        this.sockets = sockets;
        this.answers = answers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            write(ctx, Refusal.badRequest("Invalid payload").answer(), false);
            return;
        }
        if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(ctx, request);
            return;
        }
        waiting.add(new Pending(RestRequest.of(request), HttpUtil.isKeepAlive(request)));
        next(ctx);
    }

    private void next(ChannelHandlerContext ctx) {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Pending pending = waiting.remove();
        rest.accept(pending.request(), new Answer.Reply() {
            @Override
            public void send(Answer answer) {
                write(ctx, answer, pending.keepAlive());
                busy = false;
                next(ctx);
            }

            @Override
            public void lose() {
                waiting.clear();
                ctx.close();
            }
        });
    }

    private static void write(ChannelHandlerContext ctx, Answer answer, boolean keepAlive) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        response.headers()
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        answer.headers().forEach(response.headers()::set);
        if (keepAlive) {
            ctx.writeAndFlush(response);
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        ChannelHandler socket = sockets.apply(path);
        if (socket == null) {
            write(ctx, Refusal.notFound("not found").answer(), false);
            return;
        }
        Handshake fault = answers.apply(path);
        if (fault.kind() == Handshake.Kind.MUTE) {
            return;
        } else if (fault.kind() == Handshake.Kind.RESET) {
            Lines.reset(ctx.channel());
            return;
        } else if (fault.kind() == Handshake.Kind.REFUSE) {
            write(ctx, Refusal.of(fault.status(), "refused on demand").answer(), false);
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(path, null, false, MAX_FRAME_BYTES).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        handshaker.handshake(ctx.channel(), request);
        ctx.pipeline().addLast(new WebSocketFrameAggregator(MAX_FRAME_BYTES), socket);
        ctx.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error(
                    "connection of {} closed after a fault in the simulator",
                    ctx.channel().remoteAddress(),
                    cause);
        }
        ctx.close();
    }
}
