package io.parallax.config.pair;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.Section;
import io.parallax.config.Violations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one pair. What is wrong with it goes to the refusals of its file; what lets the pair be loaded and never be opened
 * goes to the doubts.
 */
final class PairReader {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** The finest price of either venue. */
    private static final long LEAST_PRICE_MICROS = 100;
    /** Room of the event that lists a pair, for legs and payoffs. */
    private static final int ROOM_BYTES = 1_840;

    private static final int LEG_BYTES = 36;
    private static final int PAYOUT_BYTES = 8;

    private final Violations doubts;
    private final long nowNs;

    PairReader(Violations doubts, long nowNs) {
        this.doubts = doubts;
        this.nowNs = nowNs;
    }

    /** The pair; what is wrong with it is recorded, and it is of use only when nothing is. */
    PairSettings read(Section in) {
        String name = in.matching("name", "[a-z0-9][a-z0-9-]{0,63}", "lower-case letters, digits and dashes");
        String group = in.has("group") ? in.matching("group", "[a-z0-9][a-z0-9-]{0,63}", "a name as the pair's") : name;
        Relation relation = in.oneOf(
                "relation",
                List.of(Relation.SAME, Relation.INVERTED, Relation.IMPLIED, Relation.COMPLETE_SET, Relation.BASKET));
        boolean ofSet = relation == Relation.COMPLETE_SET || relation == Relation.BASKET;
        List<Leg> legs = legs(in, relation, ofSet);
        if (ofSet) {
            if (!in.flag("exhaustive") && !in.isBad("exhaustive")) {
                in.fail("exhaustive", "false", "a set of which none may pay is no set; leave the pair out");
            }
        }
        PairSettings.Review review = review(in, relation);
        long closeNs = in.instantNs("close");
        long resolvesNs = in.instantNs("resolves");
        if (resolvesNs < closeNs && !in.isBad("resolves")) {
            in.fail("resolves", in.text("resolves"), "must not be before close, " + in.text("close"));
        }
        long maxQtyMicros = in.contractsMicros("maxContracts", 1, 100_000_000L * Micros.ONE);
        boolean enabled = in.flag("enabled");
        boolean approves = review.verdict() == Verdict.SAME || review.verdict() == Verdict.INVERTED;
        if (enabled && !approves && review.verdict() != null) {
            in.fail("enabled", "true", "must be false: the verdict does not approve the pair");
        }
        OutcomesReader.Outcomes outcomes = outcomes(in, relation, legs);
        in.finish();
        return new PairSettings(
                name,
                group,
                relation,
                legs,
                outcomes == null ? null : outcomes.voids(),
                outcomes == null ? null : outcomes.payoffs(),
                review,
                closeNs,
                resolvesNs,
                maxQtyMicros,
                enabled);
    }

    private static List<Leg> legs(Section in, Relation relation, boolean ofSet) {
        List<Section> sections = in.sections("legs");
        List<Leg> legs = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        LegReader reader = new LegReader(ofSet);
        boolean whole = true;
        for (Section section : sections) {
            Leg leg = reader.read(section);
            whole &= leg != null;
            if (leg != null) {
                duplicates(section, leg, legs.size(), seen);
                if (relation == Relation.COMPLETE_SET
                        && !legs.isEmpty()
                        && leg.venue() != legs.get(0).venue()) {
                    section.fail(
                            "venue",
                            OutcomesReader.word(leg.venue()),
                            "a complete set is of one venue; relation basket takes any");
                }
                legs.add(leg);
            }
        }
        if (relation != null && in.has("legs")) {
            boolean counts =
                    ofSet ? sections.size() >= 2 && sections.size() <= JointPayoffs.MAX_LEGS : sections.size() == 2;
            if (!counts) {
                in.fail(
                        "legs",
                        Integer.toString(sections.size()),
                        ofSet ? "a set has 2 to " + JointPayoffs.MAX_LEGS + " legs" : "this relation has 2 legs");
            }
            if (relation == Relation.IMPLIED && counts && whole) {
                strikes(sections.get(0), legs);
            }
        }
        return legs;
    }

    private static void duplicates(Section section, Leg leg, int number, Map<String, Integer> seen) {
        String key = leg instanceof Leg.Polymarket ? "conditionId" : "ticker";
        Integer earlier = seen.putIfAbsent(leg.marketId(), number);
        if (earlier != null && !leg.marketId().isEmpty()) {
            section.fail(key, leg.marketId(), "is leg " + earlier + " already; a market can be one leg only");
        }
        if (leg instanceof Leg.Polymarket polymarket && !polymarket.yesTokenId().isEmpty()) {
            Integer other = seen.putIfAbsent("token " + polymarket.yesTokenId(), number);
            if (other != null && earlier == null) {
                section.fail(
                        "yesTokenId", polymarket.yesTokenId(), "is the token of leg " + other + " already; correct it");
            }
        }
    }

