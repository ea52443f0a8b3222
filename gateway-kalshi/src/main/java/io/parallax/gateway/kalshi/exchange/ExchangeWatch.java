package io.parallax.gateway.kalshi.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.order.OrderInquiry;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.net.EpochClock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the exchange how it is: every half minute, and while something stands in the way after one, two, four … up to thirty
 * seconds. Its schedule is read every ten minutes; opening stops a quarter of an hour before what it announces. Where either is not there
 * nothing is concluded from that but that it is not known. Event loop only.
 */
public final class ExchangeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeWatch.class);
    static final long USUAL_NS = TimeUnit.SECONDS.toNanos(30);
    static final long SOON_NS = TimeUnit.SECONDS.toNanos(1);
    static final long SCHEDULE_NS = TimeUnit.MINUTES.toNanos(10);
    /** Opening stops so long before an announced pause. */
    public static final long STOP_AHEAD_NS = TimeUnit.MINUTES.toNanos(15);

    private static final int LOST_STATUSES = 2;

    private final Supplier<PrivateCalls> reads;
    private final Supplier<int[]> shards;
    private final Conditions conditions;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Counters<ExchangeCounter> counters;
    private ExchangeSchedule schedule;
    private long scheduleReadNanos;
    private boolean scheduleAsked;
    private boolean scheduleOff;
    private boolean statusOff;
    private int tries;
    private int plan;
    private int lost;
    private boolean running;

    /**
     * @param reads how the exchange is asked
     * @param shards those our markets are on
     */
    public ExchangeWatch(
            Supplier<PrivateCalls> reads,
            Supplier<int[]> shards,
            Conditions conditions,
            EventLoop loop,
            EpochClock clock,
            Counters<ExchangeCounter> counters) {
        this.reads = reads;
        this.shards = shards;
        this.conditions = conditions;
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
    }

    /** Begins to ask. */
    public void start() {
        if (!running) {
            running = true;
            ask();
        }
    }

    /** Ends asking. */
    public void stop() {
        running = false;
        plan++;
    }

    /** Something stands in the way: it is asked for soon, and then more and more seldom. */
    public void probe() {
        if (running && tries == 0) {
            again(true);
        }
    }

    /** Plans the next question, not before what the venue was said to need. */
    private void schedule(long waitNs) {
        int mine = ++plan;
        long coolingNs = conditions.untilNs(VenueConditionKind.UNAVAILABLE) - clock.epochNanos();
        long delayNs = Math.max(waitNs, coolingNs);
        loop.schedule(
                () -> {
                    if (mine == plan) {
                        ask();
                    }
                },
                delayNs,
                TimeUnit.NANOSECONDS);
    }

    private void ask() {
        if (!running) {
            return;
        }
        schedule(USUAL_NS); // should no answer ever come
        askSchedule();
        judgeSchedule();
        if (statusOff) {
            return;
        }
        counters.count(ExchangeCounter.STATUS_READS);
        reads.get()
                .readPublic(
                        "/exchange/status",
                        (status, body, offset, length, nanos, epochNs) ->
                                onStatus(status, OrderInquiry.parse(body, offset, length)),
                        failure -> onLost());
    }

    private void onStatus(int status, JsonNode answer) {
        ExchangeStatus told = status == 200 ? ExchangeStatus.read(answer) : null;
        if (status == 404) {
            statusOff = true;
            counters.count(ExchangeCounter.STATUS_FAILURES);
            LOG.warn("the venue has no exchange status: pauses show only when it refuses orders");
        } else if (told == null) {
            onLost();
        } else {
            lost = 0;
            judge(told);
        }
    }

    private void onLost() {
        counters.count(ExchangeCounter.STATUS_FAILURES);
        if (++lost == LOST_STATUSES) {
            conditions.begin(VenueConditionKind.UNAVAILABLE, 0);
        }
        again(true);
    }

    private void judge(ExchangeStatus told) {
        boolean cancels = true;
        boolean trades = true;
        for (int shard : shards.get()) {
            cancels &= told.isExchangeActive(shard);
            trades &= told.isTradingActive(shard);
        }
        if (!cancels) {
            conditions.begin(VenueConditionKind.DISABLED, told.resumeNs());
        } else {
            conditions.end(VenueConditionKind.DISABLED);
            if (!trades) {
                conditions.begin(VenueConditionKind.CANCEL_ONLY, told.resumeNs());
            } else {
                conditions.end(VenueConditionKind.CANCEL_ONLY);
            }
        }
        if (clock.epochNanos() >= conditions.untilNs(VenueConditionKind.UNAVAILABLE)) {
            conditions.end(VenueConditionKind.UNAVAILABLE);
        }
        if (trades && schedule != null && closing() == null) {
            conditions.end(VenueConditionKind.MAINTENANCE);
        }
        again(!cancels || !trades || conditions.is(VenueConditionKind.UNAVAILABLE));
    }

    private void again(boolean trouble) {
        if (trouble) {
            schedule(Math.min(USUAL_NS, SOON_NS << Math.min(tries, 5)));
            tries++;
        } else {
            tries = 0;
            schedule(USUAL_NS);
        }
    }

    private void askSchedule() {
        boolean due = !scheduleAsked || clock.nanoTime() - scheduleReadNanos >= SCHEDULE_NS;
        if (scheduleOff || !due) {
            return;
        }
        scheduleAsked = true;
        scheduleReadNanos = clock.nanoTime();
        counters.count(ExchangeCounter.SCHEDULE_READS);
        reads.get()
                .readPublic(
                        "/exchange/schedule",
                        (status, body, offset, length, nanos, epochNs) ->
                                onSchedule(status, OrderInquiry.parse(body, offset, length)),
                        failure -> counters.count(ExchangeCounter.SCHEDULE_FAILURES));
    }

    private void onSchedule(int status, JsonNode answer) {
        ExchangeSchedule told = status == 200 ? ExchangeSchedule.read(answer) : null;
        if (told != null) {
            schedule = told;
            judgeSchedule();
            return;
        }
        counters.count(ExchangeCounter.SCHEDULE_FAILURES);
        scheduleOff = status == 404;
        LOG.warn("the venue's schedule cannot be read (status {}): no maintenance is known ahead", status);
    }

    private ExchangeSchedule.Window closing() {
        return schedule == null ? null : schedule.closing(clock.epochNanos(), STOP_AHEAD_NS);
    }

    private void judgeSchedule() {
        ExchangeSchedule.Window window = closing();
        if (window != null) {
            conditions.begin(VenueConditionKind.MAINTENANCE, window.endNs());
        }
    }
}
