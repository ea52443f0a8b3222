package io.parallax.engine.execution;

import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.StyleReason;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.opportunity.OpportunityFigures;
import io.parallax.engine.order.VenueRecord;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.settings.EngineSettings;

/**
 * How the direction that was priced last would be sent: style and order of its legs, what each may cost, what the first may
 * fill at most. One object, laid out anew for each; what it read are the books of the event it was made in.
 *
 * <pre>
 *   slack(all)  = payout - sum over legs of (limit + fee at the limit), at least 0
 *   worst(leg)  = limit + slack + the loss that one re-price may take
 * </pre>
 */
public final class AttemptPlan {
    /** Cover is counted up to four times what is needed. */
    private static final long ENOUGH = 4;

    private final EngineSettings settings;
    private final VenueRecord record;
    private final StyleRule rule = new StyleRule();
    private final LegFacts[] facts = new LegFacts[PayoffMatrix.MAX_LEGS];
    private final long[] limitMicros = new long[PayoffMatrix.MAX_LEGS];
    private final long[] worstMicros = new long[PayoffMatrix.MAX_LEGS];
    private final long[] spendMicros = new long[PayoffMatrix.MAX_LEGS];
    private Pair pair;
    private Direction direction;
    private long qtyMicros;
    private long slackMicros;
    private long mostFilledMicros;

    public AttemptPlan(EngineSettings settings, VenueRecord record) {
        this.settings = settings;
        this.record = record;
        for (int leg = 0; leg < facts.length; leg++) {
            facts[leg] = new LegFacts();
        }
    }

    /** @param found figures of an evaluation that said FIRED, of this event */
    public void lay(Pair pair, Direction direction, OpportunityFigures found) {
        this.pair = pair;
        this.direction = direction;
        qtyMicros = found.qtyMicros();
        int legs = pair.legCount();
        long slack = direction.payoutMicros();
        for (int leg = 0; leg < legs; leg++) {
            Instrument instrument = pair.leg(leg);
            limitMicros[leg] = found.limitMicros(leg);
            slack -= limitMicros[leg] + instrument.fees().takerFeeCeil(limitMicros[leg], Micros.ONE);
            look(facts[leg], instrument, direction.outcome(leg), limitMicros[leg]);
        }
        slackMicros = Math.max(0, slack);
        for (int leg = 0; leg < legs; leg++) {
            worstMicros[leg] = Math.min(limitMicros[leg] + slackMicros + settings.hedgeLossMicros(), Micros.ONE - 1);
        }
        rule.plan(pair.style(), facts, legs);
        mostFilledMicros = qtyMicros;
        for (int place = 0; place < legs; place++) {
            int leg = rule.leg(place);
            spendMicros[leg] = spend(pair.leg(leg), found.costMicros(leg));
            if (place < ordersAtOnce()) {
                mostFilledMicros =
                        Math.max(mostFilledMicros, mostFilled(pair.leg(leg), direction.outcome(leg), spendMicros[leg]));
            }
        }
    }

    private void look(LegFacts leg, Instrument instrument, Outcome outcome, long limit) {
        long offered = Depth.offeredMicros(instrument, outcome, limit, Math.multiplyExact(ENOUGH, qtyMicros));
        leg.exactQty = instrument.hasExactQty();
        leg.coverMicros = offered / qtyMicros * Micros.ONE + offered % qtyMicros * Micros.ONE / qtyMicros;
        leg.tickMicros = instrument.tickMicros(outcome, limit);
        leg.measured = record.isMeasured(instrument.venue());
        leg.answerNs = record.answerNs(instrument.venue());
        leg.failShareMicros = record.failShareMicros(instrument.venue());
    }

    /** What is spent of a cost, in the venue's step where it has one. */
    public static long spend(Instrument instrument, long costMicros) {
        long step = instrument.rules().notionalStepMicros();
        return step == 0 ? costMicros : Micros.floorToStep(costMicros, step);
    }

    /** A buy that spends collateral fills most when all of it is spent at the best price now visible. */
    private long mostFilled(Instrument instrument, Outcome outcome, long spend) {
        long best = instrument.bestBuyMicros(outcome);
        return instrument.hasExactQty() || best <= 0 ? qtyMicros : Depth.contractsCeil(spend, best);
    }

    Pair pair() {
        return pair;
    }

    Direction direction() {
        return direction;
    }

    LegStyle style() {
        return rule.style();
    }

    StyleReason reason() {
        return rule.reason();
    }

    /** The leg that goes at a place. */
    public int leg(int place) {
        return rule.leg(place);
    }

    long qtyMicros() {
        return qtyMicros;
    }

    /** What an opening order of a leg spends at most. */
    long spendMicros(int leg) {
        return spendMicros[leg];
    }

    /** What an opening order may fill at most: the others have to follow it. */
    public long mostFilledMicros() {
        return mostFilledMicros;
    }

    /** What all legs together may cost beyond their limits and still break even. */
    long slackMicros() {
        return slackMicros;
    }

    public long limitMicros(int leg) {
        return limitMicros[leg];
    }

    /** The most a leg may be bought for, own-leg: break-even, plus what one re-price may lose. */
    public long worstMicros(int leg) {
        return worstMicros[leg];
    }

    /** What each leg costs at worst, fees included: the first at its limit, the others as far as a re-price goes. */
    public void costsCeil(long[] into) {
        for (int place = 0; place < pair.legCount(); place++) {
            int leg = rule.leg(place);
            long price = place == 0 ? limitMicros[leg] : worstMicros[leg];
            long qty = place == 0 ? qtyMicros : mostFilledMicros;
            into[leg] = OrderDesk.costCeil(pair.leg(leg), price, qty);
        }
    }

    /** Orders that go at once. */
    public int ordersAtOnce() {
        return style() == LegStyle.SIMULTANEOUS ? pair.legCount() : 1;
    }

    /** The most orders an attempt of so many legs sends at once. */
    public static int mostOrders(int legs) {
        return legs <= StyleRule.MAX_AT_ONCE ? legs : 1;
    }
}
