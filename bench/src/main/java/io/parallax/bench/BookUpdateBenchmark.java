package io.parallax.bench;

import io.parallax.bench.alternative.SortedArrayBook;
import io.parallax.bench.alternative.TreeMapBook;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
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

/** One level change followed by reading both best prices, or by walking ten levels of a side. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BookUpdateBenchmark {
    private static final int CHANGES = 1 << 14;
    private static final int DEPTH = 10;

    /** Tick of the market, micros: 0.01, 0.001, 0.0001. */
    @Param({"10000", "1000", "100"})
    long stepMicros;

    private BookFlow flow;
    private OrderBook book;
    private TreeMapBook treeMap;
    private SortedArrayBook sortedArray;
    private int next;

    /** Fills the books with one pass of the flow, so that measuring begins in a full book. */
    @Setup
    public void setUp() {
        TickGrid grid = TickGrid.uniform(stepMicros);
        flow = new BookFlow(grid, CHANGES, 42);
        book = new OrderBook(grid);
        treeMap = new TreeMapBook();
        sortedArray = new SortedArrayBook(grid.size());
        for (int i = 0; i < CHANGES; i++) {
            book.set(flow.bid[i] ? BookSide.BID : BookSide.ASK, flow.priceMicros[i], flow.qtyMicros[i]);
            treeMap.set(flow.bid[i], flow.priceMicros[i], flow.qtyMicros[i]);
            sortedArray.set(flow.bid[i], flow.priceMicros[i], flow.qtyMicros[i]);
        }
    }

    private int change() {
        next = next + 1 & CHANGES - 1;
        return next;
    }

    @Benchmark
    public long gridUpdate() {
        int i = change();
        book.set(flow.bid[i] ? BookSide.BID : BookSide.ASK, flow.priceMicros[i], flow.qtyMicros[i]);
        return book.bestBidMicros() + book.bestAskMicros();
    }

    @Benchmark
    public long treeMapUpdate() {
        int i = change();
        treeMap.set(flow.bid[i], flow.priceMicros[i], flow.qtyMicros[i]);
        return treeMap.bestMicros(true) + treeMap.bestMicros(false);
    }

    @Benchmark
    public long sortedArrayUpdate() {
        int i = change();
        sortedArray.set(flow.bid[i], flow.priceMicros[i], flow.qtyMicros[i]);
        return sortedArray.bestMicros(true) + sortedArray.bestMicros(false);
    }

    @Benchmark
    public long gridUpdateAndWalk() {
        int i = change();
        BookSide side = flow.bid[i] ? BookSide.BID : BookSide.ASK;
        book.set(side, flow.priceMicros[i], flow.qtyMicros[i]);
        return walk(book, side);
    }

    @Benchmark
    public long treeMapUpdateAndWalk() {
        int i = change();
        treeMap.set(flow.bid[i], flow.priceMicros[i], flow.qtyMicros[i]);
        return treeMap.walk(flow.bid[i], DEPTH);
    }

    @Benchmark
    public long sortedArrayUpdateAndWalk() {
        int i = change();
        sortedArray.set(flow.bid[i], flow.priceMicros[i], flow.qtyMicros[i]);
        return sortedArray.walk(flow.bid[i], DEPTH);
    }

    /** Price times quantity over the first ten levels. */
    static long walk(OrderBook book, BookSide side) {
        long sum = 0;
        int left = DEPTH;
        for (int index = book.bestIndex(side); index >= 0 && left > 0; index = book.nextIndex(side, index)) {
            sum += book.priceMicros(index) * (book.qtyMicros(side, index) / 10_000);
            left--;
        }
        return sum;
    }
}
