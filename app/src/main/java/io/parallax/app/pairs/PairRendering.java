package io.parallax.app.pairs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.config.Violations;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairFiles;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.pair.VoidRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pairs for people, and for programs. Prices and payouts are decimal strings. */
public final class PairRendering {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final String FIELD = "%-10s %s%n";
    private static final int SHORT_ID = 14;

    private PairRendering() {}

    /** Every fault, then how many there are. */
    public static String checkText(PairFiles.Answer answer) {
        StringBuilder out = new StringBuilder();
        for (Violations.Problem problem : answer.problems()) {
            out.append(problem).append(System.lineSeparator());
        }
        return out.append(answer.pairs().size())
                .append(" pairs can be loaded, ")
                .append(answer.refusals().size())
                .append(" faults refuse their file, ")
                .append(answer.doubts().size())
                .append(" keep their pair closed")
                .toString();
    }

    /** Faults by file, line, thing, value and remedy. */
    public static ObjectNode checkJson(PairFiles.Answer answer) {
        ObjectNode out = JSON.objectNode();
        ArrayNode names = out.putArray("pairs");
        answer.pairs().forEach(listed -> names.add(listed.pair().name()));
        ArrayNode faults = out.putArray("faults");
        answer.refusals().forEach(problem -> faults.add(fault(problem, "file refused")));
        answer.doubts().forEach(problem -> faults.add(fault(problem, "pair closed")));
        return out;
    }

    private static ObjectNode fault(Violations.Problem problem, String effect) {
        return JSON.objectNode()
                .put("file", problem.source())
                .put("line", problem.line())
                .put("thing", problem.thing())
                .put("value", problem.value())
                .put("remedy", problem.remedy())
                .put("effect", effect);
    }

    /** One line a pair. */
    public static String listText(List<PairFiles.Listed> pairs) {
        StringBuilder out = new StringBuilder();
        for (PairFiles.Listed listed : pairs) {
            PairSettings pair = listed.pair();
            out.append(String.format(
                    Locale.ROOT,
                    "%-24s %-12s %-10s %-8s %-20s %s:%d%n",
                    pair.name(),
                    word(pair.relation()),
                    word(pair.review().verdict()),
                    pair.enabled() ? "enabled" : "disabled",
                    expiry(pair),
                    listed.file(),
                    listed.line()));
        }
        return out.append(pairs.size()).append(" pairs").toString();
    }

    public static ObjectNode listJson(List<PairFiles.Listed> pairs) {
        ObjectNode out = JSON.objectNode();
        ArrayNode all = out.putArray("pairs");
        pairs.forEach(listed -> all.add(showJson(listed)));
        return out;
    }

    /** What the file says of a pair. */
    public static String showText(PairFiles.Listed listed) {
        PairSettings pair = listed.pair();
        StringBuilder out = new StringBuilder();
        line(out, "pair", pair.name() + ", group " + pair.group() + ", " + listed.file() + ":" + listed.line());
        line(out, "relation", word(pair.relation()));
        line(
                out,
                "verdict",
                word(pair.review().verdict()) + " by " + pair.review().reviewer() + " on "
                        + pair.review().reviewed() + ", until " + expiry(pair) + ", "
                        + (pair.enabled() ? "enabled" : "disabled"));
        line(out, "reasons", pair.review().reasons());
        line(out, "closes", instant(pair.closeTimeNs()));
        line(out, "resolves", instant(pair.resolutionTimeNs()));
        line(out, "at most", Micros.format(pair.maxQtyMicros()) + " contracts");
        line(out, "void", voids(pair.voids()));
        for (int leg = 0; leg < pair.legs().size(); leg++) {
            Leg each = pair.legs().get(leg);
            line(out, "leg " + leg, word(each.venue()) + " " + each.marketId());
            out.append(String.format(FIELD, "", "rules " + each.reviewed().rulesHash()));
            String words = words(each.reviewed());
            if (!words.isEmpty()) {
                out.append(String.format(FIELD, "", words));
            }
        }
        return out.toString().stripTrailing();
    }

