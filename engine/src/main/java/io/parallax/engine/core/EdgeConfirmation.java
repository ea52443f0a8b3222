package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.BestEdge;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * An edge too good to be true is an alarm, not an opportunity: the pair is frozen, and every leg's book is fetched anew,
 * twice.
 *
 * <pre>
 *   state      event                                        then
 *   open       an edge beyond maxPlausible                  frozen, books asked for: round 1
 *   round 1    every leg had a whole snapshot since         asked for again: round 2
 *   round 2    the same, and the edge is still beyond       this cause ends; at most confirmQty is taken of that edge
 *   round 2    the same, and the edge is not beyond         frozen until a person enables the pair: a book had lied
 *   round 2    prices say that outcomes are swapped         waits: {@link ParityWatch} has the word
 *   round n    no snapshot for {@link #PATIENCE_NS}         asked for again, the same round
 *   any        a person enables the pair                    this cause ends
 * </pre>
 *
 * The relaxation ends with the edge, with the first attempt on it, and when something else stands in its way. Without a {@code confirmQty} no edge is taken back.
 */
final class EdgeConfirmation {
    /** How long a snapshot that was asked for may take. */
    static final long PATIENCE_NS = 10_000_000_000L;

    private static final int ROUNDS = 2;

    private final EngineSettings settings;
    private final Pairs pairs;
    private final PairGate gate;
    private final ParityWatch parity;
    private final CommandWriter writer;
    private int[] confirming = new int[16];
    private int size;
    private byte[] round = new byte[16];
    private byte[] direction = new byte[16];
    private long[] askedNs = new long[16];
    private long[][] snapshots = new long[16][];

    EdgeConfirmation(EngineSettings settings, Pairs pairs, PairGate gate, ParityWatch parity, CommandWriter writer) {
        this.settings = settings;
        this.pairs = pairs;
        this.gate = gate;
        this.parity = parity;
        this.writer = writer;
    }

    /** A pair was listed; allocates what its confirmation needs. */
    void addPair(Pair pair) {
        int id = pair.pairId();
        if (id >= round.length) {
            int length = Math.max(id + 1, round.length * 2);
            confirming = Arrays.copyOf(confirming, length);
            round = Arrays.copyOf(round, length);
            direction = Arrays.copyOf(direction, length);
            askedNs = Arrays.copyOf(askedNs, length);
            snapshots = Arrays.copyOf(snapshots, length);
        }
        snapshots[id] = new long[pair.legCount()];
    }

    /** An evaluation found an edge beyond what is plausible. */
    void onImplausible(Pair pair, Direction found, long netEdgeMicros, long nowNs) {
        int id = pair.pairId();
        if (pair.isFrozen() || round[id] != 0) {
            return;
        }
        writer.alert(AlertCode.EDGE_IMPLAUSIBLE, id, -1, 0, netEdgeMicros);
        gate.freeze(id, FreezeCause.IMPLAUSIBLE);
        pair.confirming(true);
        confirming[size++] = id;
        round[id] = 1;
        direction[id] = (byte) found.index();
        ask(pair, nowNs);
    }

    private void ask(Pair pair, long nowNs) {
        askedNs[pair.pairId()] = nowNs;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            Instrument instrument = pair.leg(leg);
            snapshots[pair.pairId()][leg] = instrument.slot().wholeSnapshots();
            writer.resubscribe(instrument.instrumentId(), instrument.venue(), CommandWriter.EVERY_LINE);
        }
    }

    /** A person enabled the pair: nothing is confirmed any more. */
    void forget(Pair pair) {
        for (int i = 0; i < size; i++) {
            if (confirming[i] == pair.pairId()) {
                drop(i);
                return;
            }
        }
    }

    /** @return id of a pair that was opened again and is to be evaluated, or {@link BookEvents#NONE} */
    int onTimer(long nowNs) {
        for (int i = 0; i < size && writer.hasRoom(); i++) {
            Pair pair = pairs.get(confirming[i]);
            int id = pair.pairId();
            if (!isRenewed(pair)) {
                if (nowNs - askedNs[id] >= PATIENCE_NS) {
                    ask(pair, nowNs);
                }
            } else if (round[id] < ROUNDS) {
                round[id]++;
                ask(pair, nowNs);
            } else if (isWhole(pair) && !parity.isSwapped(pair)) {
                return conclude(i, pair);
            }
        }
        return BookEvents.NONE;
    }

    private int conclude(int place, Pair pair) {
        Direction found = pair.direction(direction[pair.pairId()]);
        long net = BestEdge.netMicros(pair, found);
        drop(place);
        pair.confirming(false);
        boolean survived = net != Micros.NULL && net > settings.maxPlausibleEdgeMicros();
        if (!survived || settings.confirmQtyMicros() == 0) {
            return BookEvents.NONE;
        }
        if (!gate.resume(pair.pairId(), FreezeCause.IMPLAUSIBLE)) {
            return BookEvents.NONE; // something else keeps it closed; by then the edge is another
        }
        pair.confirm(found.index());
        return pair.pairId();
    }

    private void drop(int place) {
        round[confirming[place]] = 0;
        size--;
        System.arraycopy(confirming, place + 1, confirming, place, size - place);
    }

    private boolean isRenewed(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (pair.leg(leg).slot().wholeSnapshots() == snapshots[pair.pairId()][leg]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (!pair.leg(leg).slot().isLive()) {
                return false;
            }
        }
        return true;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        long h = StateHash.mix(hash, size);
        for (int i = 0; i < size; i++) {
            int id = confirming[i];
            Pair pair = pairs.get(id);
            h = StateHash.mix(StateHash.mix(h, id), round[id] | direction[id] << 8);
            h = StateHash.mix(h, askedNs[id]);
            for (int leg = 0; leg < pair.legCount(); leg++) {
                h = StateHash.mix(h, pair.leg(leg).slot().wholeSnapshots() - snapshots[id][leg]);
            }
        }
        return h;
    }
}
