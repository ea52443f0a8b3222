package io.parallax.bench.scale;

import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.verify.BookVerifier;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import io.parallax.gateway.polymarket.verify.VerifyListener;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * Prints what a followed instrument costs in memory: the engine's two books by grid, from what they count themselves, and
 * everything else as the difference of the used heap, per market of 5,000. Two lines follow each market. To be run with
 * the serial collector, which leaves nothing behind.
 */
public final class BytesPerInstrument {
    private static final int COPIES = 2;
    private static final int INSTRUMENTS = 5_000;
    private static final int COLLECTIONS = 3;
    private static final int REPEATS = 5;

    private static final EventPublisher NOWHERE = new EventPublisher() {
        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            // Nobody reads.
        }
    };

    private BytesPerInstrument() {}

    /** Bytes of the books of one instrument, one for each of two lines. */
    static long engineBytes(TickGrid grid) {
        return COPIES * new OrderBook(grid).sizeBytes();
    }

    /** Used heap that what is made holds on to: the middle one of several times, for the virtual machine has its own. */
    static long heapBytes(Supplier<?> maker) {
        long[] found = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long before = usedBytes();
            Object made = maker.get();
            found[i] = usedBytes() - before;
            Reference.reachabilityFence(made);
        }
        Arrays.sort(found);
        return found[REPEATS / 2];
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static BookVerifier verifier(MarketTable markets) {
        BookVerifier verifier = new BookVerifier(markets, new Counters<>(VerifyCounter.class), new VerifyListener() {
            @Override
            public void onVerified(int slot) {
                // Nobody asks.
            }

            @Override
            public void onMismatch(int slot) {
                // Nobody asks.
            }
        });
        for (int slot = 0; slot < markets.size(); slot++) {
            verifier.follow(slot);
        }
        return verifier;
    }

    private static void print(String what, long bytes) {
        System.out.println(String.format(Locale.ROOT, "%-48s %,12d", what, bytes));
    }

    private static void perMarket(String what, long bytes) {
        print(what, Math.round((double) bytes / INSTRUMENTS));
    }

    /** Prints the table. */
    public static void main(String[] args) {
        System.out.println("engine, two books of an instrument, bytes");
        print("  step 0.1", engineBytes(TickGrid.uniform(100_000)));
        print("  step 0.01", engineBytes(TickGrid.uniform(10_000)));
        print("  tapered: 0.001 at the ends, 0.01 between", engineBytes(tapered()));
        print("  step 0.001", engineBytes(TickGrid.uniform(1_000)));
        print("  step 0.0001", engineBytes(TickGrid.uniform(100)));

        // Once for nothing: classes and tables of the virtual machine are loaded.
        for (String venue : new String[] {"POLYMARKET", "KALSHI"}) {
            new ScaleRun(venue, 1, COPIES, 1, 1).step();
        }
        Listings one = new Listings(1);
        Listings many = new Listings(INSTRUMENTS);
        MarketTable oneTable = one.marketTable();
        MarketTable table = many.marketTable();
        Markets oneMarket = one.markets();
        Markets markets = many.markets();
        System.out.println("Polymarket, a feed of two lines and one market, bytes");
        long fixed = heapBytes(() -> TappedFeed.polymarket(oneTable, COPIES, NOWHERE));
        print("  feed", fixed);
        System.out.println("Polymarket, " + INSTRUMENTS + " markets, bytes a market");
        perMarket("  table of names", heapBytes(many::marketTable));
        perMarket("  feed", heapBytes(() -> TappedFeed.polymarket(table, COPIES, NOWHERE)) - fixed);
        perMarket("  of it the verifiers of two lines", COPIES * heapBytes(() -> verifier(table)));

        System.out.println("Kalshi, a feed of two lines and one market, bytes");
        fixed = heapBytes(() -> TappedFeed.kalshi(oneMarket, COPIES, NOWHERE));
        print("  feed", fixed);
        System.out.println("Kalshi, " + INSTRUMENTS + " markets, bytes a market");
        perMarket("  table of names", heapBytes(many::markets));
        perMarket("  feed", heapBytes(() -> TappedFeed.kalshi(markets, COPIES, NOWHERE)) - fixed);

        System.out.println("engine, two whole books of step 0.01 with all that belongs to them, bytes an instrument");
        perMarket("  book slots", heapBytes(() -> ScaleRun.wholeBooks(many)));
    }

    /** Kalshi's tapered structure. */
    static TickGrid tapered() {
        return TickGrid.of(new long[] {0, 100_000, 900_000}, new long[] {100_000, 900_000, 1_000_000}, new long[] {
            1_000, 10_000, 1_000
        });
    }
}
