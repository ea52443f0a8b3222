package io.parallax.engine.strategy;

import io.parallax.codecs.units.Micros;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;

/**
 * Finds the size that earns most. For a quantity q, bought of every leg of a direction:
 *
 * <pre>
 *   G(q) = payout x q - cost(q) - fees(q) - unwind(q) - hurdle(q)
 *
 *   cost, fees   each leg's own levels from the best down; model fee by level, and for each level touched the most that
 *                the venue's rounding can add to a fill
 *   unwind       chance x (cost and fees of the lead leg - proceeds of selling it into its own book now, fees off);
 *                depth that is not there sells at nothing
 *   hurdle       minimum edge x q + return demanded x (price and model fee of every leg)
 *
 *   q:    0 ------------|--------|-----------------|--------|-----&gt;   a segment ends where any level ends
 *   G:      rises        rises    rises less        falls    falls
 * </pre>
 *
 * Within a segment G is a straight line. Prices with their fees only rise from level to level, proceeds only fall, so
 * slopes only fall, and without the rounding allowances G is concave. The best of all multiples of the lot is therefore
 * the last one within a rising segment, or the first one behind the last rising segment. Minimum sizes cut from below and
 * add the smallest order to the candidates; room cuts from above. Of equal sizes the smallest is taken.
 *
 * <p>Slopes are in femtos (10^-15 dollars a contract), each fee and each share rounded up against us; G is summed exactly
 * in 10^-21 dollars. Nothing divides but the cut to the lot. Source of the proof and the options refused: adr 11.
 */
final class SizeSolver {
    /** More than any attempt may take: a million contracts. */
    static final long MAX_QTY_MICROS = 1_000_000L * Micros.ONE;

    /** The lot of both venues, a hundredth of a contract: the one that is divided by as a constant. */
    private static final long COMMON_LOT_MICROS = 10_000;

    private static final long NANOS_TO_FEMTOS = 1_000_000L;

    /** One micro of money in units of G. */
    private static final long UNITS_PER_MICRO = 1_000_000_000_000_000L;

    private final LegWalk[] legs = new LegWalk[PayoffMatrix.MAX_LEGS];
    private final long[] allowance = new long[PayoffMatrix.MAX_LEGS];
    private final LegWalk first;
    private final LegWalk second;
    private final LegWalk sale;
    private final WideSum sum = new WideSum();
    private final WideSum candidate = new WideSum();
    private final WideSum best = new WideSum();

    private int count;
    private int lead;
    private long lotMicros;
    private long targetFemtos;
    private long chanceMicros;
    private long returnMicros;
    private long saleAllowance;
    private long buyFemtos;
    private long minQtyMicros;
    private long roomMicros;
    private long qtyMicros;
    private boolean earnsBelowMin;
    private boolean feesFall;

