package io.parallax.app.simulate.run;

import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Many seeds, one run a thread. */
public final class Sweep {
    private Sweep() {}

    /**
     * Runs every seed of a range.
     *
     * @param threads runs at a time
     * @param observers makes the observers of one run
     * @param done told of each result, by the thread that made it
     * @return results in order of the seeds
     */
    public static List<SimResult> run(
            long firstSeed,
            long lastSeed,
            long durationNs,
            Profile profile,
            int threads,
            Supplier<List<? extends Observer>> observers,
            Consumer<SimResult> done) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "simulation-" + number.incrementAndGet()));
        try {
            List<Future<SimResult>> running = new ArrayList<>();
            for (long seed = firstSeed; seed <= lastSeed; seed++) {
                SimPlan plan = new SimPlan(seed, durationNs, profile);
                running.add(pool.submit(() -> {
                    SimResult result = Simulation.run(plan, observers.get());
                    done.accept(result);
                    return result;
                }));
            }
            List<SimResult> results = new ArrayList<>();
            for (Future<SimResult> run : running) {
                results.add(run.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while seeds were running", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run failed in the simulator itself: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
