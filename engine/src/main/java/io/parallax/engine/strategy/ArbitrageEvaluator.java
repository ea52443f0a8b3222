package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.opportunity.OpportunityFigures;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.risk.OpeningRules;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateLadder;

/**
 * Prices one direction of one pair. A positive gross edge always ends in exactly one {@link ReasonCode}, the first of:
 *
 * <pre>
 *   HALTED NOT_RUNNING                                            the engine
 *   PAIR_NOT_APPROVED VERDICT_EXPIRED PAIR_FROZEN CONFIRMING      the pair
 *   VENUE_PAUSED                                                  the venues of its legs
 *   MARKET_NOT_ACTIVE CLOSING_SOON VENUE_CLOSED                   a leg, each looked for in all legs
 *   BOOK_NOT_LIVE BOOK_STALE FEE_UNKNOWN FEE_TOO_OLD FEE_DISPUTED
 *   RESOLUTION_UNKNOWN ATTEMPT_IN_FLIGHT COOLING_DOWN
 *   EDGE_IMPLAUSIBLE EDGE_BELOW_MIN                               at the best prices
 *   DEPTH_BELOW_MIN LIMIT_...                                     the smallest order
 *   FEE_UNKNOWN RETURN_BELOW_MIN SIZE_BELOW_MIN EDGE_BELOW_MIN    the best size
 *   NET_BELOW_MIN FIRED
 * </pre>
 *
 * The figures behind it stay in this object until the next evaluation. Reads, never writes; allocates nothing.
 */
public final class ArbitrageEvaluator implements OpportunityFigures {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;
    private static final long YEAR_SECONDS = 365 * DAY_SECONDS;

    /** A hundred times the capital: what is demanded beyond that is never met. */
    private static final long MAX_RETURN_MICROS = 100 * Micros.ONE;

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final Risk risk;
    private final SizeSolver solver = new SizeSolver();
    private final long[] bestMicros = new long[PayoffMatrix.MAX_LEGS];
    private final long[] worstCostMicros = new long[PayoffMatrix.MAX_LEGS];

    private boolean implausible;
    private Pair pair;
    private Direction direction;
    private long grossEdgeMicros;
    private long netEdgeMicros;
    private long qtyMicros;
    private long feesMicros;
    private long netMicros;
    private long unwindReserveMicros;
    private long capitalMicros;

    public ArbitrageEvaluator(EngineSettings settings, StateLadder ladder, Risk risk) {
        this.settings = settings;
        this.ladder = ladder;
        this.risk = risk;
    }

    /**
     * @param inFlight an attempt of this pair, or of another in one of its legs, is under way
     * @return why it is or is not taken; null when there is no positive gross edge at the best prices
     */
    public ReasonCode evaluate(Pair pair, Direction direction, long nowNs, boolean inFlight) {
        int legs = pair.legCount();
        long edge = direction.payoutMicros();
        for (int leg = 0; leg < legs; leg++) {
            long own = bestCost(pair.leg(leg), direction.outcome(leg));
            if (own < 0) {
                return null;
            }
            bestMicros[leg] = own;
            edge -= own;
        }
        if (edge <= 0) {
            return null;
        }
        this.pair = pair;
        this.direction = direction;
        grossEdgeMicros = edge;
        implausible = false;
        netEdgeMicros = Micros.NULL;
        qtyMicros = 0;
        feesMicros = 0;
        netMicros = Micros.NULL;
        unwindReserveMicros = Micros.NULL;
        capitalMicros = Micros.NULL;
        ReasonCode obstacle = obstacle(nowNs, inFlight);
        return obstacle != null ? obstacle : price(nowNs);
    }

    /** What forbids trading before any size is looked at. */
    private ReasonCode obstacle(long nowNs, boolean inFlight) {
        if (ladder.isHalted()) {
            return ReasonCode.HALTED;
        }
        if (!ladder.mayOpen()) {
            return ReasonCode.NOT_RUNNING;
        }
        if (!pair.isApproved()) {
            return ReasonCode.PAIR_NOT_APPROVED;
        }
        if (pair.isExpired(nowNs)) {
            return ReasonCode.VERDICT_EXPIRED;
        }
        if (pair.isFrozen()) {
            return pair.isConfirming() ? ReasonCode.CONFIRMING : ReasonCode.PAIR_FROZEN;
        }
        if (isVenuePaused()) {
            return ReasonCode.VENUE_PAUSED;
        }
        ReasonCode ofLegs = obstacleOfLegs(nowNs);
        if (ofLegs != null) {
            return ofLegs;
        }
        if (settings.minAnnualReturnMicros() > 0 && pair.resolutionTimeNs() == 0) {
            return ReasonCode.RESOLUTION_UNKNOWN;
        }
        if (inFlight) {
            return ReasonCode.ATTEMPT_IN_FLIGHT;
        }
        return pair.isCooling(nowNs) ? ReasonCode.COOLING_DOWN : null;
    }

