package io.parallax.engine.core;

import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.AttemptPlan;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.order.VenueRecord;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.strategy.ArbitrageEvaluator;
import io.parallax.engine.strategy.OpportunityLog;
import java.util.Arrays;

/**
 * The only way from the intent to take a pair to an attempt. {@link #price} prices and remembers; {@link #take} and {@link
 * #pass} are of what was priced last, once: limits and quantity are the evaluator's, never the strategy's.
 */
final class PairDesk {
    private final EngineClock clock;
    private final ArbitrageEvaluator evaluator;
    private final Risk risk;
    private final Coordinator coordinator;
    private final OpportunityLog opportunities;
    private final EdgeConfirmation confirmation;
    private final CommandWriter writer;
    private final AttemptPlan plan;
    private final long[] attemptCosts = new long[PayoffMatrix.MAX_LEGS];
    /** Books that were priced: what they held then. */
    private final long[] versions = new long[PayoffMatrix.MAX_LEGS];

    private final int[] tickEpochs = new int[PayoffMatrix.MAX_LEGS];
    /** Why the taking of each direction was refused last, and told so; null once it ended otherwise. */
    private ReasonCode[] refusedBy = new ReasonCode[16 * Pair.MAX_DIRECTIONS];

    private int directions;
    private Pair priced;
    private Direction pricedDirection;
    private ReasonCode pricedReason;

    PairDesk(
            EngineClock clock,
            ArbitrageEvaluator evaluator,
            Risk risk,
            Coordinator coordinator,
            OpportunityLog opportunities,
            EdgeConfirmation confirmation,
            VenueRecord record,
            EngineSettings settings,
            CommandWriter writer) {
        this.plan = new AttemptPlan(settings, record);
        this.clock = clock;
        this.evaluator = evaluator;
        this.risk = risk;
        this.coordinator = coordinator;
        this.opportunities = opportunities;
        this.confirmation = confirmation;
        this.writer = writer;
    }

    /**
     * @return why the direction is or is not worth taking now; null without a positive gross edge; CAPACITY when what
     *     would follow does not fit behind this event, and nothing is remembered: the next change of a book looks again
     */
    ReasonCode price(Pair pair, Direction direction) {
        int legs = pair.legCount();
        if (!writer.hasRoom(legs, pair.directionCount() - direction.index(), AttemptPlan.mostOrders(legs))) {
            priced = null;
            return ReasonCode.CAPACITY;
        }
        boolean inFlight = !coordinator.isFree(pair);
        pricedReason = evaluator.evaluate(pair, direction, clock.nowNs(), inFlight);
        if (pair.isConfirmed(direction.index()) && (pricedReason == null || !evaluator.isImplausible())) {
            pair.unconfirm(); // the edge is gone, or cannot be judged now
        }
        priced = pair;
        pricedDirection = direction;
        for (int leg = 0; leg < legs; leg++) {
            versions[leg] = pair.leg(leg).slot().version();
            tickEpochs[leg] = pair.leg(leg).slot().tickEpoch();
        }
        return pricedReason;
    }

    /** A pair was defined; pairs come in the order of their ids. */
    void addPair(Pair pair) {
        directions = (pair.pairId() + 1) * Pair.MAX_DIRECTIONS;
        if (directions > refusedBy.length) {
            refusedBy = Arrays.copyOf(refusedBy, 2 * refusedBy.length);
        }
    }

    private static int at(Pair pair, Direction direction) {
        return pair.pairId() * Pair.MAX_DIRECTIONS + direction.index();
    }

    private boolean takesUp(Pair pair, Direction direction) {
        boolean known = priced == pair && pricedDirection == direction;
        priced = null;
        return known;
    }

