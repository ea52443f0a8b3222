package io.parallax.app.simulate.time;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import io.parallax.gateway.net.SteppedLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One side's event loop in simulated time: what it is given at once runs first, then what is due, in order of planning. */
public final class SimLoop extends AbstractScheduledEventExecutor implements SteppedLoop {
    private static final long NEVER = Long.MAX_VALUE;

    private final SimTime time;
    private final Supplier<Channel> channels;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private long frozenUntilNs;
    private boolean ended;

    /** @param channels makes the channels this side dials with */
    public SimLoop(SimTime time, Supplier<Channel> channels) {
        this.time = time;
        this.channels = channels;
        time.add(this);
    }

    /** Nothing of this side runs before an instant of simulated time: the process stands still. */
    public void freezeUntil(long untilNs) {
        frozenUntilNs = Math.max(frozenUntilNs, untilNs);
    }

    /** Ends this side in mid-sentence: nothing it planned happens any more. */
    public void kill() {
        ended = true;
        tasks.clear();
        cancelScheduledTasks();
        time.remove(this);
    }

    /** Whether it was ended. */
    public boolean isKilled() {
        return ended;
    }

    /** When something is due next, {@link Long#MAX_VALUE} for never. */
    long nextNs(long nowNs) {
        long dueNs = tasks.isEmpty() ? nextScheduledTaskDeadlineNanos() : nowNs;
        return dueNs < 0 || dueNs == NEVER ? NEVER : Math.max(dueNs, frozenUntilNs);
    }

    void runNext(long nowNs) {
        Runnable task = tasks.poll();
        if (task == null) {
            task = pollScheduledTask(nowNs);
        }
        if (task == null) {
            return;
        }
        task.run();
        if (task instanceof Future<?> future && future.isDone() && !future.isCancelled() && !future.isSuccess()) {
            throw new IllegalStateException("a planned task failed", future.cause());
        }
    }

    @Override
    public Ticker ticker() {
        return time;
    }

    @Override
    public void execute(Runnable task) {
        if (!ended) {
            tasks.add(task);
        }
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return true;
    }

    @Override
    public Channel newChannel() {
        return channels.get();
    }

    @Override
    public boolean stepUntil(BooleanSupplier claim, long timeoutNs) {
        return time.runUntil(() -> ended || claim.getAsBoolean(), timeoutNs) && !ended;
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
    @SuppressWarnings("deprecation")
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isShuttingDown() {
        return ended;
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return ended;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        kill();
        return newSucceededFuture(null);
    }

    @Override
    public Future<?> terminationFuture() {
        return newSucceededFuture(null);
    }

    @Deprecated
    @Override
    @SuppressWarnings("deprecation")
    public void shutdown() {
        kill();
    }
}
