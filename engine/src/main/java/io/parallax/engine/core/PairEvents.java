package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.PairCheckedDecoder;
import io.parallax.codecs.sbe.PairFinding;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;

/**
 * What a comparison of a pair with the venues' metadata means: whatever is not as reviewed closes the pair for opening, until
 * a comparison finds all as reviewed and, for what differed, a person has answered.
 */
final class PairEvents {
    private static final int NONE = -1;

    private final Pairs pairs;
    private final PairGate gate;
    private final CommandWriter writer;

    PairEvents(Pairs pairs, PairGate gate, CommandWriter writer) {
        this.pairs = pairs;
        this.gate = gate;
        this.writer = writer;
    }

    void onChecked(PairCheckedDecoder event) {
        FreezeCause cause = causeOf(event.finding());
        Pair pair = pairs.get(event.pairId());
        if (cause == FreezeCause.NONE) {
            gate.agree(pair.pairId());
        } else {
            gate.freeze(pair.pairId(), cause);
            int leg = event.leg();
            int instrumentId = leg == PairCheckedDecoder.legNullValue()
                    ? NONE
                    : pair.leg(leg).instrumentId();
            writer.alert(AlertCode.PAIR_DRIFTED, pair.pairId(), instrumentId, 0, Micros.NULL);
        }
    }

    private static FreezeCause causeOf(PairFinding finding) {
        return switch (finding) {
            case AS_REVIEWED -> FreezeCause.NONE;
            case RULES_CHANGED -> FreezeCause.RULES_CHANGED;
            case IDENTITY_CHANGED -> FreezeCause.IDENTITY_CHANGED;
            case OUTCOMES_CHANGED -> FreezeCause.OUTCOMES_CHANGED;
            case UNREADABLE, NULL_VAL -> FreezeCause.UNREADABLE;
        };
    }
}
