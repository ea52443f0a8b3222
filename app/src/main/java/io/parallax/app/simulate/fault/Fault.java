package io.parallax.app.simulate.fault;

import io.parallax.app.simulate.world.Profile;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A kind of fault.
 *
 * @param name short, lower case
 * @param group the profile that draws from it alone
 * @param meanSeconds between two of them at the usual rate
 * @param rows of the catalogue it exercises
 * @param marksLater whether the rows are marked when it meets something, rather than when it happens
 * @param action lets it happen once
 */
public record Fault(String name, Profile group, int meanSeconds, List<String> rows, boolean marksLater, Action action) {
    /** What happens. */
    @FunctionalInterface
    public interface Action {
        /** @return whether there was something it could happen to */
        boolean happen(FaultKit kit, SplittableRandom random);
    }

    public Fault {
        rows = List.copyOf(rows);
    }

    /** A kind that marks its rows when it happens. */
    Fault(String name, Profile group, int meanSeconds, List<String> rows, Action action) {
        this(name, group, meanSeconds, rows, false, action);
    }

    /** A kind that marks its rows when it meets something. */
    static Fault markingLater(String name, Profile group, int meanSeconds, List<String> rows, Action action) {
        return new Fault(name, group, meanSeconds, rows, true, action);
    }
}
