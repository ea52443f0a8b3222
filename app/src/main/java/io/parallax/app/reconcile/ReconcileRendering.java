package io.parallax.app.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;

/** What differs, for people and for programs; amounts are decimal strings. */
public final class ReconcileRendering {
    private ReconcileRendering() {}

    public static String text(ReconcileReport report) {
        StringBuilder out = new StringBuilder();
        for (Difference each : report.differences()) {
            out.append(each.what())
                    .append(System.lineSeparator())
                    .append("    journal ")
                    .append(Micros.format(each.journalMicros()))
                    .append("  ")
                    .append(each.journalSource())
                    .append(System.lineSeparator())
                    .append("    venue   ")
                    .append(Micros.format(each.venueMicros()))
                    .append("  ")
                    .append(each.venueSource())
                    .append(System.lineSeparator());
        }
        return out.append(report.session().getFileName())
                .append(", journal ")
                .append(report.verdict().status())
                .append(": ")
                .append(report.compared())
                .append(" figures compared, ")
                .append(report.differences().size())
                .append(" differ")
                .toString();
    }

    public static ObjectNode json(ReconcileReport report) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("session", report.session().toString());
        out.put("journal", report.verdict().status().name());
        out.put("compared", report.compared());
        ArrayNode differences = out.putArray("differences");
        for (Difference each : report.differences()) {
            ObjectNode one = differences.addObject().put("what", each.what());
            one.putObject("journal")
                    .put("value", Micros.format(each.journalMicros()))
                    .put("source", each.journalSource());
            one.putObject("venue")
                    .put("value", Micros.format(each.venueMicros()))
                    .put("source", each.venueSource());
        }
        return out;
    }
}
