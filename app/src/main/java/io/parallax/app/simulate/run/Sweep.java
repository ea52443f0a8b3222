package io.parallax.app.simulate.run;

import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.SimPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Many runs, one a thread, each under all judges. */
public final class Sweep {
    private Sweep() {}

    /**
     * Runs every plan.
     *
     * @param threads runs at a time
     * @param others observers beside the judges; of several runs at once they hear in no order
     * @param done told of each result, by the thread that made it
     * @return what came of them, in order of the plans
     */
    public static List<JudgedRun> run(
            List<SimPlan> plans, int threads, List<? extends Observer> others, Consumer<JudgedRun> done) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "simulation-" + number.incrementAndGet()));
        try {
            List<Future<JudgedRun>> running = new ArrayList<>();
            for (SimPlan plan : plans) {
                running.add(pool.submit(() -> {
                    JudgedRun run = JudgedRun.of(plan, others);
                    done.accept(run);
                    return run;
                }));
            }
            List<JudgedRun> runs = new ArrayList<>();
            for (Future<JudgedRun> run : running) {
                runs.add(run.get());
            }
            return runs;
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