    private boolean isVenuePaused() {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (!ladder.mayOpen(pair.leg(leg).venue())) {
                return true;
            }
        }
        return false;
    }

    /** The first in the order of the codes that any leg has. */
    private ReasonCode obstacleOfLegs(long nowNs) {
        ReasonCode first = null;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            ReasonCode found = OpeningRules.obstacle(pair.leg(leg), settings, nowNs);
            if (found != null && (first == null || rank(found) < rank(first))) {
                first = found;
            }
        }
        return first;
    }

    private static int rank(ReasonCode code) {
        return switch (code) {
            case MARKET_NOT_ACTIVE -> 1;
            case CLOSING_SOON -> 2;
            case VENUE_CLOSED -> 3;
            case BOOK_NOT_LIVE -> 4;
            case BOOK_STALE -> 5;
            case FEE_UNKNOWN -> 6;
            case FEE_TOO_OLD -> 7;
            default -> 8;
        };
    }

    private ReasonCode price(long nowNs) {
        solver.begin(
                pair, direction, settings.minEdgeMicros(), settings.unwindChanceMicros(), demandedReturnMicros(nowNs));
        netEdgeMicros = grossEdgeMicros - bestFeesMicros();
        implausible = netEdgeMicros > settings.maxPlausibleEdgeMicros();
        if (implausible && !pair.isConfirmed(direction.index())) {
            return ReasonCode.EDGE_IMPLAUSIBLE;
        }
        if (solver.slopeWithoutReturnFemtos() <= 0) {
            return ReasonCode.EDGE_BELOW_MIN;
        }
        long smallestMicros = solver.smallestOrderMicros(pair);
        if (smallestMicros < 0) {
            return ReasonCode.DEPTH_BELOW_MIN;
        }
        long roomMicros = Math.min(risk.roomMicros(pair, direction, worstCosts()), SizeSolver.MAX_QTY_MICROS);
        if (roomMicros < smallestMicros) {
            return risk.binding();
        }
        if (implausible) {
            roomMicros = Math.min(roomMicros, settings.confirmQtyMicros());
            if (roomMicros < smallestMicros) {
                return ReasonCode.SIZE_BELOW_MIN;
            }
        }
        solver.solve(smallestMicros, roomMicros);
        if (solver.feesFall()) {
            return ReasonCode.FEE_UNKNOWN;
        }
        if (solver.qtyMicros() > 0) {
            measure();
            if (netMicros < settings.minNetMicros()) {
                return ReasonCode.NET_BELOW_MIN;
            }
            return ReasonCode.FIRED;
        }
        boolean tooSmall = solver.earnsBelowMin();
        return earnsWithoutReturn(smallestMicros, roomMicros)
                ? ReasonCode.RETURN_BELOW_MIN
                : tooSmall ? ReasonCode.SIZE_BELOW_MIN : ReasonCode.EDGE_BELOW_MIN;
    }

    /** Only the return demanded stands in the way: some size earns when none is. */
    private boolean earnsWithoutReturn(long smallestMicros, long roomMicros) {
        if (settings.minAnnualReturnMicros() <= 0) {
            return false;
        }
        solver.demandNoReturn();
        solver.solve(smallestMicros, roomMicros);
        if (solver.qtyMicros() == 0) {
            return false;
        }
        measure();
        return true;
    }

    /**
     * Share of capital that must be earned by the time it is free again, rounded up. At least a day is counted: a pair that
     * should have been resolved is late, nobody knows by how much, and must not count as if it locked up nothing.
     */
    private long demandedReturnMicros(long nowNs) {
        long yearlyMicros = Math.min(settings.minAnnualReturnMicros(), MAX_RETURN_MICROS);
        if (yearlyMicros <= 0) {
            return 0;
        }
        long seconds = Math.max(DAY_SECONDS, (pair.resolutionTimeNs() - nowNs) / NS_PER_SECOND + 1);
        return Math.min(MAX_RETURN_MICROS, (yearlyMicros * seconds + YEAR_SECONDS - 1) / YEAR_SECONDS);
    }

    private long bestFeesMicros() {
        long femtos = 0;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            femtos += solver.leg(leg).bestFeeFemtos();
        }
        return microsCeil(femtos);
    }

    /**
     * The most one contract of each leg may cost: the walk may reach dearer levels, as far as the edge goes, and a hedge
     * may be re-priced once. The fee is the largest between the best price and that one; it is largest in the middle.
     */
    private long[] worstCosts() {
        long slackMicros = grossEdgeMicros + settings.hedgeLossMicros();
        for (int leg = 0; leg < pair.legCount(); leg++) {
            long best = bestMicros[leg];
            long worst = Math.min(Micros.ONE, best + slackMicros);
            long dearest = Math.max(best, Math.min(worst, Micros.ONE / 2));
            worstCostMicros[leg] = worst + microsCeil(pair.leg(leg).fees().takerFeeFemtosCeil(dearest));
        }
        return worstCostMicros;
    }

    /**
     * The most contracts that every limit leaves of a direction at these own-leg prices, as {@link #evaluate} would ask for it.
     * The figures of the last evaluation are gone.
     */
    public long roomMicros(Pair pair, Direction direction, long[] ownMicros) {
        this.pair = pair;
        this.direction = direction;
        long edge = direction.payoutMicros();
        for (int leg = 0; leg < pair.legCount(); leg++) {
            bestMicros[leg] = ownMicros[leg];
            edge -= ownMicros[leg];
        }
        grossEdgeMicros = Math.max(1, edge);
        return Math.min(risk.roomMicros(pair, direction, worstCosts()), SizeSolver.MAX_QTY_MICROS);
    }

    private static long microsCeil(long femtos) {
        return (femtos + LegWalk.FEMTOS_PER_MICRO - 1) / LegWalk.FEMTOS_PER_MICRO;
    }

    /** Works out the money at the solver's size. */
    private void measure() {
        long qty = solver.qtyMicros();
        long cost = 0;
        long fees = 0;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            LegWalk walk = solver.leg(leg);
            walk.measure(qty);
            cost += walk.costMicros;
            fees += walk.feesMicros;
        }
        long payout = direction.payoutMicros();
        long pays = payout * (qty / Micros.ONE) + payout * (qty % Micros.ONE) / Micros.ONE;
        long earned = pays - cost - fees;
        qtyMicros = qty;
        feesMicros = fees;
        capitalMicros = cost + fees;
        unwindReserveMicros = solver.unwindReserveMicros();
        netMicros = earned - unwindReserveMicros;
        netEdgeMicros = perContractFloor(earned, qty);
    }

    private static long perContractFloor(long micros, long qty) {
        long whole = micros >= 0 && micros < qty ? 0 : Math.floorDiv(micros, qty);
        return whole * Micros.ONE + (micros - whole * qty) * Micros.ONE / qty;
    }

    private static long bestCost(Instrument instrument, Outcome outcome) {
        OrderBook book = instrument.book();
        if (outcome == Outcome.YES) {
            return book.bestAskMicros(); // NO_PRICE is below zero
        }
        long bid = book.bestBidMicros();
        return bid == OrderBook.NO_PRICE ? -1 : Micros.ONE - bid;
    }

    /** Whether the last evaluation got as far as the edge and found it larger than is plausible. */
    public boolean isImplausible() {
        return implausible;
    }

    @Override
    public long grossEdgeMicros() {
        return grossEdgeMicros;
    }

    @Override
    public long netEdgeMicros() {
        return netEdgeMicros;
    }

    @Override
    public long qtyMicros() {
        return qtyMicros;
    }

    @Override
    public long feesMicros() {
        return feesMicros;
    }

    @Override
    public long payoutMicros() {
        return direction.payoutMicros();
    }

    @Override
    public long netMicros() {
        return netMicros;
    }

    @Override
    public long unwindReserveMicros() {
        return unwindReserveMicros;
    }

    @Override
    public long capitalMicros() {
        return capitalMicros;
    }

    @Override
    public int legCount() {
        return pair.legCount();
    }

    @Override
    public int instrumentId(int leg) {
        return pair.leg(leg).instrumentId();
    }

    @Override
    public Outcome outcome(int leg) {
        return direction.outcome(leg);
    }

    @Override
    public long limitMicros(int leg) {
        return qtyMicros > 0 ? solver.leg(leg).limitMicros : bestMicros[leg];
    }

    @Override
    public long costMicros(int leg) {
        return qtyMicros > 0 ? solver.leg(leg).costMicros : 0;
    }

    @Override
    public long legFeesMicros(int leg) {
        return qtyMicros > 0 ? solver.leg(leg).feesMicros : 0;
    }
}
