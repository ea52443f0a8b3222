package io.parallax.sim.script;

import io.parallax.sim.fault.Fault;
import io.parallax.sim.fault.WrongTime;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Scripts from a seed. Drawn in two steps: which kinds are possible in this run, then how often; so some runs see one
 * kind all the time and others see all of them at once. Nothing in it cures: that is for who runs it, when it is over.
 */
public final class RandomFaults {
    private static final List<Function<SplittableRandom, Fault>> KINDS = List.of(
            random -> Fault.drop(1 + random.nextInt(4)),
            random -> Fault.stall(),
            random -> Fault.stall().times(1 + random.nextInt(20)),
            random -> Fault.delay(Duration.ofMillis(1 + random.nextInt(150))),
            random -> Fault.duplicate(1 + random.nextInt(5)),
            random -> Fault.reorder(),
            random -> Fault.truncate(1 + random.nextInt(2)),
            random -> Fault.hostile(1 + random.nextInt(3)),
            random -> Fault.inCents(1 + random.nextInt(2)),
            random -> Fault.halfOpen(),
            random -> Fault.garbage(),
            random -> Fault.unknownType(),
            random -> Fault.giant(),
            random -> Fault.fragments(),
            random -> Fault.drip(),
            random -> Fault.close(random.nextBoolean() ? 1001 : 1012),
            random -> Fault.reset(),
            random -> Fault.withholdSnapshots(1 + random.nextInt(2)),
            random -> Fault.lateSnapshots(Duration.ofMillis(1 + random.nextInt(300)), 1 + random.nextInt(3)),
            random -> Fault.subscriptionError(random.nextBoolean() ? 10 : 25),
            random -> Fault.wrongTimes(
                    WrongTime.values()[1 + random.nextInt(WrongTime.values().length - 1)], 1 + random.nextInt(5)));

    private RandomFaults() {}

    /**
     * @param seed source of everything
     * @param length time in which faults happen
     * @param lines connections a venue is expected to have
     */
    public static FaultScript script(long seed, Duration length, int lines) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Function<SplittableRandom, Fault>> possible = new ArrayList<>(KINDS);
        int kinds = 1 + random.nextInt(KINDS.size());
        while (possible.size() > kinds) {
            possible.remove(random.nextInt(possible.size()));
        }
        long meanMs = 20 + random.nextInt(400);
        FaultScript script = new FaultScript();
        while (script.length().compareTo(length) < 0) {
            script.at(random.nextBoolean() ? Venue.KALSHI : Venue.POLYMARKET);
            int where = random.nextInt(lines + 1);
            if (where == lines) {
                script.nextLine();
            } else {
                script.line(where);
            }
            script.begin(possible.get(random.nextInt(possible.size())).apply(random));
            script.after(Duration.ofMillis(1 + random.nextLong(2 * meanMs)));
        }
        return script;
    }
}
