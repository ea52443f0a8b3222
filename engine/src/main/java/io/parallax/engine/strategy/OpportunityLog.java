package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.opportunity.OpportunityFigures;
import io.parallax.engine.opportunity.OpportunityLife;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * Turns evaluations into records of opportunities. One begins with the evaluation that shows a positive gross edge and ends
 * with the first that shows none. A record is written when it begins, when its reason changes and when an attempt is
 * fired, so a quiet edge does not fill the journal; its end is a record of its own with the whole life.
 *
 * <p>A book that is lost shows the levels seen last: the opportunity goes on under BOOK_NOT_LIVE, at the next evaluation,
 * and ends when the book that comes back shows no edge. What is open when a session ends has no end in the journal; it
 * counts under FIRED if that was ever told of it, else under the reason told last.
 */
public final class OpportunityLog {
    private OpportunityLife[] lives = new OpportunityLife[32];
    private boolean[] open = new boolean[32];
    private int size;
    private long lastId;

    /** A pair was defined; pairs come in the order of their ids. */
    public void addPair(Pair pair) {
        int first = pair.pairId() * Pair.MAX_DIRECTIONS;
        size = first + Pair.MAX_DIRECTIONS;
        if (size > lives.length) {
            lives = Arrays.copyOf(lives, 2 * lives.length);
            open = Arrays.copyOf(open, lives.length);
        }
        for (int direction = 0; direction < Pair.MAX_DIRECTIONS; direction++) {
            lives[first + direction] = new OpportunityLife(pair.pairId(), direction);
        }
    }

    /** No positive gross edge in this direction, or no more. */
    public void gone(int pairId, int direction, long nowNs, CommandWriter writer) {
        int i = pairId * Pair.MAX_DIRECTIONS + direction;
        if (open[i]) {
            open[i] = false;
            lives[i].close();
            writer.opportunityClosed(lives[i], nowNs);
        }
    }

    /** An evaluation with a positive gross edge ended in {@code code}. */
    public void seen(
            int pairId, int direction, ReasonCode code, OpportunityFigures figures, long nowNs, CommandWriter writer) {
        int i = pairId * Pair.MAX_DIRECTIONS + direction;
        OpportunityLife life = lives[i];
        if (!open[i]) {
            open[i] = true;
            life.open(++lastId, nowNs);
        }
        if (life.evaluated(code, figures, nowNs)) {
            writer.opportunity(life.opportunityId(), pairId, direction, code, figures);
        }
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, lastId), size);
        for (int i = 0; i < size; i++) {
            h = lives[i].stateHash(h);
        }
        return h;
    }
}
