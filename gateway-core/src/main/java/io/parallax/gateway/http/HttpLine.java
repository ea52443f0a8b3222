package io.parallax.gateway.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.parallax.config.HttpMode;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.net.Dialer;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.SteppedLoop;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Calls to one host over warm connections, each of which carries one call at a time (HTTP/1.1) or as many as the venue allows
 * (HTTP/2). A call takes a free connection or waits its turn; when the queue is full it ends at once as {@link
 * HttpFailure#QUEUE_FULL}. Every call pays its toll when it is written, and without it waits as long as its kind is patient, reads
 * last; an order whose wait would be longer ends at once as {@link HttpFailure#RATE_LIMITED}. A request is never sent twice: what
 * to do about an unknown fate is the caller's decision. Public methods may be called from any thread.
 */
public final class HttpLine implements HttpOutlet, AutoCloseable {
    /** No call waits longer for tokens of its budget; its deadline begins when it has them. */
    public static final long LONGEST_HOLD_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long MAX_WAKE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int REFUSED = 400;
    private static final int TOO_MANY = 429;

    private final HttpSettings settings;
    private final EventLoop loop;
    private final Dialer dialer;
    private final HttpMode http;
    private final RequestWriter requests = new RequestWriter();
    private final RequestOut text;
    private final RequestOut frames;
    private final HttpConnection[] connections;
    /** Everything but reads, in order of arrival; it goes before them. */
    private final ArrayDeque<PendingCall> urgent = new ArrayDeque<>();

    private final ArrayDeque<PendingCall> waiting = new ArrayDeque<>();
    private final Counters<HttpCounter> counters = new Counters<>(HttpCounter.class);
    private final EpochClock clock;
    private final Tolls tolls;
    private long wakeAtNs = Long.MIN_VALUE;
    private boolean closed;

    /** A line to a host without limits. */
    public HttpLine(HttpSettings settings, EventLoop loop, EpochClock clock) {
        this(settings, loop, clock, Tolls.NONE);
    }

    /** @param tolls what each call costs; its budgets may be those of other lines on the same loop */
    public HttpLine(HttpSettings settings, EventLoop loop, EpochClock clock, Tolls tolls) {
        this.settings = settings;
        this.loop = loop;
        this.clock = clock;
        this.tolls = tolls;
        this.http =
                loop instanceof SteppedLoop ? HttpMode.HTTP_1_1 : settings.http(); // simulated time speaks 1.1 alone
        this.dialer = new Dialer(
                loop, settings.base(), settings.tls(), settings.connectTimeoutNs(), HttpConnection.protocols(http));
        this.text = RequestOut.http1(dialer.authority());
        this.frames = RequestOut.http2(dialer.authority(), dialer.isSecure());
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
        onLoop(() -> accept(call, deadlineNs));
    }

    /** Ends the line: waiting calls end unsent, calls in flight with their connection. */
    @Override
    public void close() {
        onLoop(() -> {
            closed = true;
            for (PendingCall call; (call = urgent.poll()) != null; ) {
                call.fail(HttpFailure.CLOSED, counters);
            }
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

    /** What the requests of one method and path begin with, ready for calls that write themselves. */
    public HeaderBytes start(String method, String path) {
        return HeaderBytes.start(method, path, dialer.authority(), dialer.isSecure());
    }

    public Counters<HttpCounter> counters() {
        return counters;
    }

    HttpSettings settings() {
        return settings;
    }

    HttpMode http() {
        return http;
    }

    RequestWriter requests() {
        return requests;
    }

    /** Where requests of HTTP/1.1 are written. */
    RequestOut text() {
        return text;
    }

    /** Where requests of HTTP/2 are written. */
    RequestOut frames() {
        return frames;
    }

    Dialer dialer() {
        return dialer;
    }

    boolean isClosed() {
        return closed;
    }

    /** An answer came: what it says of the rate holds for every call of its class. */
    void onAnswered(PendingCall call, int status, long retryAfterNs) {
        if (status == TOO_MANY || status >= REFUSED && retryAfterNs > 0 && call.kind() == RequestKind.READ) {
            counters.count(HttpCounter.SLOWED);
            long nowNs = clock.nanoTime();
            call.refusedUntil(nowNs + retryAfterNs, nowNs);
        }
    }

    /** A connection is free: gives it the calls that wait and may be sent, until it takes no more. */
    void onFree(HttpConnection connection) {
        while (connection.isFree()) {
            PendingCall next = next();
            if (next == null) {
                return;
            }
            connection.write(next);
        }
    }

    /** The next call that may be sent, paid for; null when there is none now. Only called while a connection is free. */
    private PendingCall next() {
        if (urgent.isEmpty() && waiting.isEmpty()) {
            return null;
        }
        long nowNs = clock.nanoTime();
        PendingCall next = next(urgent, nowNs);
        if (next == null) {
            next = next(waiting, nowNs);
        }
        if (next == null) {
            wakeFor(nowNs);
        } else if (next.isHeld()) {
            next.expiresWith(expiryOf(next)); // its time to be answered begins now
        }
        return next;
    }

    private PendingCall next(ArrayDeque<PendingCall> calls, long nowNs) {
        if (calls.isEmpty()) {
            return null;
        }
        for (Iterator<PendingCall> each = calls.iterator(); each.hasNext(); ) {
            PendingCall call = each.next();
            if (call.isEnded()) {
                each.remove();
            } else if (call.pay(nowNs)) {
                each.remove();
                return call;
            } else if (call.kind().isOrder() && !call.mayWait(call.waitNs(nowNs, 0), nowNs)) {
                each.remove();
                loop.execute(() -> call.fail(HttpFailure.RATE_LIMITED, counters)); // its owner may hand in another
            } else {
                hold(call);
            }
        }
        return null;
    }

    private void hold(PendingCall call) {
        if (call.hold()) {
            counters.count(HttpCounter.HELD);
        }
    }

    /** A connection is free and what waits has no tokens: looks again when the first may have some. */
    private void wakeFor(long nowNs) {
        long waitNs = MAX_WAKE_NS;
        for (PendingCall call : urgent) {
            waitNs = Math.min(waitNs, call.waitNs(nowNs, 0));
        }
        for (PendingCall call : waiting) {
            waitNs = Math.min(waitNs, call.waitNs(nowNs, 0));
        }
        if (urgent.isEmpty() && waiting.isEmpty() || wakeAtNs <= nowNs + waitNs && wakeAtNs > nowNs) {
            return;
        }
        wakeAtNs = nowNs + waitNs;
        loop.schedule(this::onWake, waitNs, TimeUnit.NANOSECONDS);
    }

    private void onWake() {
        for (HttpConnection connection : connections) {
            onFree(connection);
        }
    }

    private void accept(HttpCall handed, long deadlineNs) {
        counters.count(HttpCounter.CALLS);
        long nowNs = clock.nanoTime();
        PendingCall call = new PendingCall(handed, tolls.of(handed), deadlineNs, nowNs);
        if (closed) {
            call.fail(HttpFailure.CLOSED, counters);
            return;
        }
        boolean read = call.kind() == RequestKind.READ;
        ArrayDeque<PendingCall> queue = read ? waiting : urgent;
        HttpConnection free = queue.isEmpty() ? findFree() : null;
        boolean mayGo = free != null && call.pay(nowNs);
        if (!mayGo && call.kind().isOrder() && !call.mayWait(call.waitNs(nowNs, queuedOrders()), nowNs)) {
            call.fail(HttpFailure.RATE_LIMITED, counters);
            return;
        }
        if (!mayGo && queue.size() >= settings.queueCapacity()) { // reads that wait leave room for cancels
            call.fail(HttpFailure.QUEUE_FULL, counters);
            return;
        }
        call.expiresWith(expiryOf(call));
        if (mayGo) {
            free.write(call);
            return;
        }
        queue.add(call);
        HttpConnection idle = findFree();
        if (idle != null) {
            onFree(idle);
        }
    }

    /** Orders that wait for a connection and will want tokens before a new one does. */
    private int queuedOrders() {
        int items = 0;
        if (!urgent.isEmpty()) {
            for (PendingCall call : urgent) {
                items += call.kind().isOrder() ? call.items() : 0;
            }
        }
        return items;
    }

    private Future<?> expiryOf(PendingCall call) {
        return loop.schedule(() -> expire(call), call.deadlineNs(), TimeUnit.NANOSECONDS);
    }

    /** Of the connections that are free, the first with the fewest calls. */
    private HttpConnection findFree() {
        HttpConnection best = null;
        for (HttpConnection connection : connections) {
            if (connection.isFree() && (best == null || connection.load() < best.load())) {
                best = connection;
            }
        }
        return best;
    }

    private boolean isUp() {
        for (HttpConnection connection : connections) {
            if (connection.isUp()) {
                return true;
            }
        }
        return false;
    }

    private void expire(PendingCall call) {
        if (call.isEnded()) {
            return;
        }
        Wire carrier = call.carrier();
        if (carrier != null) {
            carrier.giveUp(call);
            return;
        }
        boolean held = call.isHeld() && isUp();
        long holdNs = Math.min(LONGEST_HOLD_NS, call.kind().patienceNs());
        if (held && clock.nanoTime() - call.acceptedNs() < holdNs) {
            call.expiresWith(expiryOf(call)); // it waits for tokens, not for a connection
            return;
        }
        if (!urgent.remove(call)) {
            waiting.remove(call);
        }
        call.fail(held ? HttpFailure.RATE_LIMITED : HttpFailure.NO_CONNECTION, counters);
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
