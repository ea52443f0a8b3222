package io.parallax.engine.core;

import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.ResumeCheck;
import io.parallax.engine.state.StateLadder;

/** The checks of a resume by what the engine knows: sets of {@link ResumeCheck}, a bit each, of those that are red. */
final class ResumeRules {
    private static final int ANY = -1;

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final ClockRules clock;
    private final Exposure exposure;
    private final Pairs pairs;
    private final Orders orders;
    private final Coordinator coordinator;

    ResumeRules(
            EngineSettings settings,
            StateLadder ladder,
            ClockRules clock,
            Exposure exposure,
            Pairs pairs,
            Orders orders,
            Coordinator coordinator) {
        this.settings = settings;
        this.ladder = ladder;
        this.clock = clock;
        this.exposure = exposure;
        this.pairs = pairs;
        this.orders = orders;
        this.coordinator = coordinator;
    }

    int ofEngine(long nowNs) {
        return red(!ladder.isReconciled(), ResumeCheck.VENUES)
                | red(clock.isBehind(), ResumeCheck.CLOCK)
                | red(anyInDoubt(Venue.NULL_VAL, ANY), ResumeCheck.ORDERS)
                | red(anyLoose(), ResumeCheck.PAIRS)
                | red(exposure.lossMicros() >= settings.maxDailyLossMicros(), ResumeCheck.LOSS);
    }

    /** @param mute it takes no heartbeat of ours: no person can know that one will be taken */
    int ofVenue(Venue venue, boolean mute) {
        return red(!ladder.isReconciled(venue), ResumeCheck.VENUES)
                | red(anyInDoubt(venue, ANY), ResumeCheck.ORDERS)
                | red(mute, ResumeCheck.HEARTBEAT);
    }

    /** A pair that is named: its holding is taken as it stands. */
    int ofPair(int pairId) {
        boolean unanswered =
                switch (pairs.get(pairId).freezeCause()) {
                    case RULES_CHANGED, IDENTITY_CHANGED, OUTCOMES_CHANGED, UNREADABLE, CONTRADICTION, SETTLEMENT ->
                        true;
                    default -> false;
                };
        return red(unanswered, ResumeCheck.REVIEW) | red(anyInDoubt(Venue.NULL_VAL, pairId), ResumeCheck.ORDERS);
    }

    private boolean anyInDoubt(Venue venue, int pairId) {
        for (int i = 0; i < orders.live(); i++) {
            Order order = orders.liveAt(i);
            if (order.state() == OrderState.UNKNOWN
                    && (venue == Venue.NULL_VAL || order.venue == venue)
                    && (pairId == ANY || order.pairId == pairId)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyLoose() {
        for (int pairId = 0; pairId < pairs.size(); pairId++) {
            if (coordinator.isFrozenLoose(pairId)) {
                return true;
            }
        }
        return false;
    }

    private static int red(boolean isRed, ResumeCheck check) {
        return isRed ? 1 << check.ordinal() : 0;
    }
}
