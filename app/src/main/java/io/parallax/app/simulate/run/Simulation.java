package io.parallax.app.simulate.run;

import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import io.parallax.app.simulate.world.Tamper;
import java.util.List;

/** One history of the whole system. */
public final class Simulation {
    private Simulation() {}

    /**
     * Runs a plan on the calling thread.
     *
     * @param observers told of everything, in this order
     * @return what it came to; a broken invariant is in it, not thrown
     */
    public static SimResult run(SimPlan plan, List<? extends Observer> observers) {
        return run(plan, observers, Tamper.NONE);
    }

    /** The same with a defect planted into every process of the run. */
    public static SimResult run(SimPlan plan, List<? extends Observer> observers, Tamper tamper) {
        return new SimWorld(plan, observers, tamper).run();
    }
}
