package io.parallax.app.simulate.run;

import io.parallax.app.simulate.time.SimTime;
import io.parallax.app.simulate.world.InvariantBroken;
import io.parallax.app.simulate.world.Observer;
import java.util.List;
import java.util.function.Consumer;

/**
 * The observers of a run. What one of them finds broken is kept and ends the run: much of what is observed happens below
 * code that catches what is thrown.
 */
final class Told {
    private final List<? extends Observer> observers;
    private final SimTime time;
    private InvariantBroken broken;

    Told(List<? extends Observer> observers, SimTime time) {
        this.observers = List.copyOf(observers);
        this.time = time;
    }

    boolean isEmpty() {
        return observers.isEmpty();
    }

    /** Tells each observer, until one finds something broken. */
    void tell(Consumer<Observer> news) {
        if (broken != null) {
            return;
        }
        try {
            for (int i = 0; i < observers.size(); i++) {
                news.accept(observers.get(i));
            }
        } catch (InvariantBroken e) {
            fail(e);
            throw e;
        }
    }

    /** Ends the run. */
    void fail(InvariantBroken found) {
        if (broken == null) {
            broken = found;
        }
        time.halt();
    }

    /** What was found broken first, or null. */
    InvariantBroken broken() {
        return broken;
    }
}
