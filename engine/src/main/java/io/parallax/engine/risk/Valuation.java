package io.parallax.engine.risk;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.position.Position;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * What holdings are worth. Hedged contracts are worth what they pay at worst; the others what the other side of the book
 * gives now, fees of a sale not taken off. Without a live book that has a buyer they are worth their last mark less the price
 * collar, or their cost, whichever is less. What was held before the session is not judged: its cost is not known.
 *
 * <p>Losses are of each instrument and each pair alone; what another one gains offsets nothing.
 */
public final class Valuation {
    private final EngineSettings settings;
    private final Instruments instruments;
    private final Pairs pairs;
    private final NetExposure net;
    private int[] held = new int[16];
    private int heldCount;
    private boolean[] isHeld = new boolean[16];
    private long[] hedgedYes = new long[16];
    private long[] hedgedNo = new long[16];

    /** Own-leg price the outcome could be sold at when a book last said so; 0 = never. */
    private long[] yesMark = new long[16];

    private long[] noMark = new long[16];
    private long lockedMicros;
    private long markedMicros;
    private long lossMicros;

    public Valuation(EngineSettings settings, Instruments instruments, Pairs pairs, NetExposure net) {
        this.settings = settings;
        this.instruments = instruments;
        this.pairs = pairs;
        this.net = net;
    }

    /** Something of this instrument may be held from now on. */
    public void touch(int instrumentId) {
        if (instrumentId >= isHeld.length) {
            int grown = Math.max(instrumentId + 1, isHeld.length * 2);
            isHeld = Arrays.copyOf(isHeld, grown);
            hedgedYes = Arrays.copyOf(hedgedYes, grown);
            hedgedNo = Arrays.copyOf(hedgedNo, grown);
            yesMark = Arrays.copyOf(yesMark, grown);
            noMark = Arrays.copyOf(noMark, grown);
        }
        if (!isHeld[instrumentId]) {
            isHeld[instrumentId] = true;
            if (heldCount == held.length) {
                held = Arrays.copyOf(held, heldCount * 2);
            }
            held[heldCount++] = instrumentId;
        }
    }

    /** Values everything held, by the books of now. */
    public void value() {
        lockedMicros = 0;
        markedMicros = 0;
        lossMicros = 0;
        for (int i = heldCount - 1; i >= 0; i--) {
            int id = held[i];
            hedgedYes[id] = 0;
            hedgedNo[id] = 0;
            if (instruments.get(id).position().isFlat()) {
                isHeld[id] = false;
                held[i] = held[--heldCount];
            }
        }
        for (int i = 0; i < heldCount; i++) {
            for (int pairId : pairs.of(held[i])) {
                hedge(pairs.get(pairId), held[i]);
            }
        }
        for (int i = 0; i < heldCount; i++) {
            Instrument instrument = instruments.get(held[i]);
            mark(instrument, Outcome.YES);
            mark(instrument, Outcome.NO);
        }
    }

    /** Counts what a pair hedges of one instrument, and with its first leg what the whole pair has locked in. */
    private void hedge(Pair pair, int instrumentId) {
        for (int d = 0; d < pair.directionCount(); d++) {
            Direction direction = pair.direction(d);
            long hedged = Long.MAX_VALUE;
            boolean complete = true;
            int own = -1;
            for (int leg = 0; leg < pair.legCount(); leg++) {
                long netYes = net.bookedMicros(pair, leg);
                hedged = Math.min(hedged, direction.outcome(leg) == Outcome.YES ? netYes : -netYes);
                int id = pair.leg(leg).instrumentId();
                own = id == instrumentId ? leg : own;
                complete &= id < isHeld.length
                        && isHeld[id]
                        && !pair.leg(leg).position().isClaim();
            }
            if (hedged <= 0) {
                continue;
            }
            if (direction.outcome(own) == Outcome.YES) {
                hedgedYes[instrumentId] += hedged;
            } else {
                hedgedNo[instrumentId] += hedged;
            }
            if (own == 0 && complete) {
                lock(pair, direction, hedged);
            }
        }
    }

    private void lock(Pair pair, Direction direction, long hedged) {
        long cost = 0;
        boolean bought = true;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            Position position = pair.leg(leg).position();
            cost += share(position, direction.outcome(leg), hedged);
            bought &= position.openedMicros(direction.outcome(leg)) == 0;
        }
        long locked = Micros.mulFloor(direction.payoutMicros(), hedged) - cost;
        lockedMicros += locked;
        lossMicros += bought ? Math.max(0, -locked) : 0;
    }

    /** What part of a holding cost, rounded up. */
    private static long share(Position position, Outcome outcome, long qtyMicros) {
        long heldMicros = position.qtyMicros(outcome);
        return qtyMicros >= heldMicros
                ? position.costMicros(outcome)
                : Position.mulDivCeil(position.costMicros(outcome), qtyMicros, heldMicros);
    }

    private void mark(Instrument instrument, Outcome outcome) {
        Position position = instrument.position();
        int id = instrument.instrumentId();
        long qty = position.qtyMicros(outcome);
        if (qty == 0 || position.isClaim()) {
            return; // a claim is worth its cost
        }
        long[] marks = outcome == Outcome.YES ? yesMark : noMark;
        long sale = instrument.slot().isLive() ? instrument.bestSaleMicros(outcome) : OrderBook.NO_PRICE;
        if (sale != OrderBook.NO_PRICE) {
            marks[id] = sale;
        }
        if (sale == OrderBook.NO_PRICE || markedMicros == Micros.NULL) {
            markedMicros = Micros.NULL;
        } else {
            markedMicros += Micros.mulFloor(sale, qty) - position.costMicros(outcome);
        }
        long both = Math.min(position.yesQtyMicros(), position.noQtyMicros());
        long hedged = outcome == Outcome.YES ? hedgedYes[id] : hedgedNo[id];
        long naked = qty - both - hedged - position.openedMicros(outcome);
        if (naked <= 0) {
            return;
        }
        long cost = share(position, outcome, naked);
        long worth = sale != OrderBook.NO_PRICE
                ? Micros.mulFloor(sale, naked)
                : Math.min(cost, Micros.mulFloor(Math.max(0, marks[id] - collarMicros()), naked));
        lossMicros += Math.max(0, cost - worth);
    }

    private long collarMicros() {
        return settings.maxCollarMicros() == Long.MAX_VALUE ? 0 : settings.maxCollarMicros();
    }

    /** What hedged contracts pay at worst, less their cost. */
    public long lockedMicros() {
        return lockedMicros;
    }

    /** Profit of everything held if sold now; {@link Micros#NULL} when a book is missing. */
    public long markedMicros() {
        return markedMicros;
    }

    /** What holdings would lose now; at least 0. */
    public long lossMicros() {
        return lossMicros;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, lockedMicros), markedMicros);
        h = StateHash.mix(StateHash.mix(h, lossMicros), heldCount);
        for (int i = 0; i < heldCount; i++) {
            h = StateHash.mix(StateHash.mix(StateHash.mix(h, held[i]), yesMark[held[i]]), noMark[held[i]]);
        }
        return h;
    }
}
