package io.parallax.app.simulate.net;

import io.netty.channel.ChannelHandler;
import io.parallax.app.simulate.time.SimLoop;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/** The way to one address: who listens there, and how long bytes take. */
public final class Route {
    private static final int JITTER_PERCENT = 30;

    /** No message is under way for longer: whoever keeps a request this long gives it up. */
    private static final long LATEST_NS = 20_000_000_000L;

    private final InetSocketAddress address;
    private final SimLoop loop;
    private final ChannelHandler clients;
    private final SplittableRandom random;
    private final long baseLatencyNs;
    private long factor = 1;
    private boolean down;

    Route(
            InetSocketAddress address,
            SimLoop loop,
            ChannelHandler clients,
            long baseLatencyNs,
            SplittableRandom random) {
        this.address = address;
        this.loop = loop;
        this.clients = clients;
        this.baseLatencyNs = baseLatencyNs;
        this.random = random;
    }

    /** Where it leads. */
    public InetSocketAddress address() {
        return address;
    }

    SimLoop loop() {
        return loop;
    }

    ChannelHandler clients() {
        return clients;
    }

    /** Time of bytes one way. */
    long latencyNs() {
        long jitterNs = baseLatencyNs * JITTER_PERCENT / 100;
        return Math.min(LATEST_NS, (baseLatencyNs + random.nextLong(jitterNs + 1)) * factor);
    }

    /** Everything takes so many times as long from now on. */
    public void slow(long times) {
        factor = times;
    }

    /** Whether connections are refused. */
    public boolean isDown() {
        return down;
    }

    /** Refuses connections from now on, or takes them again. */
    public void down(boolean refuse) {
        down = refuse;
    }
}
