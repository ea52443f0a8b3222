package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.InvariantBroken;
import io.parallax.app.simulate.world.World;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts how often each invariant was judged, and ends the run at the first that does not hold. */
public final class Verdicts {
    private final EnumMap<Invariant, Long> judged = new EnumMap<>(Invariant.class);
    private World world;

    void begin(World world) {
        this.world = world;
    }

    /** Judges one invariant. @param text says the values, asked only when it is broken */
    void hold(Invariant invariant, boolean holds, Supplier<String> text) {
        judged.merge(invariant, 1L, Long::sum);
        if (!holds) {
            throw new InvariantBroken(
                    invariant.name(),
                    world.plan().seed(),
                    invariant.statement() + ": " + text.get() + " (session " + world.sessionId() + ", at "
                            + world.nowNs() + " ns)");
        }
    }

    /** Times each invariant was judged; one that never was is absent. */
    public Map<Invariant, Long> judged() {
        return judged;
    }
}
