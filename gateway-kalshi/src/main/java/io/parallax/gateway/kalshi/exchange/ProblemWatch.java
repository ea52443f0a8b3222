package io.parallax.gateway.kalshi.exchange;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.kalshi.problem.ErrorBody;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.problem.VenueProblem;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Looks at every answer to a signed call for what it says of the venue itself. What the refusal of an order tells the engine
 * anyway, the number of requests and the credentials, is not told twice. Event loop only.
 */
public final class ProblemWatch {
    /** Refused for our credentials so often in a row, nothing is read by timer any more. */
    private static final int MAX_REFUSED_KEYS = 2;
    /** Where no time to wait is named, as the venue does by itself: its buckets hold at most three seconds. */
    private static final long RATE_WAIT_NS = TimeUnit.SECONDS.toNanos(3);

    private final Conditions conditions;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Counters<ExchangeCounter> counters;
    private final Runnable probe;
    private final ErrorBody error = new ErrorBody();
    private int refusedKeys;

    /** @param probe asks the venue soon whether it works again */
    public ProblemWatch(
            Conditions conditions,
            EventLoop loop,
            EpochClock clock,
            Counters<ExchangeCounter> counters,
            Runnable probe) {
        this.conditions = conditions;
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
        this.probe = probe;
    }

    /** For calls of orders. */
    public PrivateCalls.Watch orders() {
        return (status, body, offset, length, retryAfterNs) ->
                onAnswer(status, body, offset, length, retryAfterNs, true);
    }

    /** For calls that read. */
    public PrivateCalls.Watch reads() {
        return (status, body, offset, length, retryAfterNs) ->
                onAnswer(status, body, offset, length, retryAfterNs, false);
    }

    /** Whether the venue may be asked by timer: it takes our credentials as far as is known, and named no time to wait. */
    public boolean mayRead() {
        long nowNs = clock.epochNanos();
        return refusedKeys < MAX_REFUSED_KEYS
                && nowNs >= conditions.untilNs(VenueConditionKind.UNAVAILABLE)
                && nowNs >= conditions.untilNs(VenueConditionKind.RATE_LIMITED);
    }

    private void onAnswer(int status, DirectBuffer body, int offset, int length, long retryAfterNs, boolean order) {
        if (status < 400) {
            taken();
            return;
        }
        VenueProblem problem = error.read(body, offset, length).problem(status);
        counters.count(ExchangeCounter.PROBLEMS);
        VenueConditionKind kind = problem.condition();
        if (kind == null) {
            return;
        }
        long waitNs = Math.max(problem.coolDownNs(), retryAfterNs);
        long untilNs = waitNs == 0 ? 0 : clock.epochNanos() + waitNs;
        switch (kind) {
            case AUTH_REFUSED -> {
                refusedKeys++;
                if (!order) {
                    conditions.begin(kind, 0);
                }
            }
            case RATE_LIMITED -> {
                if (!order
                        || retryAfterNs
                                > 0) { // of an order's refusal the engine does not learn the time that was named
                    long rateNs = retryAfterNs > 0 ? retryAfterNs : RATE_WAIT_NS;
                    conditions.begin(kind, clock.epochNanos() + rateNs);
                    loop.schedule(this::rateOver, rateNs, TimeUnit.NANOSECONDS);
                }
            }
            case GUARD_TRIPPED -> conditions.begin(kind, 0);
            default -> {
                conditions.begin(kind, untilNs);
                probe.run();
            }
        }
    }

    /** A signed request was taken: key and clock are good. */
    private void taken() {
        refusedKeys = 0;
        conditions.end(VenueConditionKind.AUTH_REFUSED);
    }

    private void rateOver() {
        if (clock.epochNanos() >= conditions.untilNs(VenueConditionKind.RATE_LIMITED)) {
            conditions.end(VenueConditionKind.RATE_LIMITED);
        }
    }
}
