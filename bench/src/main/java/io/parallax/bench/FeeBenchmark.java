package io.parallax.bench;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.fee.FeeSchedule;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The reserve of one fill: what every slice of every evaluation asks twice. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FeeBenchmark {
    private static final long QTY_MICROS = 123_450_000;

    private final FeeSchedule kalshi = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 70_000, 0, Micros.ONE, 0);
    private final FeeSchedule polymarket = FeeSchedule.of(FeeKind.POLYMARKET_V2, 70_000, 0, Micros.ONE, 0);
    private final FeeSchedule polymarketRoot = FeeSchedule.of(FeeKind.POLYMARKET_V2, 30_000, 0, Micros.ONE / 2, 0);
    private long priceMicros = 10_000;

    private long price() {
        priceMicros = priceMicros == 990_000 ? 10_000 : priceMicros + 10_000;
        return priceMicros;
    }

    @Benchmark
    public long kalshiReserve() {
        return kalshi.takerFeeCeil(OrderAction.BUY, price(), QTY_MICROS);
    }

    @Benchmark
    public long polymarketReserve() {
        return polymarket.takerFeeCeil(OrderAction.BUY, price(), QTY_MICROS);
    }

    @Benchmark
    public long polymarketRootReserve() {
        return polymarketRoot.takerFeeCeil(OrderAction.BUY, price(), QTY_MICROS);
    }
}
