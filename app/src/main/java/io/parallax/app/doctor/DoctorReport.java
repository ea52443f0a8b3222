package io.parallax.app.doctor;

import io.parallax.app.doctor.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Everything that was judged, in the order in which it was. */
public record DoctorReport(List<Finding> findings) {
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** Errors alone, in order. */
    public List<Finding> errors() {
        return findings.stream().filter(Finding::isError).toList();
    }

    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** The fault that decides how the process ends: the first error. */
    public Optional<Finding> gravest() {
        return errors().stream().findFirst();
    }
}
