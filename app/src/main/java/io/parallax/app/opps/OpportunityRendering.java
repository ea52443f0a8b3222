package io.parallax.app.opps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Opportunities for people, and for programs. Amounts are dollars, quantities contracts. */
public final class OpportunityRendering {
    private static final long NANOS = 1_000_000_000L;
    private static final String ROW = "%-6s %-27s %-30s %3s %10s %11s %9s %9s %9s  %s%n";
    private static final String FIELD = "  %-12s %s%n";

    private OpportunityRendering() {}

    /** The head of {@link #row}. */
    public static String head() {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        "id",
                        "opened",
                        "pair",
                        "dir",
                        "lived ms",
                        "contracts",
                        "gross",
                        "net",
                        "money",
                        "reason")
                .stripTrailing();
    }

    /** One line for an opportunity, with its best figures. */
    public static String row(OpportunityLife life, SessionNames names) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        life.id(),
                        instant(life.first().timestampNs()),
                        names.pair(life.pairId()),
                        life.direction(),
                        life.closing().map(end -> millis(end.durationNs())).orElse("open"),
                        Micros.format(life.best().qtyMicros()),
                        Micros.format(life.best().grossEdgeMicros()),
                        amount(life.best().netEdgeMicros()),
                        amount(life.best().netMicros()),
                        reason(life))
                .stripTrailing();
    }

    private static String reason(OpportunityLife life) {
        String last = life.last().reason().name();
        String counted = life.reason().name();
        return counted.equals(last) ? counted : counted + " (last " + last + ")";
    }

    /** As {@link #row}, for programs. */
    public static ObjectNode json(OpportunityLife life, SessionNames names) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", life.id());
        json.put("pairId", life.pairId());
        json.put("pair", names.pair(life.pairId()));
        json.put("direction", life.direction());
        json.put("opened", instant(life.first().timestampNs()));
        json.put("reason", life.reason().name());
        json.put("lastReason", life.last().reason().name());
        json.put("open", life.closing().isEmpty());
        life.closing().ifPresent(end -> {
            json.put("durationNs", end.durationNs());
            json.put("evaluations", end.evaluations());
            json.put("best", instant(end.bestNs()));
        });
        json.put("bestContracts", decimal(life.best().qtyMicros()));
        json.put("bestGrossEdgeUsd", decimal(life.best().grossEdgeMicros()));
        json.put("bestNetEdgeUsd", decimal(life.best().netEdgeMicros()));
        json.put("bestNetUsd", decimal(life.best().netMicros()));
        return json;
    }

    /** Everything that is known of one. */
    public static String text(Explanation explained) {
        OpportunityLife life = explained.life();
        SessionNames names = explained.names();
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "opportunity %d  %s  direction %d  %s%n",
                life.id(),
                names.pair(life.pairId()),
                life.direction(),
                life.reason()));
        out.append(String.format(Locale.ROOT, FIELD, "why", Reasons.text(life.reason())));
        life.closing()
                .ifPresent(end -> out.append(String.format(
                        Locale.ROOT,
                        FIELD,
                        "lived",
                        millis(end.durationNs()) + " ms, " + end.evaluations() + " evaluations, best at "
                                + instant(end.bestNs()))));
        for (Explanation.Moment moment : explained.moments()) {
            out.append(System.lineSeparator());
            moment(out, moment, names);
        }
        if (!explained.consequences().isEmpty()) {
            out.append(System.lineSeparator()).append("what followed").append(System.lineSeparator());
            explained
                    .consequences()
                    .forEach(line -> out.append("  ").append(line).append(System.lineSeparator()));
        }
        return out.toString().stripTrailing();
    }

    private static void moment(StringBuilder out, Explanation.Moment moment, SessionNames names) {
        OpportunityLife.Point point = moment.point();
        out.append(String.format(
                Locale.ROOT,
                "%s  record %d  %s  %s: %s%n",
                instant(point.timestampNs()),
                point.sequence(),
                moment.cause(),
                point.reason(),
                Reasons.text(point.reason())));
        for (int i = 0; i < point.legs().size(); i++) {
            OpportunityLife.Leg leg = point.legs().get(i);
            Explanation.Side side = moment.sides().get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "  buy %-3s %s  limit %s  cost %s  fees %s%n",
                    leg.outcome(),
                    names.instrument(leg.instrumentId()),
                    Micros.format(leg.priceMicros()),
                    amount(leg.costMicros()),
                    amount(leg.feesMicros())));
            out.append(String.format(
                    Locale.ROOT,
                    "          book %s, current %s ms ago: %s%n",
                    side.health(),
                    millis(side.ageNs()),
                    levels(side.levels())));
        }
        out.append(String.format(
                Locale.ROOT,
                "  pays at least %s a contract, gross edge %s, net edge %s, contracts %s%n",
                Micros.format(point.payoutMicros()),
                Micros.format(point.grossEdgeMicros()),
                amount(point.netEdgeMicros()),
                Micros.format(point.qtyMicros())));
        out.append(String.format(
                Locale.ROOT,
                "  capital %s, fees %s, unwind reserve %s, net money %s%n",
                amount(point.capitalMicros()),
                amount(point.feesMicros()),
                amount(point.unwindReserveMicros()),
                amount(point.netMicros())));
    }

    private static String levels(List<Explanation.Level> levels) {
        if (levels.isEmpty()) {
            return "nothing to buy";
        }
        StringBuilder text = new StringBuilder();
        for (Explanation.Level level : levels) {
            text.append(text.isEmpty() ? "" : "  ")
                    .append(Micros.format(level.qtyMicros()))
                    .append(" at ")
                    .append(Micros.format(level.priceMicros()));
        }
        return text.toString();
    }

    /** As {@link #text(Explanation)}, for programs. */
    public static ObjectNode json(Explanation explained) {
        ObjectNode json = json(explained.life(), explained.names());
        json.put("why", Reasons.text(explained.life().reason()));
        ArrayNode moments = json.putArray("records");
        for (Explanation.Moment moment : explained.moments()) {
            moments.add(json(moment, explained.names()));
        }
        ArrayNode consequences = json.putArray("consequences");
        explained.consequences().forEach(consequences::add);
        return json;
    }

    private static ObjectNode json(Explanation.Moment moment, SessionNames names) {
        OpportunityLife.Point point = moment.point();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sequence", point.sequence());
        json.put("time", instant(point.timestampNs()));
        json.put("cause", moment.cause());
        json.put("reason", point.reason().name());
        json.put("contracts", decimal(point.qtyMicros()));
        json.put("payoutUsd", decimal(point.payoutMicros()));
        json.put("grossEdgeUsd", decimal(point.grossEdgeMicros()));
        json.put("netEdgeUsd", decimal(point.netEdgeMicros()));
        json.put("capitalUsd", decimal(point.capitalMicros()));
        json.put("feesUsd", decimal(point.feesMicros()));
        json.put("unwindReserveUsd", decimal(point.unwindReserveMicros()));
        json.put("netUsd", decimal(point.netMicros()));
        ArrayNode legs = json.putArray("legs");
        for (int i = 0; i < point.legs().size(); i++) {
            legs.add(json(point.legs().get(i), moment.sides().get(i), names));
        }
        return json;
    }

    private static ObjectNode json(OpportunityLife.Leg leg, Explanation.Side side, SessionNames names) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("instrumentId", leg.instrumentId());
        json.put("market", names.instrument(leg.instrumentId()));
        json.put("title", names.title(leg.instrumentId()));
        json.put("outcome", leg.outcome().name());
        json.put("limitUsd", decimal(leg.priceMicros()));
        json.put("costUsd", decimal(leg.costMicros()));
        json.put("feesUsd", decimal(leg.feesMicros()));
        json.put("book", side.health().name());
        json.put("bookAgeNs", side.ageNs());
        ArrayNode levels = json.putArray("levels");
        side.levels().forEach(level -> levels.addObject()
                .put("priceUsd", decimal(level.priceMicros()))
                .put("contracts", decimal(level.qtyMicros())));
        return json;
    }

    private static String instant(long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NANOS), Math.floorMod(epochNs, NANOS))
                .truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                .toString();
    }

    private static String millis(long ns) {
        return BigDecimal.valueOf(ns / 1_000, 3).toPlainString();
    }

    private static String amount(long micros) {
        return micros == Micros.NULL ? "-" : Micros.format(micros);
    }

    private static BigDecimal decimal(long micros) {
        return micros == Micros.NULL ? null : new BigDecimal(Micros.format(micros));
    }
}
