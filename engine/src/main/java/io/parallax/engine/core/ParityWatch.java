package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Whether prices agree with the polarity a person wrote down. Of two instruments said to be the same fact, the middle of one
 * book standing where the middle of the other's NO stands, and not where its YES stands, says that outcomes are swapped; of
 * two said to exclude each other it is the other way round. When that lasts {@code maxParity}, the pair is frozen. Books
 * that are not LIVE or lack a side say nothing and begin the time anew; near 0.5 both readings are near, and nothing is said.
 *
 * <p>Looked at on Timer events, some pairs in turn. Relations of other kinds have no polarity that prices could show.
 */
final class ParityWatch {
    /** Pairs looked at on one Timer event: a hundred timers a second go round 25,600. */
    static final int SWEPT_PER_TIMER = 256;

    /** Prices are compared as sums of bid and ask, twice the middle. */
    private static final long TWICE_ONE = 2 * Micros.ONE;

    private final EngineSettings settings;
    private final Pairs pairs;
    private final PairGate gate;
    private final CommandWriter writer;
    private long[] brokenSinceNs = new long[16];
    private int cursor;

    ParityWatch(EngineSettings settings, Pairs pairs, PairGate gate, CommandWriter writer) {
        this.settings = settings;
        this.pairs = pairs;
        this.gate = gate;
        this.writer = writer;
    }

    /** Looks at the next pairs in turn. */
    void onTimer(long nowNs) {
        int count = pairs.size();
        if (settings.maxParityNs() == 0) {
            return;
        }
        if (brokenSinceNs.length < count) {
            brokenSinceNs = Arrays.copyOf(brokenSinceNs, Math.max(count, brokenSinceNs.length * 2));
        }
        for (int left = Math.min(SWEPT_PER_TIMER, count); left > 0 && writer.hasRoom(); left--) {
            cursor = cursor >= count ? 0 : cursor;
            inspect(pairs.get(cursor++), nowNs);
        }
    }

    /** A person enabled the pair: time begins anew. */
    void forget(Pair pair) {
        if (pair.pairId() < brokenSinceNs.length) {
            brokenSinceNs[pair.pairId()] = 0;
        }
    }

    private void inspect(Pair pair, long nowNs) {
        int id = pair.pairId();
        if (!isSwapped(pair)) {
            brokenSinceNs[id] = 0;
        } else if (brokenSinceNs[id] == 0) {
            brokenSinceNs[id] = nowNs;
        } else if (nowNs - brokenSinceNs[id] >= settings.maxParityNs() && !pair.isFrozenBy(FreezeCause.PARITY)) {
            writer.alert(AlertCode.PARITY_BROKEN, id, -1, 0, Micros.NULL);
            gate.freeze(id, FreezeCause.PARITY);
        }
    }

    /** Whether the prices of now say so, for however short a time. */
    boolean isSwapped(Pair pair) {
        boolean same = pair.relation() == Relation.SAME;
        if (!same && pair.relation() != Relation.INVERTED) {
            return false;
        }
        long first = twiceMiddle(pair.leg(0));
        long second = twiceMiddle(pair.leg(1));
        if (first == OrderBook.NO_PRICE || second == OrderBook.NO_PRICE) {
            return false;
        }
        long asYes = Math.abs(first - second);
        long asNo = Math.abs(first - (TWICE_ONE - second));
        long band = 2 * settings.parityBandMicros();
        return same ? asNo <= band && asYes > 2 * band : asYes <= band && asNo > 2 * band;
    }

    private static long twiceMiddle(Instrument instrument) {
        if (!instrument.slot().isLive()) {
            return OrderBook.NO_PRICE;
        }
        long bid = instrument.book().bestBidMicros();
        long ask = instrument.book().bestAskMicros();
        return bid == OrderBook.NO_PRICE || ask == OrderBook.NO_PRICE ? OrderBook.NO_PRICE : bid + ask;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        long h = StateHash.mix(hash, cursor);
        for (int i = 0; i < pairs.size() && i < brokenSinceNs.length; i++) {
            h = StateHash.mix(h, brokenSinceNs[i]);
        }
        return h;
    }
}
