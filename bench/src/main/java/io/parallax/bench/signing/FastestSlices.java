package io.parallax.bench.signing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The benchmarks of {@link SigningBenchmark} in turn, in slices of a few milliseconds at most: on a machine with other work the
 * fastest slice is the one that had the core to itself, which no mean is. Run its main with the number of rounds.
 */
public final class FastestSlices {
    private static final int DEFAULT_ROUNDS = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Slice> slices = new ArrayList<>();
    private Object kept;

    private interface Work {
        Object once();
    }

    /** One benchmark: what is done before a slice, and the slice. */
    private static final class Slice {
        private final String name;
        private final int calls;
        private final int ordersPerCall;
        private final Runnable before;
        private final Work work;
        private final double[] nanos;
        private long leastBytes = Long.MAX_VALUE;

        Slice(String name, int calls, int ordersPerCall, Runnable before, Work work, int rounds) {
            this.name = name;
            this.calls = calls;
            this.ordersPerCall = ordersPerCall;
            this.before = before;
            this.work = work;
            nanos = new double[rounds];
        }
    }

    private FastestSlices(int rounds) {
        SigningBenchmark benchmark = new SigningBenchmark();
        benchmark.start();
        SigningBenchmark.FullPool pool = new SigningBenchmark.FullPool();
        SigningBenchmark.SignedAhead ahead = new SigningBenchmark.SignedAhead();
        ahead.start();
        Runnable nothing = () -> {};
        int batch = SigningBenchmark.BATCH;
        slices.add(new Slice("web3j typed data", 5, 1, nothing, benchmark::web3jTypedData, rounds));
        slices.add(new Slice("web3j bare", 10, 1, nothing, benchmark::web3jBare, rounds));
        slices.add(new Slice("BouncyCastle bare", 20, 1, nothing, benchmark::bouncyCastleBare, rounds));
        slices.add(new Slice("libsecp256k1 bare", 50, 1, nothing, benchmark::libsecp256k1Bare, rounds));
        slices.add(new Slice("own hash", 500, 1, nothing, benchmark::ownHash, rounds));
        slices.add(new Slice("fresh, native", 50, 1, nothing, benchmark::freshNative, rounds));
        slices.add(
                new Slice("fresh, from the pool", 1, batch, pool::fill, () -> benchmark.freshFromPool(pool), rounds));
        slices.add(new Slice(
                "signed ahead, to bytes", 1, batch, ahead::sign, () -> benchmark.preSignedToBytes(ahead), rounds));
        slices.add(new Slice("body and HMAC", 500, 1, nothing, benchmark::bodyAndMac, rounds));
        slices.add(new Slice("a pair for the pool", 20, 1, nothing, benchmark::preparePair, rounds));
    }

    private void run(int round) {
        for (Slice slice : slices) {
            slice.before.run();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < slice.calls; i++) {
                kept = slice.work.once();
            }
            int orders = slice.calls * slice.ordersPerCall;
            slice.nanos[round] = (double) (System.nanoTime() - start) / orders;
            slice.leastBytes = Math.min(slice.leastBytes, (threads.getCurrentThreadAllocatedBytes() - bytes) / orders);
        }
    }

    private void print() {
        for (Slice slice : slices) {
            Arrays.sort(slice.nanos);
            System.out.printf(
                    "%-24s fastest %,9.0f ns, median %,9.0f ns, %,9d B%n",
                    slice.name, slice.nanos[0], slice.nanos[slice.nanos.length / 2], slice.leastBytes);
        }
        if (kept == null) {
            throw new IllegalStateException("nothing was done");
        }
    }

    /** @param args the number of rounds, 1,000 when it is not given */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
        FastestSlices all = new FastestSlices(rounds);
        for (int round = 0; round < rounds; round++) {
            all.run(round);
        }
        all.print();
    }
}
