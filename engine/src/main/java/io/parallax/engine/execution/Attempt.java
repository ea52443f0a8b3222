package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.StyleReason;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.AttemptFigures;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.state.StateHash;

/**
 * One try at a pair trade: every leg, what tops them up, and any unwind. A pair has one, reused, so two at a time cannot
 * happen. Quantities count what is proven; what the legs hold unequally is unhedged:
 *
 * <pre>
 *   held      100   100    40        bought less sold, of ended orders
 *   excess     60    60     0        beyond what every leg has; unhedged = the largest
 * </pre>
 *
 * What is left unequal at the end the next attempt begins with: it is less than the venues take.
 */
final class Attempt implements AttemptFigures {
    final Pair pair;
    final int legs;
    final Outcome[] outcome;
    /** Own-leg limits: what was fired at. */
    final long[] limitMicros;
    /** Own-leg limit of its last purchase, the one fired at before. */
    final long[] paidMicros;
    /** Own-leg: the furthest a re-price may go. */
    final long[] worstMicros;
    /** Bought less sold by orders that ended; below zero where more of the other outcome is held. */
    final long[] heldMicros;
    /** What the live order of a leg is proven to have changed so far, below zero for a sale. */
    final long[] liveFilledMicros;
    /** The live order of a leg; 0 = none. */
    final long[] liveOrderId;
    /** Cash and exposure held back for a leg until its own order takes over. */
    final long[] reservedMicros;

    private final int[] order;

    AttemptState state = AttemptState.IDLE;
    long attemptId;
    LegStyle style = LegStyle.SEQUENTIAL;
    StyleReason reason = StyleReason.CONFIGURED;
    /** Orders whose end moves the attempt on. */
    int live;
    /** Place of the leg that is live or due. */
    int place;
    /** The least that legs before the one that is due have. */
    long leastBeforeMicros;
    /** What the legs before the one that is due were permitted beyond their limits. */
    long usedSlackMicros;
    /** Legs filled something, in this attempt. */
    boolean bought;
    /** The one re-price was taken. */
    boolean repriced;
    /** Nothing more is bought: what is unhedged is sold. */
    boolean closing;
    /** Sells by an operator's word; permitted while halted when it was given while halted. */
    boolean flattening;

    boolean flattensHalted;
    /** What one contract of all legs may cost beyond their limits and still break even. */
    long slackMicros;
    /** Fees charged on opening and hedging, lost if it ends in an unwind. */
    long feesMicros;

    int unwindSteps;
    /** What waits is tried again from this instant on; 0 = nothing waits. */
    long dueNs;
    /** Since when something is unhedged; 0 = nothing is. */
    long nakedSinceNs;
    /** It was unhedged for longer than permitted, and a person was told. */
    boolean nakedTold;
    /** Residue of the last attempt, counted among all. */
    long dustMicros;
    /** Place among the active ones. */
    int activeAt;

    private int directionIndex;
    private long qtyMicros;
    private long payoutMicros;

    Attempt(Pair pair) {
        this.pair = pair;
        legs = pair.legCount();
        outcome = new Outcome[legs];
        limitMicros = new long[legs];
        paidMicros = new long[legs];
        worstMicros = new long[legs];
        heldMicros = new long[legs];
        liveFilledMicros = new long[legs];
        liveOrderId = new long[legs];
        reservedMicros = new long[legs];
        order = new int[legs];
    }

    /** Begins anew by a plan. What the last one left unequal stays, turned where the outcome is the other one. */
    void begin(AttemptPlan plan, long id) {
        long matched = Math.max(0, leastHeld());
        for (int leg = 0; leg < legs; leg++) {
            Outcome wanted = plan.direction().outcome(leg);
            long rest = heldMicros[leg] - matched;
            heldMicros[leg] = outcome[leg] == null || wanted == outcome[leg] ? rest : -rest;
            outcome[leg] = wanted;
            limitMicros[leg] = plan.limitMicros(leg);
            paidMicros[leg] = limitMicros[leg];
            worstMicros[leg] = plan.worstMicros(leg);
            liveFilledMicros[leg] = 0;
            order[leg] = plan.leg(leg);
        }
        attemptId = id;
        style = plan.style();
        reason = plan.reason();
        slackMicros = plan.slackMicros();
        directionIndex = plan.direction().index();
        qtyMicros = plan.qtyMicros();
        payoutMicros = plan.direction().payoutMicros();
        place = 0;
        leastBeforeMicros = Long.MAX_VALUE;
        usedSlackMicros = 0;
        bought = false;
        repriced = false;
        closing = false;
        flattening = false;
        feesMicros = 0;
        unwindSteps = 0;
        dueNs = 0;
        nakedSinceNs = 0;
        nakedTold = false;
    }

    /** A person answers for what it left. */
    void forget() {
        java.util.Arrays.fill(heldMicros, 0);
    }

    Instrument instrument(int leg) {
        return pair.leg(leg);
    }

    /** The leg that goes at a place. */
    int legAt(int at) {
        return order[at];
    }

    boolean isLast() {
        return place == legs - 1;
    }

    /** Of a plan in sequence, legs are still to be sent: until then something is unhedged once anything is filled. */
    boolean hasLegsToCome() {
        return style != LegStyle.SIMULTANEOUS && !isLast() && state.value() <= AttemptState.HEDGE_UNKNOWN.value();
    }

    /** The leg that was due has ended, and the one at the next place is due. */
    void advance() {
        int leg = order[place++];
        leastBeforeMicros = Math.min(leastBeforeMicros, heldMicros[leg]);
        usedSlackMicros += paidMicros[leg] - limitMicros[leg];
    }

