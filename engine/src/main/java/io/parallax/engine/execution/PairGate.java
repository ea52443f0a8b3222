package io.parallax.engine.execution;

import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;

/**
 * Closes pairs for opening and opens them again. Every change of what keeps a pair closed is a record with the first cause
 * that stands and all of them; a new cause is an alert, and so is one that a person could not end.
 */
public final class PairGate {
    private final Pairs pairs;
    private final CommandWriter writer;

    public PairGate(Pairs pairs, CommandWriter writer) {
        this.pairs = pairs;
        this.writer = writer;
    }

    /** As {@link Pair#freeze}: closed while any cause stands. */
    public void freeze(int pairId, FreezeCause cause) {
        Pair pair = pairs.get(pairId);
        if (pair.freeze(cause)) {
            tell(pair);
            writer.pairFrozen(pairId, cause);
        }
    }

    /** A person enabled the pair: it is open unless something stands that a person cannot answer for. */
    public void open(int pairId) {
        Pair pair = pairs.get(pairId);
        if (pair.answer()) {
            tell(pair);
            if (pair.isFrozen()) {
                writer.pairFrozen(pairId, pair.freezeCause());
            }
        }
    }

    /** A comparison with the venues found all as reviewed. */
    public void agree(int pairId) {
        Pair pair = pairs.get(pairId);
        if (pair.agree()) {
            tell(pair);
        }
    }

    /** A cause ended by itself; others stay. @return whether the pair is open now */
    public boolean resume(int pairId, FreezeCause cause) {
        Pair pair = pairs.get(pairId);
        boolean open = pair.resume(cause);
        tell(pair);
        return open;
    }

    private void tell(Pair pair) {
        writer.pairState(pair.pairId(), pair.freezeCause(), pair.freezeCauses());
    }
}
