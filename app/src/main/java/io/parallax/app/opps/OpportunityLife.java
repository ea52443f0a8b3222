package io.parallax.app.opps;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One opportunity from its first record to its last: a direction of a pair while its gross edge was positive. */
public final class OpportunityLife {
    private final long id;
    private final int pairId;
    private final int direction;
    private final List<Point> points = new ArrayList<>();
    private Closing closing;

    /**
     * A record of it, written when it began and whenever its reason changed. Micros; {@link io.parallax.codecs.units.Micros#NULL}
     * for what was not computed.
     *
     * @param sequence of the event that caused it
     */
    public record Point(
            long sequence,
            long timestampNs,
            ReasonCode reason,
            long qtyMicros,
            long grossEdgeMicros,
            long netEdgeMicros,
            long netMicros,
            long feesMicros,
            long payoutMicros,
            long unwindReserveMicros,
            long capitalMicros,
            List<Leg> legs) {}

    /** What would be bought of one leg: own-leg limit, cost and fees at the quantity; without one, the best price alone. */
    public record Leg(int instrumentId, Outcome outcome, long priceMicros, long costMicros, long feesMicros) {}

    /** Its end, as the engine summed it up. */
    public record Closing(
            long sequence,
            ReasonCode reason,
            ReasonCode lastReason,
            long durationNs,
            int evaluations,
            long bestNs,
            long bestGrossEdgeMicros,
            long bestNetEdgeMicros,
            long bestNetMicros,
            long bestQtyMicros) {}

    /** Figures of one evaluation, as in {@link Point}. */
    public record Best(long qtyMicros, long grossEdgeMicros, long netEdgeMicros, long netMicros) {}

    OpportunityLife(long id, int pairId, int direction) {
        this.id = id;
        this.pairId = pairId;
        this.direction = direction;
    }

    void add(Point point) {
        points.add(point);
    }

    void close(Closing end) {
        closing = end;
    }

    public long id() {
        return id;
    }

    public int pairId() {
        return pairId;
    }

    public int direction() {
        return direction;
    }

    /** Its records in order; at least one. */
    public List<Point> points() {
        return Collections.unmodifiableList(points);
    }

    public Point first() {
        return points.get(0);
    }

    public Point last() {
        return points.get(points.size() - 1);
    }

    /** Empty while it lives, or when the session ended before it did. */
    public Optional<Closing> closing() {
        return Optional.ofNullable(closing);
    }

    /**
     * The figures of its best evaluation: the one with the most net money, where none has any the one with the most gross edge.
     * While it is open, the best of those on record.
     */
    public Best best() {
        if (closing != null) {
            return new Best(
                    closing.bestQtyMicros(),
                    closing.bestGrossEdgeMicros(),
                    closing.bestNetEdgeMicros(),
                    closing.bestNetMicros());
        }
        Point best = points.stream()
                .max(Comparator.comparingLong(Point::netMicros).thenComparingLong(Point::grossEdgeMicros))
                .orElseThrow();
        return new Best(best.qtyMicros(), best.grossEdgeMicros(), best.netEdgeMicros(), best.netMicros());
    }

    /** The one reason it is counted under: FIRED if it ever was taken, else the last. */
    public ReasonCode reason() {
        if (closing != null) {
            return closing.reason();
        }
        return points.stream().anyMatch(point -> point.reason() == ReasonCode.FIRED)
                ? ReasonCode.FIRED
                : last().reason();
    }
}
