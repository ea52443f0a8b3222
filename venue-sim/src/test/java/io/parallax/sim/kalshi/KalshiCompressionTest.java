package io.parallax.sim.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.QuietPairs;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KalshiCompressionTest {
    private static final String DEFLATE = "PerMessageDeflateDecoder";

    @Test
    void shouldCompressForAClientThatOffersIt() throws InterruptedException {
        assertThat(pipelineAfterASnapshot(SocketRules.QUICK)).anyMatch(name -> name.contains(DEFLATE));
    }

    @Test
    void shouldNotCompressWhenTheVenueDoesNot() throws InterruptedException {
        assertThat(pipelineAfterASnapshot(new SocketRules(0, 0, 10, 10, false)))
                .noneMatch(name -> name.contains(DEFLATE));
    }

    /** Handlers of a client that offers compression, once it has read a book. */
    private static List<String> pipelineAfterASnapshot(SocketRules rules) throws InterruptedException {
        SimSettings settings = SimSettings.defaults(1)
                .withPairs(List.of())
                .withFeed(SimFeed.DEFAULT.withQuietPairs(1).withKalshi(rules));
        LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (VenueSim sim = VenueSim.start(settings)) {
            Channel channel = connect(sim, group, texts);
            String subscribe = "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"],"
                    + "\"market_tickers\":[\"" + QuietPairs.ticker(1) + "\"]}}";
            assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("open");
            channel.writeAndFlush(new TextWebSocketFrame(subscribe));
            assertThat(texts.poll(10, TimeUnit.SECONDS)).contains("subscribed");
            assertThat(texts.poll(10, TimeUnit.SECONDS)).contains("orderbook_snapshot", "\"0.4900\",\"100.00\"");
            return channel.pipeline().names();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static Channel connect(VenueSim sim, MultiThreadIoEventLoopGroup group, LinkedBlockingQueue<String> texts) {
        HttpHeaders headers = new DefaultHttpHeaders();
        new KalshiClient(sim.kalshiPort())
                .sign(System.currentTimeMillis(), "GET/trade-api/ws/v2", (name, value) -> headers.add(name, value));
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(1 << 16))
                                .addLast(new WebSocketClientExtensionHandler(
                                        new PerMessageDeflateClientExtensionHandshaker(1 << 20)))
                                .addLast(new WebSocketClientProtocolHandler(
                                        WebSocketClientHandshakerFactory.newHandshaker(
                                                sim.kalshiSocket(),
                                                WebSocketVersion.V13,
                                                null,
                                                true,
                                                headers,
                                                1 << 20)))
                                .addLast(new Reader(texts));
                    }
                })
                .connect("127.0.0.1", sim.kalshiPort())
                .syncUninterruptibly()
                .channel();
    }

    private static final class Reader extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final LinkedBlockingQueue<String> texts;

        Reader(LinkedBlockingQueue<String> texts) {
            this.texts = texts;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                texts.add("open");
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
            texts.add(frame.text());
        }
    }
}
