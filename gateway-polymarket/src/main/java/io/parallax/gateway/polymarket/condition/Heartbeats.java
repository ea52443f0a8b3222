package io.parallax.gateway.polymarket.condition;

import io.netty.channel.EventLoop;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.Calls;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our sign of life to the venue: once begun, it cancels every order of the key after ten seconds without one. Sent every five
 * seconds; none is taken for ten, or one is refused again with the id that the venue itself asked for, and nothing is to be
 * opened. It is healthy again when one was taken and the orders were read after it, since they may have been cancelled meanwhile.
 *
 * <p>Source: docs "Heartbeats", 2026-01-06; one stream per API key, two senders cancel each other's orders.
 */
public final class Heartbeats implements AutoCloseable {
    static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);
    static final long BOUND_NS = TimeUnit.SECONDS.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final TextMap FIELDS = TextMap.of("heartbeat_id");
    private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int MAX_ID_LENGTH = 128;

    private final Calls calls;
    private final EventLoop loop;
    private final EpochClock clock;
    private final VenueConditions conditions;
    private final Consumer<Runnable> orders;
    private final Counters<ConditionCounter> counters;
    private final JsonCursor json = new JsonCursor();
    private String id = "";
    private long sentNs;
    private long takenNs;
    private long sends;
    private boolean healthy = true;
    private boolean adopted;
    private boolean over;

    /** @param orders reads the open orders and then runs its argument */
    public Heartbeats(
            Calls calls,
            EventLoop loop,
            EpochClock clock,
            VenueConditions conditions,
            Consumer<Runnable> orders,
            Counters<ConditionCounter> counters) {
        this.calls = calls;
        this.loop = loop;
        this.clock = clock;
        this.conditions = conditions;
        this.orders = orders;
        this.counters = counters;
    }

    /** Sends the first one; from then on they go by themselves. Any thread. */
    public void start() {
        loop.execute(() -> {
            takenNs = clock.epochNanos();
            turn();
        });
    }

    /** Sends none any more: the venue then cancels what still rests. */
    @Override
    public void close() {
        over = true;
    }

    private void turn() {
        if (over) {
            return;
        }
        loop.schedule(this::turn, INTERVAL_NS, TimeUnit.NANOSECONDS);
        if (clock.epochNanos() - takenNs >= BOUND_NS) {
            unhealthy();
        }
        if (!conditions.isEdgeBlocked()) {
            adopted = false;
            send();
        }
    }

    private void send() {
        sends++;
        sentNs = clock.epochNanos();
        calls.send(
                "POST",
                "/v1/heartbeats",
                PrivateCalls.ascii("{\"heartbeat_id\":\"" + id + "\"}"),
                () -> !over,
                (status, body, offset, length, nanos, epochNs) -> onAnswer(status, body, offset, length),
                failure -> onFailure());
    }

    /** Whether the venue took it or not, the same one may go again: it then says which one it waits for. */
    private void onFailure() {
        counters.count(ConditionCounter.HEARTBEATS_FAILED);
        long failed = sends;
        loop.schedule(
                () -> {
                    if (sends == failed && !over && !conditions.isEdgeBlocked()) {
                        send();
                    }
                },
                AGAIN_NS,
                TimeUnit.NANOSECONDS);
    }

    private void onAnswer(int status, DirectBuffer body, int offset, int length) {
        String told = readId(body, offset, length);
        if (status == OK && told != null) {
            id = told;
            onTaken();
        } else if (status == BAD_REQUEST && told != null) {
            onOtherId(told);
        } else if (status == NOT_FOUND) {
            LOG.warn("polymarket: the venue has no heartbeats; orders that rest outlive this process");
            counters.count(ConditionCounter.HEARTBEATS_ABSENT);
            over = true;
            healthy();
        } else {
            onFailure();
        }
    }

    private void onTaken() {
        counters.count(ConditionCounter.HEARTBEATS);
        takenNs = sentNs;
        if (!healthy) {
            orders.accept(this::healthy);
        }
    }

    /** The venue waits for another id: a restart of ours, or somebody else sends with the same key. */
    private void onOtherId(String expected) {
        counters.count(ConditionCounter.HEARTBEATS_REFUSED);
        id = expected;
        if (adopted) {
            LOG.warn("polymarket: heartbeat refused twice; does another process use this API key?");
            unhealthy();
        } else {
            adopted = true;
            send();
        }
    }

    private void unhealthy() {
        healthy = false;
        conditions.heartbeat(false);
    }

    /** The orders were read; meanwhile nothing may have come to be late again. */
    private void healthy() {
        if (over || clock.epochNanos() - takenNs < BOUND_NS) {
            healthy = true;
            conditions.heartbeat(true);
        }
    }

    /** The id in an answer, null when there is none that can be sent back as it is. */
    private String readId(DirectBuffer body, int offset, int length) {
        String told = null;
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            while (json.nextField(FIELDS) >= 0) {
                told = json.kind() == JsonCursor.Kind.STRING && json.string() ? json.textAsString() : null;
            }
        }
        boolean sound = json.end() == DecodeFault.NONE && told != null && told.length() <= MAX_ID_LENGTH;
        return sound && told.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\') ? told : null;
    }
}
