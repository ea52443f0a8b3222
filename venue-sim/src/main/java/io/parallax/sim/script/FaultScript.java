package io.parallax.sim.script;

import io.parallax.sim.fault.Fault;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Faults with their times, written down before a run. */
public final class FaultScript {
    private final List<Step> steps = new ArrayList<>();
    private Venue venue = Venue.KALSHI;
    private int slot = Step.EVERY;
    private long atNs;

    /**
     * One step.
     *
     * @param atNs when, from the start of the script
     * @param venue at which venue
     * @param slot connection, or {@link #EVERY}, or {@link #NEXT}
     * @param fault what begins, or null to end all faults of the slot
     */
    public record Step(long atNs, Venue venue, int slot, Fault fault) {
        /** Every open connection. */
        public static final int EVERY = -1;

        /** The connection accepted next. */
        public static final int NEXT = -2;
    }

    /** What follows happens at this venue. */
    public FaultScript at(Venue where) {
        venue = where;
        return this;
    }

    /** What follows happens to the connection in this slot. */
    public FaultScript line(int which) {
        slot = which;
        return this;
    }

    /** What follows happens to every open connection. */
    public FaultScript everyLine() {
        slot = Step.EVERY;
        return this;
    }

    /** What follows happens to the connection accepted next. */
    public FaultScript nextLine() {
        slot = Step.NEXT;
        return this;
    }

    /** What follows happens this much later. */
    public FaultScript after(Duration time) {
        atNs += time.toNanos();
        return this;
    }

    /** This fault begins. */
    public FaultScript begin(Fault fault) {
        steps.add(new Step(atNs, venue, slot, fault));
        return this;
    }

    /** The faults of the line end. */
    public FaultScript cure() {
        steps.add(new Step(atNs, venue, slot, null));
        return this;
    }

    /** The steps in the order of their times. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** From the first to the last step. */
    public Duration length() {
        return Duration.ofNanos(atNs);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.atNs() / 1_000_000)
                    .append(" ms ")
                    .append(step.venue())
                    .append(" line ");
            text.append(step.slot() == Step.EVERY ? "*" : step.slot() == Step.NEXT ? "next" : "" + step.slot());
            text.append(' ')
                    .append(step.fault() == null ? "cure" : step.fault())
                    .append('\n');
        }
        return text.toString();
    }
}
