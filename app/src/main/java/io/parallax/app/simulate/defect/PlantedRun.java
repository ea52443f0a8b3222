package io.parallax.app.simulate.defect;

import io.parallax.app.simulate.judge.Court;
import io.parallax.app.simulate.run.Hush;
import io.parallax.app.simulate.run.Simulation;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.util.List;

/** One history under the judges, told in words of the platform alone: it runs beside another copy of its own class. */
public final class PlantedRun {
    private PlantedRun() {}

    /** Runs one seed. @return the invariant that did not hold and what contradicts it; null when all held */
    public static String[] judge(long seed, long durationNs, String profile) {
        Hush hush = new Hush();
        try {
            SimResult result =
                    Simulation.run(new SimPlan(seed, durationNs, Profile.valueOf(profile)), List.of(new Court()));
            return result.isGreen()
                    ? null
                    : new String[] {result.broken().id(), result.broken().getMessage()};
        } finally {
            hush.close();
        }
    }
}
