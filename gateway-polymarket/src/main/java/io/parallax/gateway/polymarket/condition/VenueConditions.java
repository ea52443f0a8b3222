package io.parallax.gateway.polymarket.condition;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.OrderWatch;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import io.parallax.gateway.polymarket.problem.Refusal;
import io.parallax.gateway.problem.VenueProblem;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conditions that stand at the venue. Each is told once when it begins (NO_HEARTBEAT as long as it stands), and OPEN once when the last of them has ended: by an
 * order that is taken, by a probe, by its time, or by a heartbeat.
 *
 * <pre>
 *   condition        from                     ends
 *   UNAVAILABLE      425, order timed out     a probe is answered, asked after 1 s, 2 s .. 30 s or what Retry-After says
 *                    a block of the edge      a probe is answered, asked after 600 s at the earliest
 *   POST_ONLY        503, or a restart that   after what Retry-After says, else 2 minutes
 *                    a probe saw, too
 *   CANCEL_ONLY,     503                      after 60 s, doubled each time up to 600 s: only an order can tell
 *   DISABLED
 *   RATE_LIMITED     429                      after what Retry-After says, else 1 s
 *   AUTH_REFUSED     401, 403                 what was refused succeeds: an order, or a read; the engine's latch needs
 *                                             a person all the same
 *   NO_HEARTBEAT     {@link Heartbeats}       a heartbeat is taken
 * </pre>
 */
