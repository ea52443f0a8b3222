package io.parallax.app.fee;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.Days;
import io.parallax.config.fee.FeeTerms;
import java.math.BigDecimal;
import java.util.Locale;

/** A {@link FeeReport} for people, and for programs. */
public final class FeeRendering {
    private FeeRendering() {}

    public static String text(FeeReport report) {
        StringBuilder out = new StringBuilder();
        FeeTerms terms = report.terms();
        line(
                out,
                "venue",
                name(terms.venue())
                        + (report.precisionMicros() == 0
                                ? ""
                                : ", balance in whole " + Micros.format(report.precisionMicros())
                                        + (report.question().broker() ? " (broker)" : " (direct)")));
        line(out, "at", report.question().at().toString());
        line(
                out,
                "table",
                report.table().file() + " version " + report.table().version() + ", read "
                        + report.table().read() + ", good for " + report.table().maxAgeDays() + " days");
        terms.basis().forEach(words -> line(out, "basis", words));
        line(out, "formula", formula(terms));
        line(out, "rounding", name(report.rounding()) + rounding(report));
        if (terms.schedule() != null && terms.schedule().makerRebateMicros() > 0) {
            line(
                    out,
                    "rebate",
                    "makers share " + percent(terms.schedule().makerRebateMicros())
                            + " of the takers' fees afterwards; no part of this fee");
        }
        line(out, "tradable", tradable(report));
        int number = 0;
        for (FeeReport.Fill fill : report.fills()) {
            out.append(System.lineSeparator());
            line(
                    out,
                    "fill " + ++number,
                    name(fill.asked().action()) + " "
                            + Micros.format(fill.asked().qtyMicros()) + " at "
                            + Micros.format(fill.asked().priceMicros()) + ", "
                            + name(fill.asked().liquidity()));
            fill.steps().forEach(step -> line(out, "", step));
        }
        out.append(System.lineSeparator());
        line(
                out,
                "fee",
                Micros.format(report.totalFeeMicros()) + " (exact "
                        + report.totalModelFee().toPlainString() + ", reserve "
                        + Micros.format(report.totalReserveMicros())
                        + ")");
        if (report.averagePriceFee() != null) {
            line(
                    out,
                    "",
                    "were the match charged at its average price: "
                            + report.averagePriceFee().toPlainString() + "; the venue does not say which it does");
        }
        return out.toString().stripTrailing();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format(Locale.ROOT, "%-9s %s%n", name, value));
    }

    private static String formula(FeeTerms terms) {
        return switch (terms.kind()) {
            case POLYMARKET_V2 ->
                "rate x shares x (p (1 - p)) ^ exponent, rate " + rates(terms) + ", exponent "
                        + Micros.format(terms.exponentMicros());
            case KALSHI_QUADRATIC ->
                "multiplier x k x contracts x p (1 - p), multiplier " + Micros.format(terms.multiplierMicros())
                        + ", rate with it " + rates(terms);
            case NONE, UNKNOWN, NULL_VAL -> "no fee";
        };
    }

    private static String rates(FeeTerms terms) {
        return Micros.format(terms.takerRateMicros()) + " taker, " + Micros.format(terms.makerRateMicros()) + " maker";
    }

    private static String rounding(FeeReport report) {
        return report.question().rounding() == null
                ? ", " + report.terms().rounding().days() + ", taken in "
                        + name(report.terms().rounding().collection()).replace('-', ' ')
                : ", as asked";
    }

    private static String tradable(FeeReport report) {
        return report.terms().tooOld()
                ? "no: the table was read on " + report.table().read() + " and is good for "
                        + report.table().maxAgeDays() + " days; read the venue's schedule again"
                : "yes";
    }

    private static String percent(long micros) {
        return Micros.format(micros * 100) + " %";
    }

    /** Keys and their order are part of the contract in docs/cli.md; amounts are decimal strings. */
    public static ObjectNode json(FeeReport report) {
        FeeTerms terms = report.terms();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("venue", name(terms.venue()));
        json.put("name", report.question().name());
        json.put("at", report.question().at().toString());
        ObjectNode table = json.putObject("table");
        table.put("file", report.table().file());
        table.put("version", report.table().version());
        table.put("read", report.table().read().toString());
        table.put("maxAgeDays", report.table().maxAgeDays());
        table.put("source", report.table().source());
        ArrayNode basis = json.putArray("basis");
        terms.basis().forEach(basis::add);
        row(
                json,
                "schedule",
                terms.schedule() == null ? null : terms.schedule().id(),
                terms.schedule() == null ? null : terms.schedule().days());
        row(
                json,
                "series",
                terms.series() == null ? null : terms.series().id(),
                terms.series() == null ? null : terms.series().days());
        json.put("formula", name(terms.kind()));
        json.put("takerRate", Micros.format(terms.takerRateMicros()));
        json.put("makerRate", Micros.format(terms.makerRateMicros()));
        json.put("exponent", Micros.format(terms.exponentMicros()));
        json.put("multiplier", Micros.format(terms.multiplierMicros()));
        json.put(
                "makerRebate",
                terms.schedule() == null ? null : Micros.format(terms.schedule().makerRebateMicros()));
        ObjectNode rounding = json.putObject("rounding");
        rounding.put("rule", name(report.rounding()));
        rounding.put("collect", name(terms.rounding().collection()));
        rounding.put("precision", report.precisionMicros() == 0 ? null : Micros.format(report.precisionMicros()));
        json.put("tradable", !terms.tooOld());
        json.put("notTradable", terms.tooOld() ? tradable(report) : null);
        ArrayNode fills = json.putArray("fills");
        report.fills().forEach(fill -> fill(fills.addObject(), fill));
        json.put("feeExact", report.totalModelFee().toPlainString());
        json.put("feeAtAveragePrice", text(report.averagePriceFee()));
        json.put("reserve", Micros.format(report.totalReserveMicros()));
        json.put("fee", Micros.format(report.totalFeeMicros()));
        return json;
    }

    private static void row(ObjectNode json, String key, String id, Days days) {
        if (id == null) {
            json.putNull(key);
            return;
        }
        ObjectNode row = json.putObject(key);
        row.put("id", id);
        row.put("from", days.from() == null ? null : days.from().toString());
        row.put("to", days.to() == null ? null : days.to().toString());
    }

    private static void fill(ObjectNode json, FeeReport.Fill fill) {
        json.put("price", Micros.format(fill.asked().priceMicros()));
        json.put("qty", Micros.format(fill.asked().qtyMicros()));
        json.put("liquidity", name(fill.asked().liquidity()));
        json.put("action", name(fill.asked().action()));
        json.put("feeExact", fill.modelFee().toPlainString());
        json.put("tradeFee", Micros.format(fill.tradeFeeMicros()));
        json.put("roundingFee", Micros.format(fill.roundingFeeMicros()));
        json.put("rebate", Micros.format(fill.rebateMicros()));
        json.put("accumulator", Micros.format(fill.accumulatorMicros()));
        json.put("feeDown", text(fill.feeFloor()));
        json.put("reserve", Micros.format(fill.reserveMicros()));
        json.put("fee", Micros.format(fill.feeMicros()));
        json.put("feeShares", text(fill.feeShares()));
        json.put("balanceChange", Micros.format(fill.balanceMicros()));
        ArrayNode steps = json.putArray("steps");
        fill.steps().forEach(steps::add);
    }

    private static String text(BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    /** As the tables spell it. */
    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
