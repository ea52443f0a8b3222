package io.parallax.app.simulate.judge;

import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.VenueTruth;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimerDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.order.OrderTable;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Two legs or none: what is hedged and sold back, how much is ever open, for how long, and how often is asked. */
final class HedgeJudge extends Judge {
    /** Beyond the bound: a fill may be told late and found by a question only. */
    private static final long GRACE_NS = 60_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;

    /** What an attempt truly bought and sold, by instrument. */
    private static final class Deal {
        final Map<Integer, Long> bought = new HashMap<>();
        final Map<Integer, Long> sold = new HashMap<>();
        boolean doubtful;

        long heldMicros(int instrumentId) {
            return bought.getOrDefault(instrumentId, 0L) - sold.getOrDefault(instrumentId, 0L);
        }
    }

    private final Map<String, Deal> deals = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private final Map<Integer, Long> nakedSince = new HashMap<>();
    private final Set<Integer> everFrozen = new HashSet<>();
    private final Map<Venue, ArrayDeque<Long>> sent = new HashMap<>();
    private Standing standing = new Standing();
    private long sessionBeganNs;

    HedgeJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        standing = new Standing();
        ended.clear();
        everFrozen.clear();
        sent.clear();
        sessionBeganNs = world.nowNs();
    }

    private Deal deal(long sessionId, long attemptId) {
        return deals.computeIfAbsent(sessionId + "/" + attemptId, key -> new Deal());
    }

    @Override
    void onEngineState(Slot slot, EngineStateChangedDecoder change) {
        standing.engine = change.to();
    }

    @Override
    void onPairState(Slot slot, PairStateChangedDecoder change) {
        standing.pair(change.pairId(), change.cause());
        everFrozen.add(change.pairId());
    }

    @Override
    void onOrderState(Slot slot, OrderStateChangedDecoder change) {
        if (OrderTable.isTerminal(change.to())) {
            ended.add(change.orderId());
        }
        if (change.to() == OrderState.UNKNOWN || change.to() == OrderState.LATE_FILLED) {
            SentOrder order = slot.world.intent(slot.world.sessionId(), change.orderId());
            if (order != null) {
                deal(order.sessionId(), order.attemptId()).doubtful = true;
            }
        }
    }

    @Override
    void onSubmit(Slot slot, SubmitOrderDecoder order) {
        World world = slot.world;
        rate(slot, order);
        if (order.pairId() < 0) {
            return;
        }
        Deal deal = deal(world.sessionId(), order.attemptId());
        PlannedPair pair = world.pairs().get(order.pairId());
        int instrumentId = order.instrumentId();
        long slackMicros = world.settings().exposure().maxDustMicros() + Micros.ONE;
        long qty = order.qtyMicros();
        if (order.purpose() == Purpose.HEDGE) {
            long others = 0;
            for (int leg : pair.instrumentIds()) {
                others = leg == instrumentId ? others : Math.max(others, deal.bought.getOrDefault(leg, 0L));
            }
            long most = others;
            long already = deal.bought.getOrDefault(instrumentId, 0L) + live(world, order);
            verdicts.hold(
                    Invariant.X5,
                    order.action() == OrderAction.BUY
                            && (already + qty <= most + slackMicros || shrinks(world, pair, order, slackMicros)),
                    () -> "hedge " + order.orderId() + " buys " + Micros.format(qty) + " of " + instrumentId
                            + " beside " + Micros.format(already) + ", the other legs truly have "
                            + Micros.format(most));
        } else if (order.purpose() == Purpose.UNWIND) {
            long least = Long.MAX_VALUE;
            for (int leg : pair.instrumentIds()) {
                least = leg == instrumentId ? least : Math.min(least, deal.heldMicros(leg));
            }
            long excess = deal.heldMicros(instrumentId) - Math.max(0, least);
            verdicts.hold(
                    Invariant.X5,
                    order.action() == OrderAction.SELL
                            && (deal.doubtful
                                    || qty <= excess + slackMicros
                                    || shrinks(world, pair, order, slackMicros)),
                    () -> "unwind " + order.orderId() + " sells " + Micros.format(qty) + " of " + instrumentId
                            + ", truly too much by " + Micros.format(excess));
        }
    }

    /** What the venues hold now is nearer to hedged with all of the order, and not beyond it. */
    private static boolean shrinks(World world, PlannedPair pair, SubmitOrderDecoder order, long slackMicros) {
        long[] net = nets(world, pair);
        long before = open(pair, net);
        boolean more = (order.action() == OrderAction.BUY) == (order.outcome() == Outcome.YES);
        int leg = pair.instrumentIds().indexOf(order.instrumentId());
        net[leg] += more ? order.qtyMicros() : -order.qtyMicros();
        return open(pair, net) <= before - order.qtyMicros() + slackMicros;
    }

    private long live(World world, SubmitOrderDecoder order) {
        long live = 0;
        for (SentOrder other : world.openIntents()) {
            if (other.orderId() != order.orderId()
                    && !ended.contains(other.orderId())
                    && other.attemptId() == order.attemptId()
                    && other.instrumentId() == order.instrumentId()
                    && other.action() == OrderAction.BUY) {
                var truth = world.truth(other.venue()).order(other.sessionId(), other.orderId());
                live += truth == null ? other.qtyMicros() : truth.remainingMicros();
            }
        }
        return live;
    }

    private void rate(Slot slot, SubmitOrderDecoder order) {
        Venue venue = order.venue();
        ArrayDeque<Long> times = sent.computeIfAbsent(venue, key -> new ArrayDeque<>());
        long nowNs = slot.timestampNs();
        times.addLast(nowNs);
        while (!times.isEmpty() && times.peekFirst() <= nowNs - SECOND_NS) {
            times.removeFirst();
        }
        int most = venue == Venue.POLYMARKET
                ? slot.world.settings().attempts().polymarketOrdersPerSecond()
                : slot.world.settings().attempts().kalshiOrdersPerSecond();
        verdicts.hold(
                Invariant.O9,
                times.size() <= most,
                () -> times.size() + " orders at " + venue + " within a second, " + most + " are permitted");
    }

    @Override
    public void onFilled(World world, Venue venue, Fill fill, SentOrder intent) {
        if (intent == null) {
            return;
        }
        Deal deal = deal(intent.sessionId(), intent.attemptId());
        (intent.action() == OrderAction.BUY ? deal.bought : deal.sold)
                .merge(intent.instrumentId(), fill.qtyMicros(), Long::sum);
        bounded(world, intent.pairId());
    }

    @Override
    public void onFillFailed(World world, Venue venue, Fill fill, SentOrder intent) {
        if (intent != null) {
            // What was bought stays the measure of a hedge: it was sized while the fill stood.
            deal(intent.sessionId(), intent.attemptId()).doubtful = true;
            bounded(world, intent.pairId());
        }
    }

    private void bounded(World world, int pairId) {
        if (pairId < 0) {
            return;
        }
        long netMicros = netMicros(world, world.pairs().get(pairId));
        long mostMicros = world.settings().exposure().maxNetMicros()
                + world.settings().exposure().maxDustMicros()
                + Micros.ONE;
        verdicts.hold(
                Invariant.X3,
                netMicros <= mostMicros,
                () -> "pair " + pairId + " has " + Micros.format(netMicros) + " without a hedge, "
                        + Micros.format(mostMicros) + " are permitted");
        if (netMicros > world.settings().exposure().maxDustMicros()) {
            nakedSince.putIfAbsent(pairId, world.nowNs());
        } else {
            nakedSince.remove(pairId);
        }
    }

    /** Contracts of a pair that no other leg covers, by the venues' own holdings. */
    static long netMicros(World world, PlannedPair pair) {
        for (int instrumentId : pair.instrumentIds()) {
            Market market = world.truth(world.venueOf(instrumentId)).market(instrumentId);
            if (market.state() == MarketState.CLOSED) {
                return 0; // what a closed market holds cannot be hedged any more
            }
        }
        return open(pair, nets(world, pair));
    }

    private static long[] nets(World world, PlannedPair pair) {
        long[] net = new long[pair.instrumentIds().size()];
        for (int leg = 0; leg < net.length; leg++) {
            int instrumentId = pair.instrumentIds().get(leg);
            VenueTruth truth = world.truth(world.venueOf(instrumentId));
            net[leg] = truth.yesMicros(instrumentId) - truth.noMicros(instrumentId);
        }
        return net;
    }

    /** What is open of holdings in each leg, YES less NO. */
    private static long open(PlannedPair pair, long[] net) {
        if (net.length == 2 && pair.pair().relation() != Relation.COMPLETE_SET) {
            return Math.abs(pair.pair().relation() == Relation.INVERTED ? net[0] - net[1] : net[0] + net[1]);
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long each : net) {
            least = Math.min(least, each);
            most = Math.max(most, each);
        }
        return most - least;
    }

    @Override
    void onSlotEnd(Slot slot) {
        if (slot.templateId != TimerDecoder.TEMPLATE_ID || nakedSince.isEmpty()) {
            return;
        }
        World world = slot.world;
        nakedSince
                .keySet()
                .removeIf(pairId -> netMicros(world, world.pairs().get(pairId))
                        <= world.settings().exposure().maxDustMicros());
        long boundNs = world.settings().attempts().maxNakedNs() + GRACE_NS;
        for (Map.Entry<Integer, Long> naked : nakedSince.entrySet()) {
            int pairId = naked.getKey();
            long sinceNs = Math.max(naked.getValue(), sessionBeganNs);
            boolean told = everFrozen.contains(pairId)
                    || standing.engine == EngineState.HALTED
                    || standing.engine == EngineState.STARTING;
            verdicts.hold(
                    Invariant.L2,
                    told || world.nowNs() - sinceNs <= boundNs,
                    () -> "pair " + pairId + " has been naked by "
                            + Micros.format(netMicros(world, world.pairs().get(pairId))) + " for "
                            + (world.nowNs() - sinceNs) / SECOND_NS + " s, and nobody was told");
        }
    }
}
