package io.parallax.gateway.http;

import io.netty.channel.EventLoop;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.net.Dialer;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.SteppedLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Calls to one host over warm connections. A call takes a free connection or waits its turn; when the queue is full it
 * ends at once as {@link HttpFailure#QUEUE_FULL}. A request is never sent twice: what to do about an unknown fate is the
 * caller's decision. Public methods may be called from any thread.
 */
public final class HttpLine implements HttpOutlet, AutoCloseable {
    private final HttpSettings settings;
    private final EventLoop loop;
    private final Dialer dialer;
    private final RequestWriter requests;
    private final HttpConnection[] connections;
    private final ArrayDeque<PendingCall> waiting = new ArrayDeque<>();
    private final Counters<HttpCounter> counters = new Counters<>(HttpCounter.class);
    private boolean closed;

    public HttpLine(HttpSettings settings, EventLoop loop, EpochClock clock) {
        this.settings = settings;
        this.loop = loop;
        this.dialer = new Dialer(loop, settings.base(), settings.tls(), settings.connectTimeoutNs());
        this.requests = new RequestWriter(dialer.authority());
        this.connections = new HttpConnection[settings.connections()];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new HttpConnection(this, loop, clock, settings.seed() + i);
        }
    }

    /** Opens the connections. */
    public void start() {
        onLoop(() -> {
            for (HttpConnection connection : connections) {
                connection.open();
            }
        });
    }

    /** Hands a call in with the line's usual deadline. */
    @Override
    public void send(HttpCall call) {
        send(call, settings.deadlineNs());
    }

    /** Hands a call in. */
    @Override
    public void send(HttpCall call, long deadlineNs) {
        onLoop(() -> accept(new PendingCall(call), deadlineNs));
    }

    /** Ends the line: waiting calls end unsent, calls in flight with their connection. */
    @Override
    public void close() {
        onLoop(() -> {
            closed = true;
            for (PendingCall call; (call = waiting.poll()) != null; ) {
                call.fail(HttpFailure.CLOSED, counters);
            }
            for (HttpConnection connection : connections) {
                connection.close();
            }
        });
    }

    /** Whether the loop is stepped by whoever waits, so that nobody may block. */
    public boolean isStepped() {
        return loop instanceof SteppedLoop;
    }

    /** Steps a stepped loop until a claim holds, or for so long; of any other loop nothing is waited for. */
    public void await(BooleanSupplier claim, long timeoutNs) {
        if (loop instanceof SteppedLoop stepped) {
            stepped.stepUntil(claim, timeoutNs);
        }
    }

    /** The header lines every request of the line has, Host among them, for calls that write themselves. */
    public byte[] commonHead() {
        return requests.commonHead().clone();
    }

    public Counters<HttpCounter> counters() {
        return counters;
    }

    HttpSettings settings() {
        return settings;
    }

    RequestWriter requests() {
        return requests;
    }

    Dialer dialer() {
        return dialer;
    }

    boolean isClosed() {
        return closed;
    }

    /** A connection is free: gives it the calls that wait, until it has one in flight. */
    void onFree(HttpConnection connection) {
        while (connection.isFree()) {
            PendingCall next = waiting.poll();
            if (next == null) {
                return;
            }
            if (!next.isEnded()) {
                connection.write(next);
            }
        }
    }

    private void accept(PendingCall call, long deadlineNs) {
        counters.count(HttpCounter.CALLS);
        if (closed) {
            call.fail(HttpFailure.CLOSED, counters);
            return;
        }
        HttpConnection free = waiting.isEmpty() ? findFree() : null;
        if (free == null && waiting.size() >= settings.queueCapacity()) {
            call.fail(HttpFailure.QUEUE_FULL, counters);
            return;
        }
        call.expiresWith(loop.schedule(() -> expire(call), deadlineNs, TimeUnit.NANOSECONDS));
        if (free != null) {
            free.write(call);
        } else {
            waiting.add(call);
        }
    }

    private HttpConnection findFree() {
        for (HttpConnection connection : connections) {
            if (connection.isFree()) {
                return connection;
            }
        }
        return null;
    }

    private void expire(PendingCall call) {
        if (call.isEnded()) {
            return;
        }
        HttpConnection carrier = call.carrier();
        if (carrier == null) {
            waiting.remove(call);
            call.fail(HttpFailure.NO_CONNECTION, counters);
        } else {
            carrier.giveUp(HttpFailure.TIMEOUT);
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
