package io.parallax.app.simulate.judge;

import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.VenueTruth;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Order;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * What may be held, spent and matched at most, against what truly is. What others do with our account, and what an earlier
 * session left under way, cannot be known before it is told: such an instrument is not judged in that session.
 */
final class MoneyJudge extends Judge {
    private static final long DUST_MICROS = 10_000;

    private final Set<Integer> tainted = new HashSet<>();
    private final Map<String, Long> costs = new HashMap<>();
    private EngineState state = EngineState.STARTING;
    private boolean othersAct;
    private Order stranger;

    MoneyJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        tainted.clear();
        state = EngineState.STARTING;
    }

    @Override
    public void onFault(World world, String kind) {
        othersAct |= kind.contains("foreign") || kind.contains("funds");
        stranger = kind.contains("foreign") ? null : stranger;
    }

    @Override
    public void onSettled(World world, int instrumentId, long payoutMicros, long yesMicros, long noMicros) {
        tainted.add(instrumentId);
    }

    @Override
    void onEngineState(Slot slot, EngineStateChangedDecoder change) {
        state = change.to();
    }

    @Override
    void onSlotEnd(Slot slot) {
        Order unknown = stranger;
        verdicts.hold(Invariant.J2, unknown == null, () -> "order " + unknown.id() + " of our account has no intent");
        long imbalance = slot.world.engine().imbalanceMicros();
        verdicts.hold(Invariant.X9, imbalance == 0, () -> "by " + Micros.format(imbalance));
    }

    @Override
    void onSubmit(Slot slot, SubmitOrderDecoder order) {
        World world = slot.world;
        if (order.purpose() != Purpose.OPEN || othersAct) {
            return;
        }
        VenueTruth truth = world.truth(order.venue());
        long unsettled = 0;
        for (String trade : truth.unsettledTrades()) {
            unsettled += costs.getOrDefault(trade, 0L);
        }
        long most = world.settings().exposure().maxProvisionalNotionalMicros();
        long waits = unsettled;
        verdicts.hold(
                Invariant.X7,
                waits <= most,
                () -> Micros.format(waits) + " wait for settlement at " + order.venue() + ", " + Micros.format(most)
                        + " are permitted");
    }

    @Override
    public void onOrderHanded(World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {
        if (order == null || othersAct || order.action() == OrderAction.SELL) {
            return;
        }
        VenueTruth truth = world.truth(venue);
        long free = truth.exchange().availableMicros(truth.account());
        verdicts.hold(
                Invariant.X4,
                order.notionalMicros() <= free,
                () -> "order " + order.orderId() + " costs " + Micros.format(order.notionalMicros()) + ", " + venue
                        + " has " + Micros.format(free));
    }

    @Override
    public void onAccepted(World world, Venue venue, Order order, SentOrder intent) {
        if (intent == null) {
            stranger = order; // what others do is told after it happened
        }
    }

    @Override
    public void onFilled(World world, Venue venue, Fill fill, SentOrder intent) {
        costs.merge(fill.tradeId(), fill.costMicros(), Long::sum);
        if (intent == null || intent.sessionId() != world.sessionId()) {
            taint(world, venue, fill);
            return;
        }
        within(world, intent.instrumentId());
        if (intent.pairId() >= 0 && !othersAct) {
            matched(world, intent.pairId());
        }
    }

    @Override
    public void onFillFailed(World world, Venue venue, Fill fill, SentOrder intent) {
        if (intent == null || intent.sessionId() != world.sessionId()) {
            taint(world, venue, fill);
        } else {
            within(world, intent.instrumentId());
        }
    }

    private void taint(World world, Venue venue, Fill fill) {
        for (int instrumentId = 0; instrumentId < world.instruments(); instrumentId++) {
            if (world.venueOf(instrumentId) == venue
                    && world.truth(venue).market(instrumentId) == fill.order().market()) {
                tainted.add(instrumentId);
            }
        }
    }

    private void within(World world, int instrumentId) {
        if (world.engine() == null || state == EngineState.STARTING || tainted.contains(instrumentId)) {
            return;
        }
        VenueTruth truth = world.truth(world.venueOf(instrumentId));
        long held = truth.yesMicros(instrumentId) - truth.noMicros(instrumentId);
        long least = world.engine().leastHeldMicros(instrumentId);
        long most = world.engine().mostHeldMicros(instrumentId);
        verdicts.hold(
                Invariant.X2,
                held >= least - DUST_MICROS && held <= most + DUST_MICROS,
                () -> "instrument " + instrumentId + ": the venue has " + Micros.format(held) + ", we reckon with "
                        + Micros.format(least) + " to " + Micros.format(most));
    }

    private void matched(World world, int pairId) {
        PlannedPair pair = world.pairs().get(pairId);
        if (pair.instrumentIds().size() != 2) {
            return;
        }
        long[] held = new long[2];
        for (int leg = 0; leg < 2; leg++) {
            int instrumentId = pair.instrumentIds().get(leg);
            if (tainted.contains(instrumentId)) {
                return;
            }
            VenueTruth truth = world.truth(world.venueOf(instrumentId));
            held[leg] = truth.yesMicros(instrumentId) - truth.noMicros(instrumentId);
        }
        long other = pair.pair().relation() == Relation.INVERTED ? held[1] : -held[1];
        boolean covered = held[0] > 0 == other > 0;
        long matched = covered ? Math.min(Math.abs(held[0]), Math.abs(other)) : 0;
        long most = world.settings().exposure().maxGapNotionalMicros();
        verdicts.hold(
                Invariant.X6,
                matched <= most + Micros.ONE,
                () -> "pair " + pairId + " has " + Micros.format(matched) + " matched, " + Micros.format(most)
                        + " are permitted");
    }
}
