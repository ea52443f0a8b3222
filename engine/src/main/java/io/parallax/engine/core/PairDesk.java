package io.parallax.engine.core;

import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.execution.OrderDesk;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.strategy.ArbitrageEvaluator;
import io.parallax.engine.strategy.LeadLeg;
import io.parallax.engine.strategy.OpportunityLog;

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
    private final long[] attemptCosts = new long[2];
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
            CommandWriter writer) {
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
        if (!writer.hasRoom(pair.legCount(), pair.directionCount() - direction.index())) {
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
        return pricedReason;
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
        ReasonCode reason = passesRisk(pair, direction) ? ReasonCode.FIRED : risk.binding();
        opportunities.seen(pair.pairId(), direction.index(), reason, evaluator, clock.nowNs(), writer);
        if (reason == ReasonCode.FIRED) {
            if (pair.isConfirmed(direction.index())) {
                pair.unconfirm(); // this much was confirmed, and no more
            }
            coordinator.fire(pair, direction, evaluator, clock.nowNs());
        }
        return reason;
    }

    /** Asks again for the two legs of an attempt, the hedge at the most it may cost. */
    private boolean passesRisk(Pair pair, Direction direction) {
        long qty = evaluator.qtyMicros();
        int lead = LeadLeg.of(pair);
        int other = 1 - lead;
        Instrument leg = pair.leg(lead);
        Instrument hedge = pair.leg(other);
        long legLimit = evaluator.limitMicros(lead);
        long worst = coordinator.worstHedgeMicros(
                direction.payoutMicros(), leg, legLimit, hedge, evaluator.limitMicros(other));
        attemptCosts[lead] = OrderDesk.costCeil(leg, legLimit, qty);
        attemptCosts[other] = OrderDesk.costCeil(hedge, worst, qty);
        boolean permitted = risk.check(pair, attemptCosts);
        if (!permitted) {
            writer.riskRefusal(pair.pairId(), risk.binding(), Purpose.OPEN, risk.valueMicros(), risk.limitMicros());
        }
        return permitted;
    }
}
