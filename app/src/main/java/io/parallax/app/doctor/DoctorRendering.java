package io.parallax.app.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.doctor.Finding.Severity;
import java.util.Locale;

/** What the doctor found, for people and for programs. */
public final class DoctorRendering {
    private DoctorRendering() {}

    /** One line a finding, then how many there are of each. */
    public static String text(DoctorReport report) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : report.findings()) {
            out.append(String.format(Locale.ROOT, "%-5s %s%n", word(finding), finding.line()));
        }
        return out.append(report.count(Severity.ERROR))
                .append(" errors, ")
                .append(report.count(Severity.WARN))
                .append(" warnings, ")
                .append(report.count(Severity.OK))
                .append(" as they should be")
                .toString();
    }

    private static String word(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Every finding with its parts. */
    public static ObjectNode json(DoctorReport report) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("ok", report.errors().isEmpty());
        ArrayNode findings = out.putArray("findings");
        for (Finding finding : report.findings()) {
            findings.addObject()
                    .put("id", finding.id())
                    .put("severity", word(finding))
                    .put("cause", finding.cause().name())
                    .put("fault", finding.fault())
                    .put("value", finding.value())
                    .put("fix", finding.fix());
        }
        return out;
    }
}
