package io.parallax.gateway.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The gateways' event loops: epoll where the machine has it, else NIO. A busy-waiting loop never sleeps in the kernel,
 * which saves the wake-up of some 24 microseconds a message and costs one core; NIO loops ignore the wish.
 */
public final class GatewayLoops implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;

    public GatewayLoops(String name, int threads, boolean busyWait) {
        group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), handlers(busyWait));
    }

    private static IoHandlerFactory handlers(boolean busyWait) {
        if (!Epoll.isAvailable()) {
            return NioIoHandler.newFactory();
        }
        return busyWait
                ? EpollIoHandler.newFactory(
                        0, () -> (tasks, hasTasks) -> hasTasks ? tasks.get() : SelectStrategy.BUSY_WAIT)
                : EpollIoHandler.newFactory();
    }

    /** The next loop in turn. */
    public EventLoop next() {
        return group.next();
    }

    /** Channel class that runs on the loop. */
    static Class<? extends SocketChannel> channelType(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollSocketChannel.class
                : NioSocketChannel.class;
    }

    /** Stops the loops; waits up to two seconds for what they still run. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
