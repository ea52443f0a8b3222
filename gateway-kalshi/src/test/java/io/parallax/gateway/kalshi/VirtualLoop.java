package io.parallax.gateway.kalshi;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.SteppedLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An event loop whose time a test moves: minutes of timers take no time, and nothing happens between two steps. */
public final class VirtualLoop extends AbstractScheduledEventExecutor implements SteppedLoop {
    public static final long SECOND_NS = 1_000_000_000L;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final Supplier<Channel> channels;
    private long nowNs = SECOND_NS;
    private long epochOffsetNs;

    /** @param epochNs what the clock shows at the beginning */
    public VirtualLoop(long epochNs, Supplier<Channel> channels) {
        this.channels = channels;
        epochOffsetNs = epochNs - nowNs;
    }

    /** The time of this loop. */
    public EpochClock clock() {
        return new EpochClock() {
            @Override
            public long epochNanos() {
                return nowNs + epochOffsetNs;
            }

            @Override
            public long nanoTime() {
                return nowNs;
            }
        };
    }

    /** The wall clock is set to another time; durations go on. */
    public void stepClock(long byNs) {
        epochOffsetNs += byNs;
    }

    /** Lets so much time pass. */
    public void pass(long durationNs) {
        long untilNs = nowNs + durationNs;
        while (step(untilNs)) {
            // everything that is due
        }
        nowNs = untilNs;
    }

    private boolean step(long untilNs) {
        Runnable task = tasks.poll();
        if (task == null) {
            long dueNs = nextScheduledTaskDeadlineNanos();
            if (dueNs < 0 || dueNs > untilNs) {
                return false;
            }
            nowNs = Math.max(nowNs, dueNs);
            task = pollScheduledTask(nowNs);
        }
        if (task != null) {
            task.run();
            if (task instanceof Future<?> future && future.isDone() && !future.isCancelled() && !future.isSuccess()) {
                throw new IllegalStateException("a planned task failed", future.cause());
            }
        }
        return true;
    }

    @Override
    public boolean stepUntil(BooleanSupplier claim, long timeoutNs) {
        long untilNs = nowNs + timeoutNs;
        while (!claim.getAsBoolean()) {
            if (!step(untilNs)) {
                nowNs = untilNs;
                return claim.getAsBoolean();
            }
        }
        return true;
    }

    @Override
    public Channel newChannel() {
        return channels.get();
    }

    @Override
    public Ticker ticker() {
        return new Ticker() {
            @Override
            public long initialNanoTime() {
                return 0;
            }

            @Override
            public long nanoTime() {
                return nowNs;
            }

            @Override
            public void sleep(long delay, TimeUnit unit) {
                throw new UnsupportedOperationException("nobody sleeps here");
            }
        };
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return true;
    }

    @Override
    public EventLoopGroup parent() {
        return this;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Deprecated
    @Override
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return newSucceededFuture(null);
    }

    @Override
    public Future<?> terminationFuture() {
        return newSucceededFuture(null);
    }

    @Deprecated
    @Override
    public void shutdown() {
        // nothing to end
    }
}
