package io.parallax.app.simulate.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.parallax.app.simulate.time.SimLoop;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/** One end of a simulated connection: what is written goes to the {@link Link}, which brings it to the other end. */
final class SimChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private final Network network;
    private final Config config = new Config();
    private final boolean dialling;
    private InetSocketAddress remote;
    private Link link;
    private boolean open = true;
    private boolean active;

    /** An end that will dial. */
    SimChannel(Network network) {
        this(network, true, null);
    }

    /** An end that was dialled. */
    SimChannel(Network network, Link link) {
        this(network, false, link);
        active = true;
        remote = link.address();
    }

    private SimChannel(Network network, boolean dialling, Link link) {
        super(null, new NumberedId(network.nextChannelNumber()));
        this.network = network;
        this.dialling = dialling;
        this.link = link;
        config.setAllocator(HEAP);
    }

    /** Whether this end dialled. */
    boolean isDialling() {
        return dialling;
    }

    /** The connection is up. */
    void connected(Link made, ChannelPromise promise) {
        if (!open) {
            made.closedBy(this);
            return;
        }
        link = made;
        active = true;
        promise.trySuccess();
        pipeline().fireChannelActive();
    }

    /** Bytes arrived. */
    void received(ByteBuf bytes) {
        if (open) {
            pipeline().fireChannelRead(bytes);
            pipeline().fireChannelReadComplete();
        } else {
            bytes.release();
        }
    }

    /** The other end is gone. */
    void peerClosed() {
        if (open) {
            unsafe().close(voidPromise());
        }
    }

    /** The buffers of the connection take bytes again. */
    void resumeWriting() {
        if (open) {
            unsafe().flush();
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new Unsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return network.localAddress();
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    protected void doBind(SocketAddress localAddress) {
        throw new UnsupportedOperationException("a simulated client has no address of its own");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doClose() {
        if (open) {
            open = false;
            active = false;
            if (link != null) {
                link.closedBy(this);
            }
        }
    }

    @Override
    protected void doBeginRead() {
        // bytes are pushed
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        while (out.current() != null) {
            if (link.isChoked(this)) {
                return;
            }
            ByteBuf bytes = (ByteBuf) out.current();
            bytes.retain();
            out.remove();
            link.carry(this, bytes);
        }
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    private final class Unsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            remote = (InetSocketAddress) to;
            network.dial(SimChannel.this, remote, promise);
        }
    }

    /** Told by the network when nobody listens. */
    void refused(ChannelPromise promise) {
        promise.tryFailure(new ConnectException("connection refused: " + remote));
        if (open) {
            unsafe().closeForcibly();
        }
    }

    /** Takes the options of sockets and does nothing about them, but for the time to connect. */
    private final class Config extends DefaultChannelConfig {
        private boolean resets;

        Config() {
            super(SimChannel.this);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (option == ChannelOption.SO_LINGER) {
                resets = true;
                return true;
            }
            return option == ChannelOption.TCP_NODELAY
                    || option == ChannelOption.SO_KEEPALIVE
                    || super.setOption(option, value);
        }
    }

    /** Whether it ends by a reset rather than in order. */
    boolean isReset() {
        return config.resets;
    }

    void after(long delayNs, Runnable task) {
        if (delayNs <= 0) {
            eventLoop().execute(task);
        } else {
            eventLoop().schedule(task, delayNs, TimeUnit.NANOSECONDS);
        }
    }

    /** Ids that are the same in every run, since they order what is kept by id. */
    private static final class NumberedId implements ChannelId {
        private static final long serialVersionUID = 1L;

        private final int number;

        NumberedId(int number) {
            this.number = number;
        }

        @Override
        public String asShortText() {
            return "sim-" + number;
        }

        @Override
        public String asLongText() {
            return asShortText();
        }

        @Override
        public int compareTo(ChannelId other) {
            return other instanceof NumberedId numbered ? Integer.compare(number, numbered.number) : 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NumberedId numbered && number == numbered.number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }
}
