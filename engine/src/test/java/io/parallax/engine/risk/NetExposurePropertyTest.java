package io.parallax.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.OrderEvent;
import io.parallax.engine.order.Orders;
import io.parallax.engine.pair.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of orders, fills, totals, confirmations and reversals in two pairs that share an instrument, against a
 * plain list of everything that is still open: each entry may come out at either end, and every combination is tried.
 */
class NetExposurePropertyTest {
    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= 60; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    /** A fill that may still vanish; its order's slot may be another's by then. */
    private record Provisional(int instrument, int pairId, Outcome outcome, OrderAction action, long qty) {
        long netYes() {
            return (outcome == Outcome.YES) == (action == OrderAction.BUY) ? qty : -qty;
        }
    }

    /** One open question: some net YES that comes to be, or not. */
    private record Doubt(int instrument, int pairId, long netYes) {}

    private final Orders orders = new Orders(8);
    private final NetExposure net = new NetExposure();
    private final Instrument[] instruments = {
        Markets.instrument(0, Venue.POLYMARKET, false),
        Markets.instrument(1, Venue.KALSHI, true),
        Markets.instrument(2, Venue.KALSHI, true)
    };
    private final Pair[] pairs = {
        Markets.pair(0, Relation.SAME, instruments[0], instruments[1]),
        Markets.pair(1, Relation.INVERTED, instruments[0], instruments[2])
    };
    private final List<Order> sent = new ArrayList<>();
    private final List<Provisional> provisional = new ArrayList<>();
    private final long[] sure = new long[3];
    private final long[][] sureOfPair = new long[2][3];
    private long nextId = 1;

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHoldEveryPositionThatCanStillBe(long seed) {
        Random random = new Random(seed);
        net.addPair(pairs[0], -1);
        net.addPair(pairs[1], 7);
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> send(random);
                case 2, 3 -> fill(random);
                case 4 -> end(random);
                case 5 -> doubt(random);
                default -> settle(random);
            }
            compare(seed, step);
        }
    }

    private void send(Random random) {
        if (sent.size() + provisional.size() > 9) {
            return;
        }
        Order order = orders.open(nextId++);
        if (order == null) {
            return;
        }
        order.pairId = random.nextInt(5) == 0 ? -1 : random.nextInt(2);
        int instrument = order.pairId < 0
                ? random.nextInt(3)
                : pairs[order.pairId].leg(random.nextInt(2)).instrumentId();
        order.instrumentId = instrument;
        order.venue = instruments[instrument].venue();
        order.outcome = random.nextBoolean() ? Outcome.YES : Outcome.NO;
        order.action = random.nextBoolean() ? OrderAction.BUY : OrderAction.SELL;
        order.qtyMicros = (1 + random.nextInt(100)) * Micros.ONE;
        order.exactQty = order.action == OrderAction.SELL || instruments[instrument].hasExactQty();
        net.count(order);
        sent.add(order);
    }

    private static long sign(Order order) {
        return (order.outcome == Outcome.YES) == (order.action == OrderAction.BUY) ? 1 : -1;
    }

    private static long most(Order order) {
        return order.exactQty ? order.qtyMicros : 2 * order.qtyMicros;
    }

    private void fill(Random random) {
        if (sent.isEmpty()) {
            return;
        }
        Order order = sent.get(random.nextInt(sent.size()));
        long open = order.isTerminal()
                ? order.effectiveFilledMicros() - order.filledQtyMicros()
                : most(order) - order.filledQtyMicros();
        if (open <= 0) {
            return;
        }
        long qty = random.nextBoolean() ? open : 1 + (long) (random.nextDouble() * open);
        boolean doubtful = random.nextBoolean() && provisional.size() < 6;
        net.filled(order.instrumentId, order.pairId, order.outcome, order.action, qty, doubtful);
        orders.addFilled(order, qty);
        if (!order.isTerminal()) {
            boolean all = order.exactQty && order.filledQtyMicros() >= order.qtyMicros;
            orders.apply(order, all ? OrderEvent.FILL_ALL : OrderEvent.FILL_PART);
        }
        net.count(order);
        if (doubtful) {
            provisional.add(new Provisional(order.instrumentId, order.pairId, order.outcome, order.action, qty));
        } else {
            add(order.instrumentId, order.pairId, sign(order) * qty);
        }
        forget(order);
    }

    private void add(int instrument, int pairId, long netYes) {
        sure[instrument] += netYes;
        sureOfPair[counted(pairId, instrument)][instrument] += netYes;
    }

    /** What is of no pair counts in the first listed one of its instrument: 0 and 1 are of pair 0, 2 of pair 1. */
    private static int counted(int pairId, int instrument) {
        return pairId >= 0 ? pairId : instrument == 2 ? 1 : 0;
    }

    private void end(Random random) {
        if (sent.isEmpty()) {
            return;
        }
        Order order = sent.get(random.nextInt(sent.size()));
        if (order.isTerminal()) {
            return;
        }
        long told = order.filledQtyMicros();
        if (random.nextBoolean()) {
            told += (long) (random.nextDouble() * (most(order) - order.filledQtyMicros()));
        }
        orders.told(order, told);
        orders.apply(order, OrderEvent.DONE_CANCELLED);
        net.count(order);
        forget(order);
    }

    private void doubt(Random random) {
        if (!sent.isEmpty()) {
            Order order = sent.get(random.nextInt(sent.size()));
            orders.apply(order, OrderEvent.UNKNOWN); // changes nothing of what may be
            net.count(order);
        }
    }

    private void settle(Random random) {
        if (provisional.isEmpty()) {
            return;
        }
        Provisional fill = provisional.remove(random.nextInt(provisional.size()));
        if (random.nextBoolean()) {
            net.confirmed(fill.instrument, fill.pairId, fill.outcome, fill.action, fill.qty);
            add(fill.instrument, fill.pairId, fill.netYes());
        } else {
            net.reversed(fill.instrument, fill.pairId, fill.outcome, fill.action, fill.qty, true);
        }
        if (random.nextInt(4) == 0) {
            // A bust of something long final, booked and taken back.
            net.filled(1, 0, Outcome.YES, OrderAction.BUY, Micros.ONE, false);
            net.reversed(1, 0, Outcome.YES, OrderAction.BUY, Micros.ONE, false);
        }
    }

    private void forget(Order order) {
        if (order.isTerminal() && !order.owesFills()) {
            sent.remove(order);
        }
    }

    private List<Doubt> doubts() {
        List<Doubt> doubts = new ArrayList<>();
        for (Order order : sent) {
            long open = order.isTerminal()
                    ? Math.max(0, order.effectiveFilledMicros() - order.filledQtyMicros())
                    : most(order) - order.filledQtyMicros();
            if (open > 0) {
                doubts.add(
                        new Doubt(order.instrumentId, counted(order.pairId, order.instrumentId), sign(order) * open));
            }
        }
        for (Provisional fill : provisional) {
            doubts.add(new Doubt(fill.instrument, counted(fill.pairId, fill.instrument), fill.netYes()));
        }
        return doubts;
    }

    private void compare(long seed, int step) {
        List<Doubt> doubts = doubts();
        long[] lo = sure.clone();
        long[] hi = sure.clone();
        long[] worst = new long[2];
        for (int combination = 0; combination < 1 << doubts.size(); combination++) {
            long[] position = sure.clone();
            long[][] ofPair = {sureOfPair[0].clone(), sureOfPair[1].clone()};
            for (int i = 0; i < doubts.size(); i++) {
                if ((combination >> i & 1) == 1) {
                    Doubt doubt = doubts.get(i);
                    position[doubt.instrument] += doubt.netYes;
                    ofPair[doubt.pairId][doubt.instrument] += doubt.netYes;
                }
            }
            for (int i = 0; i < 3; i++) {
                lo[i] = Math.min(lo[i], position[i]);
                hi[i] = Math.max(hi[i], position[i]);
            }
            // The second pair's outcomes are inverted: YES of one hedges YES of the other.
            worst[0] = Math.max(worst[0], Math.abs(ofPair[0][0] + ofPair[0][1]));
            worst[1] = Math.max(worst[1], Math.abs(ofPair[1][0] - ofPair[1][2]));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(net.loMicros(i))
                    .as("seed %d step %d lo of %d", seed, step, i)
                    .isEqualTo(lo[i]);
            assertThat(net.hiMicros(i))
                    .as("seed %d step %d hi of %d", seed, step, i)
                    .isEqualTo(hi[i]);
        }
        for (int p = 0; p < 2; p++) {
            assertThat(net.worstMicros(p))
                    .as("seed %d step %d worst of %d", seed, step, p)
                    .isEqualTo(worst[p]);
        }
        assertThat(net.totalWorstMicros()).as("seed %d step %d", seed, step).isEqualTo(worst[0] + worst[1]);
    }
}