    private static String words(Leg.Reviewed reviewed) {
        List<String> words = new ArrayList<>();
        if (!reviewed.title().isEmpty()) {
            words.add(reviewed.title());
        }
        if (!reviewed.yesOutcome().isEmpty() || !reviewed.noOutcome().isEmpty()) {
            words.add("yes \"" + reviewed.yesOutcome() + "\", no \"" + reviewed.noOutcome() + "\"");
        }
        if (reviewed.strike() != null) {
            words.add("strike " + reviewed.strike());
        }
        return String.join("; ", words);
    }

    public static ObjectNode showJson(PairFiles.Listed listed) {
        PairSettings pair = listed.pair();
        ObjectNode out = JSON.objectNode()
                .put("name", pair.name())
                .put("group", pair.group())
                .put("file", listed.file())
                .put("line", listed.line())
                .put("relation", word(pair.relation()))
                .put("verdict", word(pair.review().verdict()))
                .put("reviewer", pair.review().reviewer())
                .put("reviewed", pair.review().reviewed())
                .put("reasons", pair.review().reasons())
                .put("expires", expiry(pair))
                .put("closes", instant(pair.closeTimeNs()))
                .put("resolves", instant(pair.resolutionTimeNs()))
                .put("maxContracts", Micros.format(pair.maxQtyMicros()))
                .put("enabled", pair.enabled())
                .put("void", word(pair.voids().when()))
                .put("voidReason", pair.voids().reason());
        ObjectNode venues = out.putObject("voidPayouts");
        pair.voids()
                .venues()
                .forEach(each -> venues.put(word(each.venue()), each.payout().toString()));
        ArrayNode legs = out.putArray("legs");
        for (Leg leg : pair.legs()) {
            ObjectNode node = legs.addObject()
                    .put("venue", word(leg.venue()))
                    .put("market", leg.marketId())
                    .put("rulesHash", leg.reviewed().rulesHash())
                    .put("title", leg.reviewed().title())
                    .put("yesOutcome", leg.reviewed().yesOutcome())
                    .put("noOutcome", leg.reviewed().noOutcome())
                    .put(
                            "strike",
                            leg.reviewed().strike() == null
                                    ? null
                                    : leg.reviewed().strike().toString());
            if (leg instanceof Leg.Polymarket polymarket) {
                node.put("yesTokenId", polymarket.yesTokenId())
                        .put("noTokenId", polymarket.noTokenId())
                        .put("slug", polymarket.slug())
                        .put("version", polymarket.version());
            } else if (leg instanceof Leg.Kalshi kalshi) {
                node.put("series", kalshi.series()).put("contractTerms", kalshi.contractTerms());
            }
        }
        return out;
    }

    /** What the pair pays, and what must be true for a gain. */
    public static String explainText(PairFiles.Listed listed, long nowNs) {
        PairSettings pair = listed.pair();
        JointPayoffs payoffs = pair.payoffs();
        StringBuilder out = new StringBuilder(showText(listed)).append(System.lineSeparator());
        out.append(System.lineSeparator())
                .append("YES pays in each joint outcome")
                .append(System.lineSeparator());
        out.append(String.format("%10s", ""));
        for (int leg = 0; leg < payoffs.legs(); leg++) {
            out.append(String.format(" %10s", "leg " + leg));
        }
        out.append(System.lineSeparator());
        JointPayoffs settled = JointPayoffs.of(pair.relation(), payoffs.legs());
        for (int row = 0; row < payoffs.rows(); row++) {
            out.append(String.format("%10s", kind(payoffs, settled, row)));
            for (int leg = 0; leg < payoffs.legs(); leg++) {
                out.append(String.format(" %10s", Micros.format(payoffs.yesPayoutMicros(row, leg))));
            }
            out.append(System.lineSeparator());
        }
        out.append(System.lineSeparator())
                .append("One contract of every leg pays together")
                .append(System.lineSeparator());
        for (int mask : payoffs.directionMasks()) {
            out.append(String.format(
                    "  %-72s worst %-8s best %s%n",
                    held(pair, mask),
                    Micros.format(payoffs.worstPayoutMicros(mask)),
                    Micros.format(payoffs.bestPayoutMicros(mask))));
        }
        out.append(System.lineSeparator()).append("For a gain").append(System.lineSeparator());
        for (String condition : conditions(pair, nowNs)) {
            out.append("  - ").append(condition).append(System.lineSeparator());
        }
        return out.toString().stripTrailing();
    }

