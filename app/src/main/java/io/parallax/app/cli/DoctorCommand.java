package io.parallax.app.cli;

import io.parallax.app.doctor.Cause;
import io.parallax.app.doctor.Doctor;
import io.parallax.app.doctor.DoctorRendering;
import io.parallax.app.doctor.DoctorReport;
import io.parallax.app.doctor.Finding;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.gateway.net.EpochClock;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges everything before it trades. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description =
                "Judges configuration, keys, venues, pairs and machine, and tells the fix of each fault; sends nothing.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "judge for this mode; default the one of the configuration")
    private Mode mode;

    @Mixin
    private SessionsOption sessions;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Progress progress = Progress.ofProcess();
        ParallaxSettings settings = config.load(mode);
        DoctorReport report;
        try {
            report = Doctor.examine(
                    settings,
                    config.warnings(),
                    sessions.orElse(config.sessions(settings)),
                    EpochClock.system(),
                    progress::show);
        } finally {
            progress.clear();
            settings.wipe();
        }
        output.print(DoctorRendering.text(report), DoctorRendering.json(report));
        report.errors().forEach(finding -> spec.commandLine().getErr().println("parallax: " + finding.line()));
        return report.gravest().map(finding -> code(finding.cause()).code()).orElse(ExitCode.OK.code());
    }

    /** How the process ends by the gravest finding. */
    static CliException refused(DoctorReport report) {
        Finding gravest = report.gravest().orElseThrow();
        int more = report.errors().size() - 1;
        String rest = more == 0 ? "" : "; and " + more + " more: ./parallax doctor tells them";
        return new CliException(code(gravest.cause()), gravest.line() + rest);
    }

    static ExitCode code(Cause cause) {
        return switch (cause) {
            case CONFIG -> ExitCode.CONFIG;
            case CREDENTIALS -> ExitCode.CREDENTIALS;
            case WRONG_KEY -> ExitCode.WRONG_KEY;
            case REVOKED_KEY -> ExitCode.REVOKED_KEY;
            case NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
            case WRONG_CHAIN -> ExitCode.WRONG_CHAIN;
            case CLOCK -> ExitCode.CLOCK;
            case BLOCKED -> ExitCode.BLOCKED;
            case UNREACHABLE -> ExitCode.VENUE_FAILED;
            case OTHER -> ExitCode.UNHEALTHY;
        };
    }
}
