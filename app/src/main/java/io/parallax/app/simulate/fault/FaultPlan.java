package io.parallax.app.simulate.fault;

import io.parallax.app.simulate.time.Seeds;
import io.parallax.app.simulate.world.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The faults of one run, drawn in two steps: which kinds can happen at all, then how often each does. So some runs see one
 * fault all day and others all of them at once.
 */
public final class FaultPlan {
    private static final long SECOND_NS = 1_000_000_000L;

    private final List<Planned> planned = new ArrayList<>();

    /** A kind with its rate and its own source of chance. */
    public static final class Planned {
        private final Fault fault;
        private final long meanNs;
        private final SplittableRandom random;

        Planned(Fault fault, long meanNs, SplittableRandom random) {
            this.fault = fault;
            this.meanNs = meanNs;
            this.random = random;
        }

        /** The kind. */
        public Fault fault() {
            return fault;
        }

        /** Time to the next of them. */
        public long waitNs() {
            return Math.max(1, (long) (-Math.log1p(-random.nextDouble()) * meanNs));
        }

        /** Lets it happen. */
        public boolean happen(FaultKit kit) {
            return fault.action().happen(kit, random);
        }
    }

    private FaultPlan() {}

    /** Every kind there is. */
    public static List<Fault> catalogue() {
        List<Fault> all = new ArrayList<>();
        all.addAll(FeedFaults.all());
        all.addAll(OrderFaults.all());
        all.addAll(FillFaults.all());
        all.addAll(ProcessFaults.all());
        return all;
    }

    /** Every row of the catalogue that a run can reach: one that a long night did not hit was not tested. */
    public static SortedSet<String> reachableRows() {
        SortedSet<String> rows = new TreeSet<>();
        catalogue().forEach(fault -> rows.addAll(fault.rows()));
        return rows;
    }

    /** Draws the faults of a run. */
    public static FaultPlan draw(Profile profile, Seeds seeds) {
        FaultPlan plan = new FaultPlan();
        for (Fault fault : catalogue()) {
            SplittableRandom random = seeds.of("fault-" + fault.name());
            boolean possible =
                    switch (profile) {
                        case NONE -> false;
                        case CALM, BUSY -> true;
                        case ALL -> random.nextInt(100) < 40;
                        default -> fault.group() == profile;
                    };
            double factor =
                    switch (profile) {
                        case CALM -> 10;
                        case BUSY -> 2;
                        default -> Math.exp((random.nextDouble() - 0.5) * 4);
                    };
            if (possible) {
                plan.planned.add(new Planned(fault, (long) (fault.meanSeconds() * SECOND_NS * factor), random));
            }
        }
        return plan;
    }

    /** The kinds that can happen. */
    public List<Planned> planned() {
        return planned;
    }
}
