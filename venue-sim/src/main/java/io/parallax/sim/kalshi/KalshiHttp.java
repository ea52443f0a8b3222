package io.parallax.sim.kalshi;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.parallax.sim.fault.Handshake;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.Answers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Front door of one connection: upgrades the socket path after checking its signature, answers the rest as REST. */
final class KalshiHttp extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String BASE = "/trade-api/v2/";
    static final String SOCKET = "/trade-api/ws/v2";
    private static final int MAX_FRAME_BYTES = 1 << 20;

    private final KalshiServer server;
    private final KalshiAuth auth;
    private final RestRouter router;

    KalshiHttp(KalshiServer server, KalshiAuth auth, RestRouter router) {
        this.server = server;
        this.auth = auth;
        this.router = router;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a peer that went away or broke the protocol
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        if (uri.path().equals(SOCKET)) {
            upgrade(ctx, request);
        } else if (uri.path().startsWith(BASE)) {
            RestCall call = new RestCall(
                    request.method().name(),
                    Arrays.asList(uri.path().substring(BASE.length()).split("/")),
                    uri.parameters(),
                    request.content().toString(StandardCharsets.UTF_8));
            serve(call, uri.path(), request.headers().copy(), new Wire(ctx, HttpUtil.isKeepAlive(request)));
        } else {
            new Wire(ctx, HttpUtil.isKeepAlive(request)).send(KalshiError.NOT_FOUND.answer());
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        Handshake fault = server.lines().nextAnswer();
        if (fault.kind() == Handshake.Kind.MUTE) {
            return;
        } else if (fault.kind() == Handshake.Kind.RESET) {
            Lines.reset(ctx.channel());
            return;
        } else if (fault.kind() == Handshake.Kind.REFUSE) {
            new Wire(ctx, HttpUtil.isKeepAlive(request)).send(server.ofStatus(fault.status()));
            return;
        }
        if (auth.check("GET", SOCKET, request.headers(), Fixed.millis(server.nowNs())) != null) {
            new Wire(ctx, HttpUtil.isKeepAlive(request)).send(KalshiError.SOCKET_AUTH.answer());
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        SOCKET, null, server.rules().compression(), MAX_FRAME_BYTES)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        handshaker.handshake(ctx.channel(), request);
        ctx.pipeline().addLast(new WebSocketFrameAggregator(MAX_FRAME_BYTES)).addLast(new KalshiSocket(server));
        ctx.pipeline().remove(this);
    }

    private void serve(RestCall call, String path, HttpHeaders headers, Answer.Reply wire) {
        AnswerFault fault = server.answers().take(CallKinds.of(call));
        if (fault != null && !fault.arrives()) {
            Answers.turnAway(fault, wire);
            return;
        }
        Answers.through(fault, wire, server::later).send(router.route(call, path, headers));
    }

    /** The way back of one call. */
    private record Wire(ChannelHandlerContext ctx, boolean keepAlive) implements Answer.Reply {
        @Override
        public void send(Answer answer) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), Unpooled.wrappedBuffer(body));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            answer.headers().forEach(response.headers()::set);
            HttpUtil.setKeepAlive(response, keepAlive);
            if (keepAlive) {
                ctx.writeAndFlush(response);
            } else {
                ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void lose() {
            ctx.close();
        }
    }
}
