package io.parallax.bench.verify;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.polymarket.verify.BookVerifier;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import io.parallax.gateway.polymarket.verify.VerifyListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The verifier's work on the way of a frame ({@code change}, {@code insertAndRemove}, {@code book}) and beside it ({@code
 * prove}: one change and one hash of the whole book).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookProofBenchmark {
    private static final long SECOND = 1_000_000_000;
    private static final long TICK = 1_000;
    private static final int NEAREST = 500;
    private static final int STEPS = 1_024;

    @Param({"16", "64", "256"})
    public int levels;

    private final UnsafeBuffer hash = new UnsafeBuffer("0".repeat(40).getBytes(StandardCharsets.US_ASCII));
    private BookVerifier verifier;
    private long nowNanos;
    private final long[] bidPrices = new long[STEPS];
    private final long[] askPrices = new long[STEPS];
    private int step;

    @Setup(Level.Iteration)
    public void fill() {
        MarketTable markets = new MarketTable(List.of(new PolymarketMarket(
                0,
                "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308",
                "58726851105893121441976415044785550794620582864839872973127370351200548678811",
                "40113202025193181740822500498877260546965498642740503547096491847887927548587")));
        markets.tickMicros(0, TICK);
        markets.hashedWith(0, 5 * Micros.ONE, false);
        verifier = new BookVerifier(markets, new Counters<>(VerifyCounter.class), new VerifyListener() {
            @Override
            public void onVerified(int slot) {
                throw new IllegalStateException("the hash is made up");
            }

            @Override
            public void onMismatch(int slot) {
                throw new IllegalStateException("nothing was proven");
            }
        });
        verifier.follow(0);
        book();
        for (int i = 0; i < STEPS; i++) {
            long place = 1 + i * 7L % levels;
            bidPrices[i] = (NEAREST - place) * TICK;
            askPrices[i] = (NEAREST + place) * TICK;
        }
    }

    /** A whole book of so many levels a side. */
    @Benchmark
    public void book() {
        nowNanos += SECOND;
        verifier.beginBook(0, nowNanos, nowNanos);
        for (int i = levels; i > 0; i--) {
            verifier.add(0, true, (NEAREST - i) * TICK, (1_000 + i) * 12_340_000L);
        }
        for (int i = 1; i <= levels; i++) {
            verifier.add(0, false, (NEAREST + i) * TICK, (1_000 + i) * 12_340_000L);
        }
        verifier.endBook(0, 500_000, 3, false);
        verifier.hash(0, hash, 0, false);
    }

    /** A new quantity at a level that is there. */
    @Benchmark
    public void change() {
        int at = ++step & STEPS - 1;
        boolean bid = (at & 1) == 0;
        set(bid, bid ? bidPrices[at] : askPrices[at], 1_000_000 + at);
    }

    /** A level goes and comes back, anywhere: two messages. */
    @Benchmark
    public void insertAndRemove() {
        int at = ++step & STEPS - 1;
        boolean bid = (at & 1) == 0;
        long price = bid ? bidPrices[at] : askPrices[at];
        set(bid, price, 0);
        set(bid, price, 5_000_000);
    }

    /** A change, and rest: the whole book is written and hashed, once with the price and once without. */
    @Benchmark
    public int prove() {
        nowNanos += 2 * SECOND;
        change();
        return verifier.poll(nowNanos + SECOND, 4);
    }

    private void set(boolean bid, long priceMicros, long qtyMicros) {
        verifier.beginChanges(0, nowNanos, hash, 0, false, nowNanos);
        verifier.set(0, bid, priceMicros, qtyMicros);
        verifier.hash(0, hash, 0, false);
    }
}
