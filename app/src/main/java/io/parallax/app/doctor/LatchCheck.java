package io.parallax.app.doctor;

import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a halt stands from an earlier session. */
final class LatchCheck implements Check {
    private final ControlDirectory controls;

    LatchCheck(Path sessions) {
        controls = ControlDirectory.of(sessions);
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Latch latch : LatchStore.open(controls).standing()) {
            findings.add(Finding.error(
                    "latch",
                    Cause.OTHER,
                    "a halt of " + latch.what() + " stands",
                    latch.cause() + ": " + latch.evidence(),
                    "./parallax resume"));
        }
        if (controls.isKilled()) {
            findings.add(Finding.error(
                    "latch.kill-file",
                    Cause.OTHER,
                    "the kill file is there",
                    controls.killFile().toString(),
                    "remove it"));
        }
        return findings.isEmpty() ? List.of(Finding.ok("latch", "no halt stands", "")) : findings;
    }
}
