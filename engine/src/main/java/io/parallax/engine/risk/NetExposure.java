package io.parallax.engine.risk;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Every position the venues can still reach, as an interval of net YES contracts for each instrument and for each leg of
 * each pair, and what follows from it for a pair: its worst unhedged and its largest matched quantity. Kept up to date by each
 * order event in constant time; an interval narrows by evidence only.
 *
 * <p>A leg counts the orders of its own pair: two pairs may share an instrument, and what hedges one hedges nothing of the
 * other. What was held before the session counts in the first listed pair of its instrument.
 *
 * <p>Unhedged, for two legs, is what pays on YES less what pays on NO. For any number it is, in a direction of the pair,
 * the excess of each leg over the least one, summed, and of all directions the largest.
 *
 * <p>An order that spends collateral may fill more than was asked where prices improve: twice its quantity is counted, which is
 * the bound beyond which a venue's total is a contradiction and halts.
 */
public final class NetExposure {
    /** A hundredth of a contract: what venues' rounding may leave. */
    public static final long DUST_MICROS = 10_000L;

    /** What an order that spends collateral may fill at most, in quantities asked for. */
    private static final int IMPROVEMENT = 2;

    private static final int NONE = -1;

    private final Intervals instruments = new Intervals();
    private final Intervals legs = new Intervals();
    private Pair[] pairs = new Pair[16];
    private int[] firstLeg = new int[16];
    private int[] group = new int[16];
    private long[] worst = new long[16];
    private long[] matched = new long[16];
    private int size;
    private int[] groupIds = new int[4];
    private long[] groupMatched = new long[4];
    private int groups;
    private long totalWorstMicros;

    /** Pair whose legs moved since it was judged last; judged when somebody asks, once for all that an event did to it. */
    private int moved = NONE;

    /** By instrument: the pair that counts what nobody ordered, {@link #NONE} = in no pair. */
    private int[] firstPair = new int[0];

    private final long[] lo = new long[PayoffMatrix.MAX_LEGS];
    private final long[] hi = new long[PayoffMatrix.MAX_LEGS];

