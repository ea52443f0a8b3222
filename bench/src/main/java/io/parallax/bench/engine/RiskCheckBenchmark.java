package io.parallax.bench.engine;

import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Label;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.position.Position;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that is asked before an opening is sent, every limit set and kept: {@code check} money, intervals, settlement gap,
 * spreads, the collar of both legs and a request; {@code size} what the solver asks before; {@code count} the bookkeeping of
 * one order event. The pair is the same each time: an opening is checked right after its books were walked.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RiskCheckBenchmark {
    private static final long MANY = 1_000_000_000L * Micros.ONE;
    private static final long QTY = 10 * Micros.ONE;

    /** Positions held, and as many pairs. */
    @Param({"1", "500"})
    public int positions;

    /** Orders live. */
    @Param({"1", "50"})
    public int attempts;

    private final long[] costs = {5 * Micros.ONE, 6 * Micros.ONE};
    private Pair[] pairs;
    private Order[] live;
    private Orders orders;
    private Exposure exposure;
    private Risk risk;
    private long nowNs = BenchEvents.NOW_NS;
    private int next;

    @Setup
    public void start() {
        BenchEvents events = new BenchEvents();
        EngineSettings settings = new EngineSettings();
        events.settings(Micros.ONE / 1_000);
        new SettingsEncoder()
                .wrap(events.buffer(), MessageHeaderEncoder.ENCODED_LENGTH)
                .maxNetMicros(MANY)
                .maxTotalNetMicros(MANY)
                .maxGapNotionalMicros(MANY)
                .maxGroupGapNotionalMicros(MANY)
                .maxProvisionalNotionalMicros(MANY)
                .maxCollarMicros(300_000)
                .maxSpreadMicros(500_000)
                .polymarketOrdersPerSecond(4_000)
                .kalshiOrdersPerSecond(4_000)
                .reservedShareMicros(300_000);
        settings.apply(new SettingsDecoder().wrapAndApplyHeader(events.buffer(), 0, new MessageHeaderDecoder()));
        VenueCash cash = new VenueCash();
        cash.open(Venue.POLYMARKET, MANY);
        cash.open(Venue.KALSHI, MANY);
        exposure = new Exposure();
        risk = new Risk(settings, exposure, cash);
        pairs = new Pair[positions];
        for (int id = 0; id < positions; id++) {
            pairs[id] = new Pair(
                    id,
                    Relation.SAME,
                    new Instrument[] {
                        instrument(events, 2 * id, Venue.POLYMARKET), instrument(events, 2 * id + 1, Venue.KALSHI)
                    },
                    PayoffMatrix.of(Relation.SAME, 2),
                    MANY,
                    0);
            exposure.net().addPair(pairs[id], id / 4);
            exposure.net().filled(2 * id, id, Outcome.YES, OrderAction.BUY, 100 * Micros.ONE, true);
            exposure.net().filled(2 * id + 1, id, Outcome.NO, OrderAction.BUY, 100 * Micros.ONE, false);
        }
        orders = new Orders(64);
        live = new Order[attempts];
        for (int i = 0; i < attempts; i++) {
            Order order = orders.open(i + 1);
            order.pairId = i % positions;
            order.instrumentId = 2 * order.pairId;
            order.venue = Venue.POLYMARKET;
            order.outcome = Outcome.YES;
            order.action = OrderAction.BUY;
            order.qtyMicros = QTY;
            exposure.net().count(order);
            live[i] = order;
        }
    }

    private static Instrument instrument(BenchEvents events, int id, Venue venue) {
        boolean polymarket = venue == Venue.POLYMARKET;
        BookSlot slot = new BookSlot(TickGrid.uniform(10_000));
        events.book(id, 43, 45, 5);
        slot.onSnapshot(new BookSnapshotDecoder().wrapAndApplyHeader(events.buffer(), 0, new MessageHeaderDecoder()));
        return new Instrument(
                id,
                new Label("M", ""),
                venue,
                new Instrument.Rules(10_000, 10_000, 0, polymarket ? 10_000 : 0),
                FeeSchedule.of(
                        polymarket ? FeeKind.POLYMARKET_V2 : FeeKind.KALSHI_QUADRATIC,
                        polymarket ? 40_000 : 70_000,
                        0,
                        Micros.ONE,
                        BenchEvents.NOW_NS),
                slot,
                new Position(!polymarket),
                MarketState.ACTIVE,
                0,
                0);
    }

    @Benchmark
    public boolean check() {
        Pair pair = pairs[pairs.length / 2];
        nowNs += 1_000_000;
        boolean permitted = risk.check(pair, pair.direction(0), QTY, costs)
                && risk.keepsCollar(pair.leg(0), pair.direction(0).outcome(0), 460_000)
                && risk.keepsCollar(pair.leg(1), pair.direction(0).outcome(1), 580_000)
                && risk.takeRequest(Venue.POLYMARKET, false, nowNs);
        if (!permitted) {
            throw new IllegalStateException("refused: " + risk.binding());
        }
        return permitted;
    }

    @Benchmark
    public long size() {
        Pair pair = pairs[pairs.length / 2];
        return risk.roomMicros(pair, pair.direction(0), costs);
    }

    /** One order event: what an order may still fill changes. */
    @Benchmark
    public long count() {
        next = next + 1 == live.length ? 0 : next + 1;
        Order order = live[next];
        order.qtyMicros = order.qtyMicros == QTY ? QTY + 1 : QTY;
        exposure.net().count(order);
        return exposure.net().totalWorstMicros();
    }
}
