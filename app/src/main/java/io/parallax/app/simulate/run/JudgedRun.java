package io.parallax.app.simulate.run;

import io.parallax.app.simulate.judge.Court;
import io.parallax.app.simulate.judge.Invariant;
import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run under all judges came to. Keeps nothing of its world, so that a night of them fits into memory.
 *
 * @param judged times each invariant was judged; one that never was is absent
 */
public record JudgedRun(SimResult result, Map<Invariant, Long> judged) {
    /** Runs a plan on the calling thread. @param others told of everything before the judges */
    static JudgedRun of(SimPlan plan, List<? extends Observer> others) {
        Court court = new Court();
        List<Observer> observers = new ArrayList<>(others);
        observers.add(court);
        SimResult result = Simulation.run(plan, observers);
        return new JudgedRun(result, new EnumMap<>(court.verdicts().judged()));
    }

    /** How often each invariant was judged in all of them. */
    static Map<Invariant, Long> judged(List<JudgedRun> runs) {
        Map<Invariant, Long> all = new EnumMap<>(Invariant.class);
        runs.forEach(run -> run.judged.forEach((id, count) -> all.merge(id, count, Long::sum)));
        return all;
    }
}
