package io.parallax.app.simulate.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.parallax.app.simulate.time.SimLoop;
import io.parallax.app.simulate.time.SimTime;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final long MILLI_NS = 1_000_000L;

    private final SimTime time = new SimTime();
    private final List<String> written = new ArrayList<>();
    private final Network network =
            new Network(time, (link, bytes) -> written.add(bytes.toString(StandardCharsets.US_ASCII)));
    private final SimLoop venue = new SimLoop(time, network::newChannel);
    private final SimLoop process = new SimLoop(time, network::newChannel);
    private final Ear server = new Ear("venue", true);
    private final Ear client = new Ear("process", false);
    private final List<String> heard = new ArrayList<>();
    private final Route route =
            network.listen("there", 80, venue, initializer(server), 10 * MILLI_NS, new SplittableRandom(1));

    /** Keeps what it hears; the venue's answers it. */
    @ChannelHandler.Sharable
    private final class Ear extends ChannelInboundHandlerAdapter {
        private final String name;
        private final boolean answers;

        Ear(String name, boolean answers) {
            this.name = name;
            this.answers = answers;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            String text = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
            heard.add(name + " hears " + text);
            if (answers) {
                ctx.writeAndFlush(Unpooled.copiedBuffer("re:" + text, StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            heard.add(name + " sees the end");
        }
    }

    private static ChannelInitializer<Channel> initializer(ChannelHandler handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler);
            }
        };
    }

    private ChannelFuture dial() {
        ChannelFuture dialled = new Bootstrap()
                .group(process)
                .channelFactory(process::newChannel)
                .disableResolver()
                .handler(initializer(client))
                .connect(InetSocketAddress.createUnresolved("there", 80));
        time.runUntil(time.nanoTime() + 100 * MILLI_NS);
        return dialled;
    }

    private static void say(Channel channel, String text) {
        channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void later() {
        time.runUntil(time.nanoTime() + 100 * MILLI_NS);
    }

    @Test
    void shouldBringBytesInOrderAfterTheLatency() {
        Channel channel = dial().channel();
        long beganNs = time.nanoTime();
        say(channel, "a");
        say(channel, "b");

        assertThat(written).containsExactly("a", "b");
        assertThat(heard).isEmpty();
        time.runUntil(beganNs + 9 * MILLI_NS);
        assertThat(heard).isEmpty();
        later();
        assertThat(heard).containsExactly("venue hears a", "venue hears b", "process hears re:a", "process hears re:b");
    }

    @Test
    void shouldRefuseWhereTheRouteIsDown() {
        route.down(true);

        assertThat(dial().isSuccess()).isFalse();
        route.down(false);
        assertThat(dial().isSuccess()).isTrue();
    }

    @Test
    void shouldLoseWhatIsUnderWayWhenTheLinkIsCutAndTellBothEnds() {
        Channel channel = dial().channel();
        network.links().get(0).cut();
        say(channel, "a");
        later();

        assertThat(heard).containsExactlyInAnyOrder("process sees the end", "venue sees the end");
        assertThat(network.links()).isEmpty();
    }

    @Test
    void shouldTellNobodyOfADeadLink() {
        Channel channel = dial().channel();
        network.links().get(0).goDead();
        say(channel, "a");
        later();

        assertThat(heard).isEmpty();
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void shouldStillHearTheClientOfADeafLink() {
        Channel channel = dial().channel();
        network.links().get(0).goDeaf();
        say(channel, "a");
        later();

        assertThat(heard).containsExactly("venue hears a");
    }

    @Test
    void shouldKeepBytesOfAChokedLinkUntilItTakesThem() {
        Channel channel = dial().channel();
        Link link = network.links().get(0);
        link.choke(true);
        say(channel, "a");
        later();
        assertThat(heard).isEmpty();

        link.choke(false);
        later();
        assertThat(heard).containsExactly("venue hears a", "process hears re:a");
    }

    @Test
    void shouldTellTheVenueWhenTheProcessIsGone() {
        dial();
        process.kill();
        network.clientsGone();
        later();

        assertThat(heard).containsExactly("venue sees the end");
    }

    @Test
    void shouldGarbleOneAnswer() {
        Channel channel = dial().channel();
        network.links().get(0).garbleNext();
        say(channel, "a");
        say(channel, "b");
        later();

        assertThat(heard).contains("process hears ####", "process hears re:b");
    }
}