    /** What was priced is not taken. @param why FIRED counts as BLOCKED: it was worth it and not wanted */
    void pass(Pair pair, Direction direction, ReasonCode why) {
        if (!takesUp(pair, direction)) {
            return;
        }
        int at = at(pair, direction);
        if (refusedBy[at] != null) {
            refusedBy[at] = null;
        }
        if (pricedReason == null) {
            opportunities.gone(pair.pairId(), direction.index(), clock.nowNs(), writer);
            return;
        }
        ReasonCode reason = pricedReason != ReasonCode.FIRED ? pricedReason : unwanted(why);
        opportunities.seen(pair.pairId(), direction.index(), reason, evaluator, clock.nowNs(), writer);
        if (reason == ReasonCode.EDGE_IMPLAUSIBLE) {
            confirmation.onImplausible(pair, direction, evaluator.netEdgeMicros(), clock.nowNs());
        }
    }

    private static ReasonCode unwanted(ReasonCode why) {
        return why == null || why == ReasonCode.FIRED || why == ReasonCode.NULL_VAL ? ReasonCode.BLOCKED : why;
    }

    /** @return FIRED when an attempt began, otherwise why not */
    ReasonCode take(Pair pair, Direction direction) {
        if (!takesUp(pair, direction) || pricedReason != ReasonCode.FIRED) {
            return ReasonCode.BLOCKED;
        }
        plan.lay(pair, direction, evaluator);
        ReasonCode reason = obstacle(pair, direction);
        opportunities.seen(pair.pairId(), direction.index(), reason, evaluator, clock.nowNs(), writer);
        if (reason == ReasonCode.FIRED) {
            refusedBy[at(pair, direction)] = null;
            if (pair.isConfirmed(direction.index())) {
                pair.unconfirm(); // this much was confirmed, and no more
            }
            coordinator.fire(plan, clock.nowNs());
        }
        return reason;
    }

    /** @return FIRED, or what forbids to send the plan; a refusal is a record unless it only repeats the last one */
    private ReasonCode obstacle(Pair pair, Direction direction) {
        if (haveMoved(pair)) {
            return refuse(pair, direction, ReasonCode.BOOK_STALE, 0, 0);
        }
        ReasonCode bound = coordinator.obstacle(pair, clock.nowNs());
        if (bound != null) {
            return refuse(pair, direction, bound, coordinator.obstacleMicros(), coordinator.obstacleLimitMicros());
        }
        plan.costsCeil(attemptCosts);
        if (!risk.check(pair, direction, plan.mostFilledMicros(), attemptCosts)) {
            return refuse(pair, direction, risk.binding(), risk.valueMicros(), risk.limitMicros());
        }
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (!risk.keepsCollar(pair.leg(leg), direction.outcome(leg), evaluator.limitMicros(leg))) {
                return refuse(pair, direction, risk.binding(), risk.valueMicros(), risk.limitMicros());
            }
        }
        for (int place = 0; place < plan.ordersAtOnce(); place++) {
            if (!risk.takeRequest(pair.leg(plan.leg(place)).venue(), false, clock.nowNs())) {
                return refuse(pair, direction, ReasonCode.LIMIT_RATE, risk.valueMicros(), risk.limitMicros());
            }
        }
        return ReasonCode.FIRED;
    }

    /** The books are not those that were priced (X8): what was found in them is void. */
    private boolean haveMoved(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            BookSlot slot = pair.leg(leg).slot();
            if (slot.version() != versions[leg] || slot.tickEpoch() != tickEpochs[leg]) {
                return true;
            }
        }
        return false;
    }

    private ReasonCode refuse(Pair pair, Direction direction, ReasonCode why, long valueMicros, long limitMicros) {
        int at = at(pair, direction);
        if (refusedBy[at] != why) {
            refusedBy[at] = why;
            writer.riskRefusal(pair.pairId(), why, Purpose.OPEN, valueMicros, limitMicros);
        }
        return why;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        long h = StateHash.mix(hash, directions);
        for (int i = 0; i < directions; i++) {
            h = StateHash.mix(h, refusedBy[i] == null ? 0 : 1 + refusedBy[i].value());
        }
        return h;
    }
}