    /** A pair was listed. @param groupId event group, or a negative number for none */
    public void addPair(Pair pair, int groupId) {
        if (pair.pairId() != size) {
            throw new IllegalStateException("pair id " + pair.pairId() + " where " + size + " was due");
        }
        if (size == pairs.length) {
            int grown = size * 2;
            pairs = Arrays.copyOf(pairs, grown);
            firstLeg = Arrays.copyOf(firstLeg, grown);
            group = Arrays.copyOf(group, grown);
            worst = Arrays.copyOf(worst, grown);
            matched = Arrays.copyOf(matched, grown);
        }
        int base = legs.size();
        legs.grow(base + pair.legCount());
        pairs[size] = pair;
        firstLeg[size] = base;
        group[size] = groupId < 0 ? NONE : groupOf(groupId);
        size++;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            int id = pair.leg(leg).instrumentId();
            see(id);
            if (firstPair[id] == NONE) {
                firstPair[id] = pair.pairId();
                legs.book(base + leg, instruments.bookedMicros(id));
            }
        }
        judge(pair.pairId());
    }

    private int groupOf(int groupId) {
        for (int i = 0; i < groups; i++) {
            if (groupIds[i] == groupId) {
                return i;
            }
        }
        if (groups == groupIds.length) {
            groupIds = Arrays.copyOf(groupIds, groups * 2);
            groupMatched = Arrays.copyOf(groupMatched, groups * 2);
        }
        groupIds[groups] = groupId;
        return groups++;
    }

    private void see(int instrumentId) {
        instruments.grow(instrumentId + 1);
        int known = firstPair.length;
        if (instrumentId >= known) {
            firstPair = Arrays.copyOf(firstPair, Math.max(16, (instrumentId + 1) * 2));
            Arrays.fill(firstPair, known, firstPair.length, NONE);
        }
    }

    /** Pair that counts an order: its own, or where it has none the first of the instrument; {@link #NONE} = none does. */
    private int pairOf(int pairId, int instrumentId) {
        return pairId >= 0 ? pairId : firstPair[instrumentId];
    }

    /** Place of an instrument among the legs of all pairs; -1 = it is no leg of this pair. */
    private int legOf(int pairId, int instrumentId) {
        if (pairId < 0 || pairId >= size) {
            return NONE;
        }
        Pair pair = pairs[pairId];
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (pair.leg(leg).instrumentId() == instrumentId) {
                return firstLeg[pairId] + leg;
            }
        }
        return NONE;
    }

    private static boolean buysYes(Outcome outcome, OrderAction action) {
        return (outcome == Outcome.YES) == (action == OrderAction.BUY);
    }

    /** The venue's word before trading: what is held is known exactly. */
    public void open(int instrumentId, long netYesMicros) {
        see(instrumentId);
        long change = netYesMicros - instruments.bookedMicros(instrumentId);
        instruments.book(instrumentId, change);
        int leg = legOf(firstPair[instrumentId], instrumentId);
        if (leg != NONE) {
            legs.book(leg, change);
            judge(firstPair[instrumentId]);
        }
    }

    /** A fill was booked. @param pairId of its order, negative for none */
    public void filled(
            int instrumentId, int pairId, Outcome outcome, OrderAction action, long qtyMicros, boolean isProvisional) {
        move(instrumentId, pairId, outcome, action, qtyMicros, isProvisional ? qtyMicros : 0);
    }

    /** A provisional fill is final. */
    public void confirmed(int instrumentId, int pairId, Outcome outcome, OrderAction action, long qtyMicros) {
        move(instrumentId, pairId, outcome, action, 0, -qtyMicros);
    }

    /** A fill that is booked already may still vanish. */
    public void doubted(int instrumentId, int pairId, Outcome outcome, OrderAction action, long qtyMicros) {
        move(instrumentId, pairId, outcome, action, 0, qtyMicros);
    }

    /** A fill was taken back. */
    public void reversed(
            int instrumentId, int pairId, Outcome outcome, OrderAction action, long qtyMicros, boolean wasProvisional) {
        move(instrumentId, pairId, outcome, action, -qtyMicros, wasProvisional ? -qtyMicros : 0);
    }

    private void move(
            int instrumentId, int pairId, Outcome outcome, OrderAction action, long qtyMicros, long doubtMicros) {
        see(instrumentId);
        boolean up = buysYes(outcome, action);
        long signed = up ? qtyMicros : -qtyMicros;
        long signedDoubt = up ? doubtMicros : -doubtMicros;
        instruments.book(instrumentId, signed);
        instruments.doubt(instrumentId, signedDoubt, up);
        int counted = pairOf(pairId, instrumentId);
        int leg = legOf(counted, instrumentId);
        if (leg != NONE) {
            legs.book(leg, signed);
            legs.doubt(leg, signedDoubt, up);
            judge(counted);
        }
    }

    /** Makes what an order may still fill, or still owes, what its state says. */
    public void count(Order order) {
        boolean ended = order.isTerminal();
        long most = order.exactQty ? order.qtyMicros : IMPROVEMENT * order.qtyMicros;
        long live = ended ? 0 : Math.max(0, most - order.filledQtyMicros());
        long owed = ended ? Math.max(0, order.effectiveFilledMicros() - order.filledQtyMicros()) : 0;
        long liveChange = live - order.liveQtyMicros;
        long owedChange = owed - order.owedQtyMicros;
        if ((liveChange | owedChange) == 0) {
            return;
        }
        order.liveQtyMicros = live;
        order.owedQtyMicros = owed;
        boolean up = buysYes(order.outcome, order.action);
        long signedLive = up ? liveChange : -liveChange;
        long signedOwed = up ? owedChange : -owedChange;
        see(order.instrumentId);
        instruments.live(order.instrumentId, signedLive, up);
        instruments.owe(order.instrumentId, signedOwed, up);
        int counted = pairOf(order.pairId, order.instrumentId);
        int leg = legOf(counted, order.instrumentId);
        if (leg != NONE) {
            legs.live(leg, signedLive, up);
            legs.owe(leg, signedOwed, up);
            judge(counted);
        }
    }

    /** The venue's reading during trading: the worse of it and ours counts, here and in the leg that counts what nobody ordered. */
    public void report(int instrumentId, long netYesMicros) {
        see(instrumentId);
        instruments.stretch(instrumentId, 0, 0);
        long below = Math.min(0, netYesMicros - instruments.loMicros(instrumentId));
        long above = Math.max(0, netYesMicros - instruments.hiMicros(instrumentId));
        instruments.stretch(instrumentId, below, above);
        int leg = legOf(firstPair[instrumentId], instrumentId);
        if (leg != NONE) {
            legs.stretch(leg, below, above);
            judge(firstPair[instrumentId]);
        }
    }

    /**
     * Contracts of a resolved market became cash. Its legs keep counting them until every leg of the pair is paid: what the
     * other venue still owes is hedged by what this one has paid.
     */
    public void settled(Instrument instrument, int[] pairIds) {
        held(instrument);
        for (int pairId : pairIds) {
            Pair pair = pairs[pairId];
            boolean paid = true;
            for (int leg = 0; leg < pair.legCount(); leg++) {
                paid &= pair.leg(leg).isResolved() && pair.leg(leg).position().isFlat();
            }
            if (paid) {
                for (int leg = 0; leg < pair.legCount(); leg++) {
                    legs.clear(firstLeg[pairId] + leg);
                }
                judge(pairId);
            }
        }
    }

    /** The position of an instrument is what is held of it, whatever its leg counts. */
    public void held(Instrument instrument) {
        int id = instrument.instrumentId();
        see(id);
        instruments.book(id, instrument.position().netYesMicros() - instruments.bookedMicros(id));
    }

    /** Smallest net YES position the venue can still reach. */
    public long loMicros(int instrumentId) {
        return instrumentId < instruments.size() ? instruments.loMicros(instrumentId) : 0;
    }

    /** Largest net YES position the venue can still reach. */
    public long hiMicros(int instrumentId) {
        return instrumentId < instruments.size() ? instruments.hiMicros(instrumentId) : 0;
    }

    /** Net YES by the fills booked. */
    public long bookedMicros(int instrumentId) {
        return instrumentId < instruments.size() ? instruments.bookedMicros(instrumentId) : 0;
    }

    /** Net YES by the fills booked for one leg of a pair. */
    public long bookedMicros(Pair pair, int leg) {
        return pair.pairId() < size ? legs.bookedMicros(firstLeg[pair.pairId()] + leg) : 0;
    }

    /** Contracts of a pair that may at worst be without a hedge. */
    public long worstMicros(int pairId) {
        settle();
        return pairId < size ? worst[pairId] : 0;
    }

    /** The same over all pairs. */
    public long totalWorstMicros() {
        settle();
        return totalWorstMicros;
    }

    /** Contracts of a pair that may be matched at most. */
    public long matchedMicros(int pairId) {
        settle();
        return pairId < size ? matched[pairId] : 0;
    }

    /** What the other pairs of a pair's event group may have matched. */
    long othersMatchedMicros(int pairId) {
        settle();
        int of = pairId < size ? group[pairId] : NONE;
        return of == NONE ? 0 : groupMatched[of] - matched[pairId];
    }

    boolean isGrouped(int pairId) {
        return pairId < size && group[pairId] != NONE;
    }

    /** What the worst of a pair becomes with an opening, each of whose legs may fill up to so many contracts, or not. */
    long worstWithMicros(Pair pair, Direction taken, long qtyMicros) {
        load(pair);
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (taken.outcome(leg) == Outcome.YES) {
                hi[leg] += qtyMicros;
            } else {
                lo[leg] -= qtyMicros;
            }
        }
        return worstOf(pair);
    }

    /** How many contracts may be asked for so that the worst of the pair stays within a limit; at least 0. */
    long worstRoomMicros(Pair pair, Direction taken, long limitMicros) {
        load(pair);
        long room = Long.MAX_VALUE;
        int count = pair.legCount();
        for (int d = 0; d < pair.directionCount(); d++) {
            Direction direction = pair.direction(d);
            for (int least = 0; least < count; least++) {
                long sum = 0;
                long slope = 0;
                for (int leg = 0; leg < count; leg++) {
                    if (leg != least) {
                        sum += Math.max(0, hiOf(direction, leg) - loOf(direction, least));
                        slope += (direction.outcome(leg) == taken.outcome(leg) ? mostOf(pair.leg(leg)) : 0)
                                + (direction.outcome(least) == taken.outcome(least) ? 0 : mostOf(pair.leg(least)));
                    }
                }
                if (slope > 0) {
                    room = Math.min(room, Math.max(0, limitMicros - sum) / slope);
                }
            }
        }
        return room;
    }

    /** What an opening makes the matched quantity of its direction, each of whose legs may fill up to so many contracts. */
    long matchedWithMicros(Pair pair, Direction taken, long qtyMicros) {
        load(pair);
        long least = Long.MAX_VALUE;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            least = Math.min(least, hiOf(taken, leg) + qtyMicros);
        }
        return Math.max(0, least);
    }

    /** How many contracts may be asked for so that the matched quantity stays within a cap: hedges follow what is filled. */
    long matchedRoomMicros(Pair pair, Direction taken, long capMicros) {
        load(pair);
        long most = 1;
        long least = Long.MAX_VALUE;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            most = Math.max(most, mostOf(pair.leg(leg)));
            least = Math.min(least, hiOf(taken, leg));
        }
        return Math.max(0, capMicros - least) / most;
    }

    /**
     * The most that one more order of a leg may fill without growing what is unhedged or crossing over, where matched counts
     * as filled: a purchase not beyond the largest other leg, a sale not below the least, each at the unkinder end of what is
     * under way.
     */
    public long reducibleMicros(Pair pair, Instrument instrument, Outcome outcome, OrderAction action) {
        if (pair.directionCount() == 0 || pair.pairId() >= size) {
            return 0;
        }
        Direction frame = pair.direction(0);
        int base = firstLeg[pair.pairId()];
        int own = NONE;
        long mostLo = Long.MIN_VALUE;
        long leastHi = Long.MAX_VALUE;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            lo[leg] = legs.believedLoMicros(base + leg);
            hi[leg] = legs.believedHiMicros(base + leg);
            if (pair.leg(leg) == instrument) {
                own = leg;
            } else {
                mostLo = Math.max(mostLo, loOf(frame, leg));
                leastHi = Math.min(leastHi, hiOf(frame, leg));
            }
        }
        if (own == NONE) {
            return 0;
        }
        boolean up = (frame.outcome(own) == outcome) == (action == OrderAction.BUY);
        return Math.max(0, up ? mostLo - hiOf(frame, own) : loOf(frame, own) - leastHi);
    }

    private static int mostOf(Instrument instrument) {
        return instrument.hasExactQty() ? 1 : IMPROVEMENT;
    }

    private void load(Pair pair) {
        boolean known = pair.pairId() < size;
        int base = known ? firstLeg[pair.pairId()] : 0;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            lo[leg] = known ? legs.loMicros(base + leg) : 0;
            hi[leg] = known ? legs.hiMicros(base + leg) : 0;
        }
    }

    /** Lower end of a loaded leg, in contracts of what the direction holds of it. */
    private long loOf(Direction direction, int leg) {
        return direction.outcome(leg) == Outcome.YES ? lo[leg] : -hi[leg];
    }

    private long hiOf(Direction direction, int leg) {
        return direction.outcome(leg) == Outcome.YES ? hi[leg] : -lo[leg];
    }

    /** Of two legs, a direction and the one that holds the other outcomes leave the same unhedged. */
    private static boolean mirrorsTheFirst(Pair pair, Direction direction) {
        Direction first = pair.direction(0);
        return pair.legCount() == 2
                && direction != first
                && direction.outcome(0) != first.outcome(0)
                && direction.outcome(1) != first.outcome(1);
    }

    private long worstOf(Pair pair) {
        int count = pair.legCount();
        long worstMicros = 0;
        for (int d = 0; d < pair.directionCount(); d++) {
            Direction direction = pair.direction(d);
            if (mirrorsTheFirst(pair, direction)) {
                continue;
            }
            worstMicros = Math.max(worstMicros, excessOf(direction, count));
        }
        if (pair.directionCount() == 0) {
            for (int leg = 0; leg < count; leg++) {
                worstMicros += Math.max(Math.abs(lo[leg]), Math.abs(hi[leg])); // nothing hedges anything here
            }
        }
        return worstMicros;
    }

    /**
     * The largest excess of all legs over one of them, which itself is left out. What they exceed falls as that one rises, so
     * the lowest bounds all others: another one needs a look only where its own interval is narrower than what was best.
     */
    private long excessOf(Direction direction, int count) {
        int lowest = 0;
        for (int leg = 1; leg < count; leg++) {
            long ahead = loOf(direction, lowest) - loOf(direction, leg);
            if (ahead > 0 || ahead == 0 && hiOf(direction, leg) < hiOf(direction, lowest)) {
                lowest = leg;
            }
        }
        long atLowest = excessOver(loOf(direction, lowest), direction, count);
        long best = atLowest - (hi[lowest] - lo[lowest]);
        long level = loOf(direction, lowest);
        long atLevel = atLowest;
        for (int leg = 0; leg < count; leg++) {
            long own = hi[leg] - lo[leg];
            if (atLowest - own > best) {
                long lower = loOf(direction, leg);
                if (lower != level) {
                    level = lower;
                    atLevel = excessOver(level, direction, count);
                }
                best = Math.max(best, atLevel - own);
            }
        }
        return best;
    }

    /** What all legs together may hold beyond a level. */
    private long excessOver(long level, Direction direction, int count) {
        long sum = 0;
        for (int leg = 0; leg < count; leg++) {
            sum += Math.max(0, hiOf(direction, leg) - level);
        }
        return sum;
    }

    private long matchedOf(Pair pair) {
        long most = 0;
        for (int d = 0; d < pair.directionCount(); d++) {
            long least = Long.MAX_VALUE;
            for (int leg = 0; leg < pair.legCount(); leg++) {
                least = Math.min(least, hiOf(pair.direction(d), leg));
            }
            most = Math.max(most, least);
        }
        return most;
    }

    private void judge(int pairId) {
        if (moved != pairId) {
            settle();
            moved = pairId;
        }
    }

    /** Nothing is left to judge. */
    private void settle() {
        if (moved != NONE) {
            judgeNow(moved);
            moved = NONE;
        }
    }

    private void judgeNow(int pairId) {
        Pair pair = pairs[pairId];
        load(pair);
        long worstMicros = worstOf(pair);
        totalWorstMicros = Math.addExact(totalWorstMicros, worstMicros - worst[pairId]);
        worst[pairId] = worstMicros;
        long matchedMicros = matchedOf(pair);
        if (group[pairId] != NONE) {
            groupMatched[group[pairId]] += matchedMicros - matched[pairId];
        }
        matched[pairId] = matchedMicros;
    }

    /** Whether anything of a pair is held or under way. */
    public boolean isFlat(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (pair.pairId() < size && !legs.isFlat(firstLeg[pair.pairId()] + leg)) {
                return false;
            }
        }
        return true;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        settle();
        long h = legs.stateHash(instruments.stateHash(hash));
        for (int i = 0; i < size; i++) {
            h = StateHash.mix(StateHash.mix(h, firstLeg[i]), group[i]);
        }
        for (int i = 0; i < instruments.size(); i++) {
            h = StateHash.mix(h, firstPair[i]);
        }
        return StateHash.mix(h, totalWorstMicros);
    }
}
