package io.parallax.app.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** How a run went, for people and for programs. */
public final class RunRendering {
    private RunRendering() {}

    public static String text(RunReport report) {
        StringBuilder out = new StringBuilder();
        line(out, "mode", mode(report) + ", " + report.seconds() + " s");
        line(out, "session", report.session());
        line(out, "events", report.counts().sequence());
        line(out, "opportunities", report.counts().opportunities());
        line(out, "orders", report.counts().orders() + ", " + report.shadowed() + " of them built and not sent");
        line(out, "hedged", report.counts().hedged() + " attempts");
        line(out, "ended", report.drained() ? "with nothing under way" : "with something still under way");
        report.standing()
                .forEach(latch -> line(out, "halt", latch.what() + ", " + latch.cause() + ": " + latch.evidence()));
        return out.append("check it with ./parallax replay ")
                .append(report.session().getFileName())
                .toString();
    }

    private static void line(StringBuilder out, String name, Object value) {
        out.append(String.format(Locale.ROOT, "%-14s %s%n", name, value));
    }

    private static String mode(RunReport report) {
        return report.mode().name().toLowerCase(Locale.ROOT);
    }

    public static ObjectNode json(RunReport report) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("mode", mode(report))
                .put("session", report.session().toString())
                .put("seconds", report.seconds());
        out.put("events", report.counts().sequence())
                .put("opportunities", report.counts().opportunities());
        out.put("orders", report.counts().orders()).put("shadowed", report.shadowed());
        out.put("hedged", report.counts().hedged()).put("drained", report.drained());
        ArrayNode latches = out.putArray("latches");
        report.standing().forEach(latch -> latches.add(latch.json()));
        return out;
    }
}
