package io.parallax.gateway.polymarket.reconcile;

import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cash, whenever the engine asks for it: after every order that ended, and by time. What was redeemed is told before it,
 * so that cash never comes from nowhere. Event loop only.
 */
public final class Cash {
    private static final Logger LOG = LoggerFactory.getLogger(Cash.class);

    /** The venue renews its copy of our cash at most 50 times in ten seconds. */
    private static final long RENEW_NS = TimeUnit.SECONDS.toNanos(1);

    private final Holdings holdings;
    private final Payouts payouts;
    private final EventWriter events;
    private final EpochClock clock;
    private long renewedNanos = Long.MIN_VALUE / 2;

    public Cash(Holdings holdings, Payouts payouts, EventWriter events, EpochClock clock) {
        this.holdings = holdings;
        this.payouts = payouts;
        this.events = events;
        this.clock = clock;
    }

    /** Asks for the cash and tells it; a failure is logged, the engine asks again. */
    public void refresh() {
        payouts.check(() -> {
            boolean renew = clock.nanoTime() - renewedNanos >= RENEW_NS;
            if (renew) {
                renewedNanos = clock.nanoTime();
            }
            holdings.cash(renew, this::tell, () -> LOG.warn("polymarket: balance not read"));
        });
    }

    private void tell(long cashMicros) {
        events.stamp(clock.epochNanos(), 0, 0);
        events.balance(cashMicros);
    }
}