    SizeSolver() {
        Ladders ladders = new Ladders();
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = new LegWalk(ladders);
        }
        first = legs[0];
        second = legs[1];
        sale = new LegWalk(ladders);
    }

    /**
     * Takes a direction whose every leg has a level to buy from and a fee that is known.
     *
     * @param minEdgeMicros demanded of each contract
     * @param chanceMicros share of attempts that end in an unwind, 0 to 1,000,000
     * @param returnMicros share of capital demanded over its whole time, 0 to 100,000,000
     */
    void begin(Pair pair, Direction direction, long minEdgeMicros, long chanceMicros, long returnMicros) {
        count = pair.legCount();
        lead = LeadLeg.of(pair);
        this.chanceMicros = chanceMicros;
        this.returnMicros = returnMicros;
        targetFemtos = Math.multiplyExact(direction.payoutMicros() - minEdgeMicros, LegWalk.FEMTOS_PER_MICRO);
        long lot = 0;
        long buy = 0;
        for (int leg = 0; leg < count; leg++) {
            Instrument instrument = pair.leg(leg);
            LegWalk walk = legs[leg];
            walk.beginBuying(instrument, direction.outcome(leg));
            allowance[leg] = walk.allowanceMicros() * UNITS_PER_MICRO;
            buy += walk.contractFemtos;
            lot = commonLot(lot, instrument.rules().qtyStepMicros());
        }
        lotMicros = lot;
        buyFemtos = buy;
        qtyMicros = 0;
        if (chanceMicros > 0) {
            sale.beginSelling(pair.leg(lead), direction.outcome(lead));
            saleAllowance = sale.allowanceMicros() * chanceMicros * (UNITS_PER_MICRO / Micros.ONE);
            allowance[lead] += saleAllowance;
        }
    }

    /** A multiple of both: the coarser one, or their product where it is none; at most one contract too many to trade. */
    private static long commonLot(long lot, long step) {
        if (lot == step || lot == 0) {
            return step;
        }
        long coarser = Math.max(lot, step);
        long finer = Math.min(lot, step);
        if (coarser % finer == 0) {
            return coarser;
        }
        return finer > MAX_QTY_MICROS / coarser ? MAX_QTY_MICROS + Micros.ONE : coarser * finer;
    }

    LegWalk leg(int leg) {
        return legs[leg];
    }

    long lotMicros() {
        return lotMicros;
    }

    /** Money that one contract more would earn at the levels reached, everything off; femtos. */
    long slopeFemtos() {
        long slope = targetFemtos - buyFemtos;
        if (chanceMicros > 0) {
            slope -= nanosCeil(legs[lead].contractFemtos - sale.contractFemtos) * chanceMicros;
        }
        return returnMicros == 0 ? slope : slope - nanosCeil(buyFemtos) * returnMicros;
    }

    /** The same, were no return demanded. */
    long slopeWithoutReturnFemtos() {
        return returnMicros == 0 ? slopeFemtos() : slopeFemtos() + nanosCeil(buyFemtos) * returnMicros;
    }

    void demandNoReturn() {
        returnMicros = 0;
    }

    private static long nanosCeil(long femtos) {
        return (femtos + NANOS_TO_FEMTOS - 1) / NANOS_TO_FEMTOS;
    }

    /**
     * The smallest size that every venue takes: quantities, notionals at the prices walked, and where an immediate buy
     * spends whole steps of collateral, enough of them to buy the smallest quantity of every leg.
     *
     * @return a multiple of the lot, or {@link LegWalk#NO_DEPTH} when some book holds less
     */
    long smallestOrderMicros(Pair pair) {
        long minQty = 1;
        for (int leg = 0; leg < count; leg++) {
            minQty = Math.max(minQty, pair.leg(leg).rules().minQtyMicros());
        }
        if (minQty > MAX_QTY_MICROS || lotMicros > MAX_QTY_MICROS) {
            return LegWalk.NO_DEPTH;
        }
        long size = ceilToLot(minQty);
        boolean grown = false;
        for (int leg = 0; leg < count; leg++) {
            Instrument.Rules rules = pair.leg(leg).rules();
            if (rules.takesAnyNotional() && legs[leg].bestHolds(size)) {
                continue;
            }
            long neededPicos = neededPicos(legs[leg], rules, minQty);
            long costPicos = legs[leg].costPicos(size);
            if (neededPicos < 0 || costPicos < 0) {
                return LegWalk.NO_DEPTH;
            }
            if (costPicos < neededPicos) {
                long qty = legs[leg].qtyForPicos(neededPicos);
                if (qty < 0) {
                    return LegWalk.NO_DEPTH;
                }
                size = ceilToLot(qty);
                grown = true;
            }
        }
        for (int leg = 0; grown && leg < count; leg++) {
            if (legs[leg].costPicos(size) < 0) {
                return LegWalk.NO_DEPTH;
            }
        }
        return size;
    }

    private static long neededPicos(LegWalk walk, Instrument.Rules rules, long minQty) {
        long step = rules.notionalStepMicros();
        if (rules.minNotionalMicros() > MAX_QTY_MICROS || step > MAX_QTY_MICROS) {
            return LegWalk.NO_DEPTH;
        }
        if (step == 0) {
            return rules.minNotionalMicros() * LegWalk.PICOS_PER_MICRO;
        }
        long costPicos = walk.costPicos(minQty);
        if (costPicos < 0) {
            return LegWalk.NO_DEPTH;
        }
        long costMicros = (costPicos + LegWalk.PICOS_PER_MICRO - 1) / LegWalk.PICOS_PER_MICRO;
        long needed = Math.max(rules.minNotionalMicros(), costMicros);
        return ceilToStep(needed, step) * LegWalk.PICOS_PER_MICRO;
    }

    private static long ceilToStep(long micros, long step) {
        long above = micros + step - 1;
        return step == COMMON_LOT_MICROS ? above - above % COMMON_LOT_MICROS : above - above % step;
    }

    /**
     * Finds the best multiple of the lot between the smallest order, which is one, and the room left; {@link #qtyMicros}
     * tells it. Every book holds the smallest order, and it is within the room.
     */
    void solve(long minQtyMicros, long roomMicros) {
        this.minQtyMicros = minQtyMicros;
        this.roomMicros = floorToLot(Math.min(roomMicros, MAX_QTY_MICROS));
        rewind();
        read();
        if (count != 2 || !risesSteadily()) {
            weigh();
        }
    }

    /** Sums G from segment to segment and keeps the best size of all that may be it: the answer for every direction. */
    void weigh() {
        qtyMicros = 0;
        earnsBelowMin = false;
        feesFall = false;
        best.clear();
        rewind();
        payToEnter();
        long reached = 0;
        long slope = slopeFemtos();
        while (slope > 0) {
            long end = segmentEnd(roomMicros);
            sum.addProduct(slope, end - reached);
            long last = floorToLot(end);
            if (last == end) {
                offer(sum, end);
            } else if (last > reached) {
                candidate.set(sum);
                candidate.addProduct(-slope, end - last);
                offer(candidate, last);
            }
            reached = end;
            if (end == roomMicros || !advance(end)) {
                return;
            }
            slope = slopeFemtos();
        }
        lookBehind(reached);
    }

    /** Offers the first multiples behind the last rise: of the lot, and of the lot within what venues take. */
    private void lookBehind(long reached) {
        long behind = reached == floorToLot(reached) ? reached : floorToLot(reached) + lotMicros;
        long at = walkTo(reached, behind);
        if (reached > 0 && minQtyMicros > behind) {
            walkTo(at, minQtyMicros);
        }
    }

    /** Walks falling segments. @return the quantity reached; less than the target when depth or room end before it */
    private long walkTo(long from, long target) {
        long reached = from;
        if (target > roomMicros) {
            return from;
        }
        while (reached < target) {
            long end = segmentEnd(target);
            sum.addProduct(slopeFemtos(), end - reached);
            reached = end;
            if (end == target) {
                offer(sum, target);
            }
            if (!advance(end)) {
                return reached;
            }
        }
        return reached;
    }

    private void offer(WideSum earned, long qty) {
        if (qty < minQtyMicros) {
            earnsBelowMin |= earned.isPositive();
        } else if (earned.isMoreThan(best)) {
            best.set(earned);
            qtyMicros = qty;
        }
    }

    private void rewind() {
        long buy = 0;
        for (int leg = 0; leg < count; leg++) {
            legs[leg].rewind();
            buy += legs[leg].contractFemtos;
        }
        buyFemtos = buy;
        if (chanceMicros > 0) {
            sale.rewind();
        }
    }

    private void payToEnter() {
        sum.clear();
        for (int leg = 0; leg < count; leg++) {
            sum.add(-allowance[leg]);
        }
        if (chanceMicros > 0 && sale.isThere()) {
            sum.add(-saleAllowance);
        }
    }

    /**
     * Goes up two legs as far as every segment earns more than the levels that begin it may add by rounding: G at its end is
     * then more than anywhere before, so that the size is where the rise ends, and no sum is kept.
     *
     * @return whether {@link #qtyMicros} is the answer; if not, nothing is known
     */
    private boolean risesSteadily() {
        LegWalk a = first;
        LegWalk b = second;
        long contractA = a.contractFemtos;
        long contractB = b.contractFemtos;
        long endA = a.endMicros;
        long endB = b.endMicros;
        boolean sells = chanceMicros > 0;
        long endOfSale = sells ? sale.endMicros : Long.MAX_VALUE;
        long toEarn = allowance[0] + allowance[1] + (sells ? saleAllowance : 0);
        long reached = 0;
        while (true) {
            long slope = targetFemtos - contractA - contractB;
            if (sells) {
                slope -= nanosCeil((lead == 0 ? contractA : contractB) - sale.contractFemtos) * chanceMicros;
            }
            if (returnMicros != 0) {
                slope -= nanosCeil(contractA + contractB) * returnMicros;
            }
            if (slope <= 0) {
                break;
            }
            long end = Math.min(Math.min(roomMicros, endOfSale), Math.min(endA, endB));
            if (!isMore(slope, end - reached, toEarn)) {
                return false;
            }
            reached = end;
            if (end == roomMicros || endA == end && !a.next() || endB == end && !b.next()) {
                break;
            }
            toEarn = 0;
            if (endA == end) {
                if (a.contractFemtos < contractA) {
                    return false;
                }
                contractA = a.contractFemtos;
                endA = a.endMicros;
                toEarn = allowance[0];
            }
            if (endB == end) {
                if (b.contractFemtos < contractB) {
                    return false;
                }
                contractB = b.contractFemtos;
                endB = b.endMicros;
                toEarn += allowance[1];
            }
            if (endOfSale == end) {
                long before = sale.contractFemtos;
                sale.next();
                if (sale.contractFemtos > before) {
                    return false;
                }
                endOfSale = sale.endMicros;
                toEarn += saleAllowance;
            }
        }
        if (reached < minQtyMicros || floorToLot(reached) != reached) {
            return false;
        }
        qtyMicros = reached;
        earnsBelowMin = false;
        feesFall = false;
        return true;
    }

    /** Whether {@code a * b}, both positive, is more than {@code c}. */
    private static boolean isMore(long a, long b, long c) {
        long low = a * b;
        return Math.multiplyHigh(a, b) > 0 || low < 0 || low > c;
    }

    /** Reads as many levels as may earn: each leg's, at the best prices of the others. */
    private void read() {
        long most = roomMicros;
        for (int leg = 0; leg < count; leg++) {
            long others = buyFemtos - legs[leg].contractFemtos;
            most = legs[leg].read((targetFemtos - others) / LegWalk.FEMTOS_PER_MICRO, most);
        }
        if (chanceMicros > 0) {
            sale.read(Micros.ONE, most);
        }
    }

    /** Where the next level of any leg ends, at most {@code most}. */
    private long segmentEnd(long most) {
        long end = Math.min(most, Math.min(first.endMicros, second.endMicros));
        for (int leg = 2; leg < count; leg++) {
            end = Math.min(end, legs[leg].endMicros);
        }
        return chanceMicros > 0 ? Math.min(end, sale.endMicros) : end;
    }

    /** Goes on to the next level wherever one ends here. @return false when a leg has no more */
    private boolean advance(long reached) {
        if (first.endMicros == reached && !next(first, 0) || second.endMicros == reached && !next(second, 1)) {
            return false;
        }
        for (int leg = 2; leg < count; leg++) {
            if (legs[leg].endMicros == reached && !next(legs[leg], leg)) {
                return false;
            }
        }
        if (chanceMicros > 0 && sale.endMicros == reached) {
            long before = sale.contractFemtos;
            if (sale.next()) {
                sum.add(-saleAllowance);
            }
            feesFall |= sale.contractFemtos > before;
        }
        return true;
    }

    private boolean next(LegWalk walk, int leg) {
        long before = walk.contractFemtos;
        if (!walk.next()) {
            return false;
        }
        long change = walk.contractFemtos - before;
        feesFall |= change < 0;
        buyFemtos += change;
        sum.add(-allowance[leg]);
        return true;
    }

    private long floorToLot(long qty) {
        return lotMicros == COMMON_LOT_MICROS ? qty - qty % COMMON_LOT_MICROS : qty - qty % lotMicros;
    }

    private long ceilToLot(long qty) {
        return floorToLot(qty + lotMicros - 1);
    }

    /** The best size; 0 when none earns anything. */
    long qtyMicros() {
        return qtyMicros;
    }

    /** G at the size that {@link #weigh} found, above 0 when there is one. */
    WideSum objective() {
        return best;
    }

    /** A size below the smallest order would have earned something. */
    boolean earnsBelowMin() {
        return earnsBelowMin;
    }

    /** Price and fee together fell from one level to a dearer one: the answer may not be the best, the fee is no fee. */
    boolean feesFall() {
        return feesFall;
    }

    /** Expected cost of an unwind of the lead leg, whose figures are measured, at the best size; rounded up. */
    long unwindReserveMicros() {
        if (chanceMicros == 0) {
            return 0;
        }
        LegWalk bought = legs[lead];
        long loss = bought.costMicros + bought.feesMicros - sale.proceedsMicros(qtyMicros);
        return loss <= 0 ? 0 : Micros.mulCeil(loss, chanceMicros);
    }
}
