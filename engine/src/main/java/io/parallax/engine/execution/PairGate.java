package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;

/** Closes pairs for opening and opens them again; every change is a record, and a closed pair an alert. */
public final class PairGate {
    private final Pairs pairs;
    private final CommandWriter writer;

    public PairGate(Pairs pairs, CommandWriter writer) {
        this.pairs = pairs;
        this.writer = writer;
    }

    /** As {@link Pair#freeze}: the first cause stays, unless it would end by itself. */
    public void freeze(int pairId, FreezeCause cause) {
        if (pairs.get(pairId).freeze(cause)) {
            writer.pairState(pairId, cause);
            writer.alert(AlertCode.PAIR_FROZEN, pairId, -1, 0, Micros.NULL);
        }
    }

    /** Opens the pair, whatever had closed it. */
    public void open(int pairId) {
        Pair pair = pairs.get(pairId);
        if (pair.unfreeze()) {
            writer.pairState(pairId, FreezeCause.NONE);
        }
    }
}