public final class VenueConditions implements PrivateCalls.AnswerWatch, OrderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(VenueConditions.class);
    private static final VenueConditionKind[] KINDS = VenueConditionKind.values();
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PROBE_MAX_NS = 30 * SECOND_NS;
    private static final long AFTER_RESTART_NS = 120 * SECOND_NS;
    private static final long CLOSED_MIN_NS = 60 * SECOND_NS;
    private static final long CLOSED_MAX_NS = 600 * SECOND_NS;

    /** A read refused once may be an accident of the venue; the second time in a row it is not. */
    private static final int READ_REFUSALS = 2;

    private final EventLoop loop;
    private final EpochClock clock;
    private final EventWriter events;
    private final Counters<ConditionCounter> counters;
    private final Refusal refusal = new Refusal();
    private final boolean[] stands = new boolean[KINDS.length];
    private Probe probe = answered -> answered.accept(true);
    private final long[] untilNs = new long[KINDS.length];
    private IntConsumer onMoved = slot -> {};
    private long edgeUntilNs;
    private long probeWaitNs = SECOND_NS;
    private long closedWaitNs = CLOSED_MIN_NS;
    private boolean restartSeenByProbe;
    private boolean probing;
    private boolean asking;
    private int readRefusals;

    /** An order was refused for who or where we are: that reads go through says nothing then. */
    private boolean ordersForbidden;

    /** @param events written on the event loop */
    public VenueConditions(EventLoop loop, EpochClock clock, EventWriter events, Counters<ConditionCounter> counters) {
        this.loop = loop;
        this.clock = clock;
        this.events = events;
        this.counters = counters;
    }

    /** Sets how the venue is asked whether it is there again; without it time alone ends what stands. */
    public void probedBy(Probe asker) {
        probe = asker;
    }

    /** Sets who reads a market again that trades on another contract than was known. */
    public void movedMarkets(IntConsumer reader) {
        onMoved = reader;
    }

    /** Whether a condition stands. */
    public boolean stands(VenueConditionKind kind) {
        return stands[kind.ordinal()];
    }

    /** Whether asking anything now would make a block of the edge last longer. */
    public boolean isEdgeBlocked() {
        return clock.epochNanos() < edgeUntilNs;
    }

    /** The venue named a time before which it is not to be asked, and it has not come. */
    @Override
    public String withholds() {
        long nowNs = clock.epochNanos();
        if (nowNs < edgeUntilNs) {
            return "not sent: the host before the venue blocks us until " + instant(edgeUntilNs);
        }
        long rateUntilNs = untilNs[VenueConditionKind.RATE_LIMITED.ordinal()];
        return nowNs < rateUntilNs ? "not sent: too many requests, asked to wait until " + instant(rateUntilNs) : null;
    }

    private static Instant instant(long epochNs) {
        return Instant.ofEpochSecond(0, epochNs).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    /** Every private answer but those about orders, whose {@link #refused} is told by who understands them. */
    @Override
    public void on(
            boolean order,
            int status,
            DirectBuffer body,
            int offset,
            int length,
            long retryAfterNs,
            long receivedEpochNs) {
        if (order) {
            return;
        }
        if (status < 300) {
            readRefusals = 0;
            if (!ordersForbidden) {
                end(VenueConditionKind.AUTH_REFUSED);
            }
            return;
        }
        VenueProblem problem = refusal.read(status, body, offset, length, retryAfterNs);
        if (problem.condition() == VenueConditionKind.AUTH_REFUSED && ++readRefusals < READ_REFUSALS) {
            return;
        }
        hear(problem, refusal.retryAfterNs());
    }

    @Override
    public void refused(VenueProblem problem, long retryAfterNs) {
        ordersForbidden |= problem.condition() == VenueConditionKind.AUTH_REFUSED;
        hear(problem, retryAfterNs);
    }

    private void hear(VenueProblem problem, long retryAfterNs) {
        if (problem.condition() == null) {
            return;
        }
        counters.count(ConditionCounter.REFUSALS);
        long nowNs = clock.epochNanos();
        switch (problem) {
            case EDGE_BLOCKED -> {
                counters.count(ConditionCounter.EDGE_BLOCKS);
                long waitNs = Math.max(problem.coolDownNs(), retryAfterNs);
                edgeUntilNs = Math.max(edgeUntilNs, nowNs + waitNs);
                begin(problem, edgeUntilNs);
                probeIn(waitNs);
            }
            case RESTARTING -> {
                long waitNs = Math.max(probeWaitNs, retryAfterNs);
                restartSeenByProbe |= asking;
                begin(problem, nowNs + waitNs);
                probeIn(waitNs);
            }
            case POST_ONLY -> lasting(problem, retryAfterNs > 0 ? retryAfterNs : AFTER_RESTART_NS);
            case RATE_LIMITED -> {
                counters.count(ConditionCounter.RATE_LIMITS);
                lasting(problem, retryAfterNs > 0 ? retryAfterNs : SECOND_NS);
            }
            case CANCEL_ONLY, DISABLED, CLOSED_ONLY -> {
                if (!stands(problem.condition())) {
                    lasting(problem, retryAfterNs > 0 ? retryAfterNs : closedWaitNs);
                    closedWaitNs = Math.min(CLOSED_MAX_NS, 2 * closedWaitNs);
                }
            }
            default -> begin(problem, 0);
        }
    }

    /** The venue trades: nothing of what it refused for stands any more. */
    @Override
    public void taken() {
        probeWaitNs = SECOND_NS;
        closedWaitNs = CLOSED_MIN_NS;
        readRefusals = 0;
        ordersForbidden = false;
        for (VenueConditionKind kind : KINDS) {
            if (kind != VenueConditionKind.NO_HEARTBEAT && kind != VenueConditionKind.OPEN) {
                end(kind);
            }
        }
    }

    @Override
    public void moved(int slot) {
        onMoved.accept(slot);
    }

    /**
     * Our sign of life: refused or late, or taken again. That it fails is told each time: a person's resume makes the engine
     * forget what paused the venue, and nothing may be opened without it all the same.
     */
    public void heartbeat(boolean isTaken) {
        if (isTaken) {
            end(VenueConditionKind.NO_HEARTBEAT);
        } else if (stands(VenueConditionKind.NO_HEARTBEAT)) {
            tell(VenueConditionKind.NO_HEARTBEAT, 0);
        } else {
            begin(
                    VenueConditionKind.NO_HEARTBEAT,
                    0,
                    "our heartbeat was not taken: the venue may have cancelled our orders");
        }
    }

    private void lasting(VenueProblem problem, long waitNs) {
        VenueConditionKind kind = problem.condition();
        untilNs[kind.ordinal()] = Math.max(untilNs[kind.ordinal()], clock.epochNanos() + waitNs);
        begin(problem, untilNs[kind.ordinal()]);
        loop.schedule(() -> endInTime(kind), waitNs, TimeUnit.NANOSECONDS);
    }

    /** The time that one answer named is over; another may have named a later one. */
    private void endInTime(VenueConditionKind kind) {
        if (clock.epochNanos() >= untilNs[kind.ordinal()]) {
            end(kind);
        }
    }

    private void probeIn(long waitNs) {
        if (!probing) {
            probing = true;
            loop.schedule(this::askProbe, waitNs, TimeUnit.NANOSECONDS);
        }
    }

    private void askProbe() {
        long leftNs = edgeUntilNs - clock.epochNanos();
        if (leftNs > 0) {
            loop.schedule(this::askProbe, leftNs, TimeUnit.NANOSECONDS);
            return;
        }
        if (!stands(VenueConditionKind.UNAVAILABLE)) {
            probing = false;
            return;
        }
        counters.count(ConditionCounter.PROBES);
        asking = true;
        probe.ask(this::onProbe);
    }

    private void onProbe(boolean isThere) {
        probing = false;
        asking = false;
        if (!isThere) {
            probeWaitNs = Math.min(PROBE_MAX_NS, 2 * probeWaitNs);
            probeIn(probeWaitNs);
            return;
        }
        probeWaitNs = SECOND_NS;
        if (restartSeenByProbe && stands(VenueConditionKind.UNAVAILABLE)) {
            // For two minutes after every restart the venue takes resting orders only.
            lasting(VenueProblem.POST_ONLY, AFTER_RESTART_NS);
        }
        restartSeenByProbe = false;
        end(VenueConditionKind.UNAVAILABLE);
    }

    private void begin(VenueProblem problem, long notBeforeNs) {
        begin(problem.condition(), notBeforeNs, problem + ": " + problem.fix());
    }

    private void begin(VenueConditionKind kind, long notBeforeNs, String why) {
        if (!stands[kind.ordinal()]) {
            stands[kind.ordinal()] = true;
            LOG.warn("polymarket: {}, {}", kind, why);
            tell(kind, notBeforeNs);
        }
    }

    private void end(VenueConditionKind kind) {
        if (!stands[kind.ordinal()]) {
            return;
        }
        stands[kind.ordinal()] = false;
        untilNs[kind.ordinal()] = 0;
        for (boolean other : stands) {
            if (other) {
                return;
            }
        }
        LOG.info("polymarket: {} is over, the venue is open", kind);
        tell(VenueConditionKind.OPEN, 0);
    }

    private void tell(VenueConditionKind kind, long notBeforeNs) {
        counters.count(ConditionCounter.TOLD);
        events.stamp(clock.epochNanos(), 0, 0);
        events.venueCondition(kind, notBeforeNs);
    }
}
