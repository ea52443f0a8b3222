package io.parallax.bench.engine;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Label;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.position.Position;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateLadder;
import io.parallax.engine.strategy.ArbitrageEvaluator;
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
 * Both directions of every pair of one instrument, five levels a side, after a change of its best bid. Edge {@code all}: each
 * pair walks the whole depth of both books, works out its money and fires; {@code some}: a size in the middle; {@code none}:
 * no gross edge, the common case.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluatorBenchmark {
    private static final int LEVELS = 5;

    /** Pairs the instrument is in. */
    @Param({"1", "50"})
    public int pairs;

    /** Pairs there are. */
    @Param({"50", "5000"})
    public int loaded;

    @Param({"all", "some", "none"})
    public String edge;

    /** Share of attempts taken to end in an unwind, micros; above 0 the sale of the lead leg is walked too. */
    @Param({"0", "10000"})
    public long unwindChance;

    private final Pairs all = new Pairs();
    private final StateLadder ladder = new StateLadder();
    private Instrument hub;
    private ArbitrageEvaluator evaluator;
    private long changes;

    /** One instrument in {@code pairs} pairs, the other pairs with instruments of their own. */
    @Setup
    public void start() {
        BenchEvents events = new BenchEvents();
        EngineSettings settings = new EngineSettings();
        events.settings(Micros.ONE / 1_000, unwindChance);
        settings.apply(new SettingsDecoder().wrapAndApplyHeader(events.buffer(), 0, new MessageHeaderDecoder()));
        VenueCash cash = new VenueCash();
        cash.open(Venue.POLYMARKET, 1_000_000 * Micros.ONE);
        cash.open(Venue.KALSHI, 1_000_000 * Micros.ONE);
        evaluator = new ArbitrageEvaluator(settings, ladder, new Risk(settings, new Exposure(), cash));
        ladder.enter(EngineState.RUNNING);
        int bid =
                switch (edge) {
                    case "all" -> 60;
                    case "some" -> 52;
                    default -> 44;
                };
        hub = instrument(events, 0, Venue.KALSHI, bid);
        for (int id = 0; id < Math.max(loaded, pairs); id++) {
            Instrument own = instrument(events, 2 * id + 1, Venue.POLYMARKET, 43);
            Instrument other = id < pairs ? hub : instrument(events, 2 * id + 2, Venue.KALSHI, bid);
            Pair pair = new Pair(
                    id,
                    Relation.SAME,
                    new Instrument[] {own, other},
                    PayoffMatrix.of(Relation.SAME, 2),
                    10_000 * Micros.ONE,
                    0);
            pair.review(Verdict.SAME, 0);
            pair.enable(true);
            all.add(pair);
        }
    }

    private static Instrument instrument(BenchEvents events, int id, Venue venue, int bidCents) {
        boolean polymarket = venue == Venue.POLYMARKET;
        BookSlot slot = new BookSlot(TickGrid.uniform(10_000));
        events.book(id, bidCents, bidCents + 2, LEVELS);
        slot.onSnapshot(new BookSnapshotDecoder().wrapAndApplyHeader(events.buffer(), 0, new MessageHeaderDecoder()));
        return new Instrument(
                id,
                new Label("M", ""),
                venue,
                polymarket
                        ? new Instrument.Rules(5 * Micros.ONE, 10_000, Micros.ONE, 10_000)
                        : new Instrument.Rules(10_000, 10_000, 0, 0),
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

    /** @return what depends on every result, so that nothing is optimised away */
    @Benchmark
    public long evaluate() {
        // A level each walk reads moves between two sizes, so that no answer can be kept from the last time.
        hub.book().set(BookSide.BID, hub.book().bestBidMicros(), (90 + (changes++ & 1) * 7) * Micros.ONE);
        long seen = 0;
        for (int id : all.of(0)) {
            Pair pair = all.get(id);
            for (int direction = 0; direction < pair.directionCount(); direction++) {
                ReasonCode reason = evaluator.evaluate(pair, pair.direction(direction), BenchEvents.NOW_NS, false);
                seen += reason == null ? 0 : evaluator.qtyMicros() + evaluator.netEdgeMicros();
            }
        }
        return seen;
    }
}