    private static void strikes(Section first, List<Leg> legs) {
        Strike wide = legs.get(0).reviewed().strike();
        Strike narrow = legs.get(1).reviewed().strike();
        if ((wide == null) != (narrow == null)) {
            first.require(false, "is written of both legs or of none", "strike");
        } else if (wide != null && !wide.isImpliedBy(narrow)) {
            first.fail(
                    "strike",
                    wide.toString(),
                    "does not follow from " + narrow
                            + " of the second leg; the first leg is the one that is true whenever"
                            + " the second is: swap them");
        }
    }

    private PairSettings.Review review(Section in, Relation relation) {
        Verdict verdict =
                in.oneOf("verdict", List.of(Verdict.SAME, Verdict.INVERTED, Verdict.DIFFERENT, Verdict.UNREADABLE));
        Verdict due = relation == Relation.INVERTED ? Verdict.INVERTED : Verdict.SAME;
        Verdict opposite = relation == Relation.INVERTED ? Verdict.SAME : Verdict.INVERTED;
        if (relation != null && verdict == opposite) {
            in.fail(
                    "verdict",
                    OutcomesReader.word(verdict),
                    "contradicts relation " + OutcomesReader.word(relation) + ", which is approved by "
                            + OutcomesReader.word(due) + "; correct one of them");
        }
        long expiryNs = in.instantNs("expires");
        String reviewed = reviewed(in, expiryNs);
        if (expiryNs != 0 && expiryNs <= nowNs) {
            doubts.add(
                    in.lineOf("expires"),
                    in.name("expires"),
                    in.text("expires"),
                    "the verdict has expired and the pair is not opened; read both rules again");
        }
        return new PairSettings.Review(verdict, in.text("reviewer"), reviewed, in.text("reasons"), expiryNs);
    }

    private String reviewed(Section in, long expiryNs) {
        String text = in.text("reviewed");
        if (text.isEmpty()) {
            return text;
        }
        try {
            long dayNs = Math.multiplyExact(
                    LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC), NS_PER_SECOND);
            if (dayNs > nowNs) {
                in.fail(
                        "reviewed",
                        text,
                        "is after today, "
                                + LocalDate.ofInstant(Instant.ofEpochSecond(nowNs / NS_PER_SECOND), ZoneOffset.UTC)
                                + "; correct it");
            } else if (expiryNs != 0 && expiryNs <= dayNs) {
                in.fail("reviewed", text, "must be before expires");
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            in.fail("reviewed", text, "must be a day such as 2026-11-01");
        }
        return text;
    }

    private OutcomesReader.Outcomes outcomes(Section in, Relation relation, List<Leg> legs) {
        boolean told = in.has("outcomes");
        if (relation == null || in.isBad("legs") || legs.size() < 2 || legs.size() > JointPayoffs.MAX_LEGS) {
            return null;
        }
        List<Venue> venues = legs.stream().map(Leg::venue).toList();
        boolean two = relation != Relation.COMPLETE_SET && relation != Relation.BASKET;
        if (two && legs.size() != 2) {
            return null;
        }
        OutcomesReader reader = new OutcomesReader(relation, venues);
        OutcomesReader.Outcomes outcomes =
                told ? in.section("outcomes").map(reader::read).orElse(null) : reader.unstated();
        if (outcomes == null) {
            return null;
        }
        if (outcomes.voids().when() == VoidRule.When.UNSTATED) {
            doubts.add(
                    told ? in.lineOf("outcomes") : in.line(),
                    in.name("outcomes.void"),
                    "",
                    "missing; each venue is taken at its worst and the pair cannot gain: say how each treats void");
        } else {
            gain(in, outcomes.payoffs());
        }
        int bytes = LEG_BYTES * legs.size()
                + PAYOUT_BYTES * legs.size() * outcomes.payoffs().rows();
        if (bytes > ROOM_BYTES) {
            in.fail(
                    "legs",
                    Integer.toString(legs.size()),
                    "with " + outcomes.payoffs().rows() + " joint outcomes the pair does not fit one event (" + bytes
                            + " of " + ROOM_BYTES + " bytes); leave legs or states out");
        }
        return outcomes;
    }

    private static void gain(Section in, JointPayoffs payoffs) {
        long best = 0;
        for (int mask : payoffs.directionMasks()) {
            best = Math.max(best, payoffs.worstPayoutMicros(mask));
        }
        if (best <= payoffs.legs() * LEAST_PRICE_MICROS) {
            in.fail(
                    "outcomes",
                    "",
                    "whatever is held may pay " + Micros.format(best)
                            + " or less, so no price gains; leave the pair out, or correct void or states");
        }
    }
}