    /** What the legs before the one that is due all have and it has not. */
    long dueMicros() {
        return leastBeforeMicros - heldMicros[order[place]];
    }

    /** The same for the next, of which the one that has ended is one more. */
    long dueNextMicros() {
        return Math.min(leastBeforeMicros, heldMicros[order[place]]) - heldMicros[order[place + 1]];
    }

    void sent(int leg, Order sent) {
        liveOrderId[leg] = sent.orderId();
        liveFilledMicros[leg] = 0;
        live++;
    }

    boolean isLive(Order told) {
        return liveOrderId[told.leg] == told.orderId();
    }

    /** The live order of a leg changed what it has filled. */
    void progressed(Order told) {
        liveFilledMicros[told.leg] = signed(told.action, told.effectiveFilledMicros());
    }

    /** The live order of a leg ended. */
    void ended(Order told) {
        heldMicros[told.leg] += signed(told.action, told.effectiveFilledMicros());
        liveFilledMicros[told.leg] = 0;
        liveOrderId[told.leg] = 0;
        live--;
        bought |= told.action == OrderAction.BUY && told.effectiveFilledMicros() > 0;
    }

    /** A quantity of an order that is not live any more, below zero when it was taken back. */
    void corrected(Order told, long qty) {
        long change = signed(told.action, qty);
        if (outcome[told.leg] == null) {
            outcome[told.leg] = told.outcome;
        }
        heldMicros[told.leg] += told.outcome == outcome[told.leg] ? change : -change;
        leastBeforeMicros = Long.MAX_VALUE;
        for (int before = 0; before < place; before++) {
            leastBeforeMicros = Math.min(leastBeforeMicros, heldMicros[order[before]]);
        }
    }

    private static long signed(OrderAction action, long qty) {
        return action == OrderAction.BUY ? qty : -qty;
    }

    /** Proven now, live orders included. */
    long provenMicros(int leg) {
        return heldMicros[leg] + liveFilledMicros[leg];
    }

    long leastHeld() {
        long least = Long.MAX_VALUE;
        for (long held : heldMicros) {
            least = Math.min(least, held);
        }
        return least;
    }

    long mostHeld() {
        long most = Long.MIN_VALUE;
        for (long held : heldMicros) {
            most = Math.max(most, held);
        }
        return most;
    }

    /** What of a leg nothing covers, as far as it is held at all. */
    long excessMicros(int leg) {
        return Math.min(heldMicros[leg] - leastHeld(), heldMicros[leg]);
    }

    /** What is proven to be held of some leg and not of another. */
    long unhedgedMicros() {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int leg = 0; leg < legs; leg++) {
            long proven = provenMicros(leg);
            least = Math.min(least, proven);
            most = Math.max(most, proven);
        }
        return most - least;
    }

    boolean isActive() {
        return AttemptTable.isActive(state);
    }

    @Override
    public long attemptId() {
        return attemptId;
    }

    @Override
    public int pairId() {
        return pair.pairId();
    }

    @Override
    public int direction() {
        return directionIndex;
    }

    @Override
    public LegStyle style() {
        return style;
    }

    @Override
    public StyleReason reason() {
        return reason;
    }

    @Override
    public long qtyMicros() {
        return qtyMicros;
    }

    @Override
    public long payoutMicros() {
        return payoutMicros;
    }

    @Override
    public int legCount() {
        return legs;
    }

    @Override
    public int instrumentIdAt(int at) {
        return pair.leg(order[at]).instrumentId();
    }

    @Override
    public Outcome outcomeAt(int at) {
        return outcome[order[at]];
    }

    @Override
    public TimeInForce timeInForce() {
        return StyleRule.timeInForce(style);
    }

    @Override
    public long limitMicrosAt(int at) {
        return limitMicros[order[at]];
    }

    @Override
    public long worstMicrosAt(int at) {
        return worstMicros[order[at]];
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, state.value());
        h = StateHash.mix(h, attemptId);
        for (int leg = 0; leg < legs; leg++) {
            h = StateHash.mix(h, outcome[leg] == null ? 0 : outcome[leg].value());
            h = StateHash.mix(StateHash.mix(h, limitMicros[leg]), worstMicros[leg]);
            h = StateHash.mix(h, paidMicros[leg]);
            h = StateHash.mix(StateHash.mix(h, heldMicros[leg]), liveFilledMicros[leg]);
            h = StateHash.mix(StateHash.mix(h, liveOrderId[leg]), reservedMicros[leg]);
            h = StateHash.mix(h, order[leg]);
        }
        h = StateHash.mix(StateHash.mix(h, style.value()), live);
        h = StateHash.mix(StateHash.mix(h, place), slackMicros);
        h = StateHash.mix(StateHash.mix(h, leastBeforeMicros), usedSlackMicros);
        int flags = (bought ? 1 : 0) | (repriced ? 2 : 0) | (closing ? 4 : 0) | (flattening ? 8 : 0);
        h = StateHash.mix(h, flags | (flattensHalted ? 16 : 0) | (nakedTold ? 32 : 0));
        h = StateHash.mix(StateHash.mix(h, feesMicros), unwindSteps);
        h = StateHash.mix(StateHash.mix(h, dueNs), nakedSinceNs);
        h = StateHash.mix(StateHash.mix(h, payoutMicros), qtyMicros);
        return StateHash.mix(h, dustMicros);
    }

    /** Whether less than one lot of a leg is meant: nothing that can be ordered. */
    static boolean isBelowLot(Instrument instrument, long qty) {
        return Micros.floorToStep(Math.max(0, qty), instrument.rules().qtyStepMicros()) == 0;
    }
}