    public static ObjectNode explainJson(PairFiles.Listed listed, long nowNs) {
        PairSettings pair = listed.pair();
        JointPayoffs payoffs = pair.payoffs();
        JointPayoffs settled = JointPayoffs.of(pair.relation(), payoffs.legs());
        ObjectNode out = showJson(listed);
        ArrayNode rows = out.putArray("payoffs");
        for (int row = 0; row < payoffs.rows(); row++) {
            ObjectNode node = rows.addObject().put("kind", kind(payoffs, settled, row));
            ArrayNode pays = node.putArray("yesPays");
            payoffs.row(row).forEach(micros -> pays.add(Micros.format(micros)));
        }
        ArrayNode directions = out.putArray("directions");
        for (int mask : payoffs.directionMasks()) {
            ObjectNode node = directions.addObject();
            ArrayNode held = node.putArray("held");
            for (int leg = 0; leg < payoffs.legs(); leg++) {
                held.add(outcome(mask, leg));
            }
            node.put("worst", Micros.format(payoffs.worstPayoutMicros(mask)))
                    .put("best", Micros.format(payoffs.bestPayoutMicros(mask)))
                    .put("evaluated", payoffs.worstPayoutMicros(mask) > 0);
        }
        ArrayNode conditions = out.putArray("conditions");
        conditions(pair, nowNs).forEach(conditions::add);
        return out;
    }

    private static String kind(JointPayoffs payoffs, JointPayoffs settled, int row) {
        return settled.toRows().contains(payoffs.row(row)) ? "settled" : "void";
    }

    private static List<String> conditions(PairSettings pair, long nowNs) {
        List<String> conditions = new ArrayList<>();
        JointPayoffs payoffs = pair.payoffs();
        for (int mask : payoffs.directionMasks()) {
            long worst = payoffs.worstPayoutMicros(mask);
            if (worst > 0) {
                conditions.add(held(pair, mask) + " must cost less than " + Micros.format(worst)
                        + " together, fees and the minimum edge included");
            }
        }
        if (conditions.isEmpty()) {
            conditions.add("nothing can gain: whatever is held may pay nothing");
        }
        conditions.add("no joint outcome but those above may happen, as "
                + pair.review().reviewer() + " found");
        conditions.add("every rule text, token and outcome must still be the one that was reviewed");
        if (!pair.enabled()) {
            conditions.add("a person must enable the pair");
        }
        boolean expired = pair.review().expiryNs() != 0 && pair.review().expiryNs() <= nowNs;
        conditions.add(expired ? "the verdict has expired: both rules must be read again" : "before " + expiry(pair));
        return conditions;
    }

    private static String held(PairSettings pair, int mask) {
        List<String> held = new ArrayList<>();
        for (int leg = 0; leg < pair.legs().size(); leg++) {
            held.add(outcome(mask, leg) + " " + shortened(pair.legs().get(leg).marketId()));
        }
        return String.join(" + ", held);
    }

    private static String shortened(String marketId) {
        return marketId.startsWith("0x") ? marketId.substring(0, SHORT_ID) + "…" : marketId;
    }

    private static String outcome(int mask, int leg) {
        return (mask >> leg & 1) == 0 ? "YES" : "NO";
    }

    private static String voids(VoidRule rule) {
        String told =
                switch (rule.when()) {
                    case EXCLUDED -> "excluded";
                    case TOGETHER -> "of all legs together; YES then pays " + payouts(rule);
                    case APART -> "of each leg by itself; YES then pays " + payouts(rule);
                    case STATED -> "as the rows say";
                    case UNSTATED -> "not stated: every venue at its worst, so nothing can gain";
                };
        return rule.reason().isEmpty() ? told : told + ": " + rule.reason();
    }

    private static String payouts(VoidRule rule) {
        return rule.venues().stream()
                .map(each -> each.payout() + " at " + word(each.venue()))
                .collect(Collectors.joining(", "));
    }

    private static String expiry(PairSettings pair) {
        return pair.review().expiryNs() == 0 ? "no end" : instant(pair.review().expiryNs());
    }

    private static String instant(long epochNs) {
        return epochNs == 0
                ? "not told"
                : Instant.ofEpochSecond(epochNs / NS_PER_SECOND, epochNs % NS_PER_SECOND)
                        .toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format(FIELD, name, value));
    }
}
