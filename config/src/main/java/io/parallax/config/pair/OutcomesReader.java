package io.parallax.config.pair;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads what outcomes a pair has beyond true and false. */
final class OutcomesReader {
    private static final List<VoidRule.When> WORDS =
            List.of(VoidRule.When.EXCLUDED, VoidRule.When.TOGETHER, VoidRule.When.APART);

    private final Relation relation;
    private final List<Venue> legs;

    /** What was read: how void is treated, and the resulting rows. */
    record Outcomes(VoidRule voids, JointPayoffs payoffs) {}

    OutcomesReader(Relation relation, List<Venue> legs) {
        this.relation = relation;
        this.legs = legs;
    }

    /** Where nobody said anything. */
    Outcomes unstated() {
        return outcomes(VoidRule.of(VoidRule.When.UNSTATED, ""), JointPayoffs.of(relation, legs.size()));
    }

    private Outcomes outcomes(VoidRule voids, JointPayoffs settled) {
        return new Outcomes(voids, voids.applyTo(settled, legs));
    }

    /** The outcomes, or null when something in the section is wrong. */
    Outcomes read(Section in) {
        boolean states = in.has("states");
        boolean voids = in.has("void");
        JointPayoffs settled = states ? states(in) : JointPayoffs.of(relation, legs.size());
        VoidRule rule = voids ? voids(in) : VoidRule.of(states ? VoidRule.When.STATED : VoidRule.When.UNSTATED, "");
        if (states && rule != null && !rule.venues().isEmpty()) {
            in.fail("void", in.text("void"), "is said by states already; keep one of the two");
            rule = null;
        }
        if (states && !voids && settled != null && !holdsVoid(settled)) {
            in.fail("states", "", "no row is of a void event; add its rows, or void: excluded and a reason");
            settled = null;
        }
        if (states && !voids) {
            rule = VoidRule.of(VoidRule.When.STATED, in.text("reason"));
        }
        in.finish();
        return settled == null || rule == null ? null : outcomes(rule, settled);
    }

    private static boolean holdsVoid(JointPayoffs settled) {
        return settled.toRows().stream().flatMap(List::stream).anyMatch(pays -> pays != 0 && pays != Micros.ONE);
    }

    private JointPayoffs states(Section in) {
        List<List<Long>> rows = new ArrayList<>();
        List<List<String>> told = in.rows("states");
        boolean whole = !told.isEmpty();
        for (int i = 0; i < told.size(); i++) {
            List<Long> row = row(in, i, told.get(i));
            whole &= row != null;
            rows.add(row);
        }
        if (told.isEmpty() && !in.isBad("states")) {
            in.fail("states", "", "needs a row for each joint outcome");
        }
        if (!whole) {
            return null;
        }
        for (List<Long> due : JointPayoffs.of(relation, legs.size()).toRows()) {
            if (!rows.contains(due)) {
                in.fail(
                        "states",
                        "",
                        "leaves out " + text(due) + ", which relation " + word(relation) + " admits; add it");
                whole = false;
            }
        }
        return whole ? JointPayoffs.ofRows(rows) : null;
    }

    private List<Long> row(Section in, int number, List<String> told) {
        String thing = in.name("states[" + number + "]");
        if (told.size() != legs.size()) {
            in.violation(
                    in.lineOf("states", number),
                    thing,
                    told.toString(),
                    "has " + told.size() + " payouts where the pair has " + legs.size() + " legs");
            return null;
        }
        List<Long> row = new ArrayList<>();
        for (String each : told) {
            long micros = payout(each);
            if (micros < 0) {
                in.violation(
                        in.lineOf("states", number),
                        thing,
                        told.toString(),
                        each + " must be a payout of YES from 0 to 1");
                return null;
            }
            row.add(micros);
        }
        return row;
    }

    private static long payout(String text) {
        try {
            long micros = Micros.parse(text);
            return micros > Micros.ONE ? -1 : micros;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private VoidRule voids(Section in) {
        VoidRule.When when = in.oneOf("void", WORDS);
        String reason = in.text("reason");
        List<VoidRule.VenueVoid> venues = new ArrayList<>();
        boolean whole = when != null;
        if (when == null || when == VoidRule.When.TOGETHER || when == VoidRule.When.APART) {
            Set<Venue> asked = new TreeSet<>(legs);
            // of a void that cannot be read, what is written besides is read, so that all faults are told at once
            asked.removeIf(venue -> when == null && !in.has(key(venue)));
            for (Venue venue : asked) {
                VoidPayout payout = payout(in, venue, when);
                whole &= payout != null;
                venues.add(new VoidRule.VenueVoid(venue, payout));
            }
        }
        return whole ? new VoidRule(when, venues, reason) : null;
    }

    private static String key(Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT);
    }

    private static VoidPayout payout(Section in, Venue venue, VoidRule.When when) {
        String key = key(venue);
        String text = in.text(key);
        if (text.isEmpty()) {
            return null;
        }
        VoidPayout payout;
        try {
            payout = VoidPayout.parse(text);
        } catch (IllegalArgumentException e) {
            in.fail(key, text, "must be excluded, last-price or what YES pays, from 0 to 1");
            return null;
        }
        String refusal = payout.refusedBy(venue);
        if (!refusal.isEmpty()) {
            in.fail(key, text, refusal + "; correct it");
            return null;
        }
        if (when == VoidRule.When.TOGETHER && payout.kind() == VoidPayout.Kind.EXCLUDED) {
            in.fail(key, text, "legs that are void together all pay something then; write void: apart");
            return null;
        }
        return payout;
    }

    private static String text(List<Long> row) {
        return row.stream().map(Micros::format).toList().toString();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
