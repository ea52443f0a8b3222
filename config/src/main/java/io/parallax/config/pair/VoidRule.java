package io.parallax.config.pair;

import io.parallax.codecs.sbe.Venue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a pair treats events that do not take place.
 *
 * @param when whether that happens, and to the legs at once or to each by itself
 * @param venues what each venue of a leg pays then; empty unless {@code when} is TOGETHER or APART
 * @param reason the reviewer's grounds; empty where nobody gave any
 */
public record VoidRule(When when, List<VenueVoid> venues, String reason) {
    /** Largest number of legs whose void outcomes are told one by one. */
    private static final int MAX_TOLD_LEGS = 2;

    /** On which occasions legs are void. */
    public enum When {
        /** Never: the reviewer says why. */
        EXCLUDED,
        /** All of them on the same occasions. */
        TOGETHER,
        /** Each by itself. */
        APART,
        /** As the rows say that were written out. */
        STATED,
        /** Nobody said: each by itself, and then whatever its venue may pay. */
        UNSTATED
    }

    /** What a venue pays. */
    public record VenueVoid(Venue venue, VoidPayout payout) {}

    public VoidRule {
        venues = List.copyOf(venues);
    }

    static VoidRule of(When when, String reason) {
        return new VoidRule(when, List.of(), reason);
    }

    /** The payouts to reckon with where this leg is void. */
    private long[] valuesOf(Venue venue) {
        if (when == When.UNSTATED) {
            return VoidPayout.worst(venue);
        }
        return venues.stream()
                .filter(each -> each.venue() == venue)
                .findFirst()
                .map(each -> each.payout().values())
                .orElse(new long[0]);
    }

    /** The outcomes of a relation and those that this rule adds, each once; of more than two legs only extremes are added. */
    JointPayoffs applyTo(JointPayoffs settled, List<Venue> legs) {
        Set<List<Long>> rows = new LinkedHashSet<>(settled.toRows());
        List<long[]> values = legs.stream().map(this::valuesOf).toList();
        switch (when) {
            case TOGETHER -> rows.addAll(combined(values));
            case APART, UNSTATED -> {
                for (List<Long> row : settled.toRows()) {
                    List<long[]> options = new ArrayList<>();
                    for (int leg = 0; leg < row.size(); leg++) {
                        options.add(with(row.get(leg), values.get(leg)));
                    }
                    rows.addAll(combined(options));
                }
            }
            default -> {
                // nothing beyond the rows there are
            }
        }
        return JointPayoffs.ofRows(List.copyOf(rows));
    }

    private static long[] with(long first, long[] others) {
        long[] all = new long[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    /** Two legs: every combination. More: all at their least and all at their most, which no held combination undercuts. */
    private static List<List<Long>> combined(List<long[]> options) {
        if (options.size() > MAX_TOLD_LEGS) {
            List<Long> least = new ArrayList<>();
            List<Long> most = new ArrayList<>();
            for (long[] of : options) {
                least.add(java.util.stream.LongStream.of(of).min().orElseThrow());
                most.add(java.util.stream.LongStream.of(of).max().orElseThrow());
            }
            return List.of(least, most);
        }
        List<List<Long>> rows = new ArrayList<>();
        for (long first : options.get(0)) {
            for (long second : options.get(1)) {
                rows.add(List.of(first, second));
            }
        }
        return rows;
    }
}
