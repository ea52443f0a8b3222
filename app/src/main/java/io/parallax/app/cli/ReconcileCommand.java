package io.parallax.app.cli;

import io.parallax.app.doctor.Doctor;
import io.parallax.app.doctor.DoctorReport;
import io.parallax.app.live.ConfiguredMarkets;
import io.parallax.app.reconcile.Reconcile;
import io.parallax.app.reconcile.ReconcileRendering;
import io.parallax.app.reconcile.ReconcileReport;
import io.parallax.config.ConfigException;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.journal.JournalException;
import io.parallax.journal.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The venues against the newest journal. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description =
                "Shows each difference between both venues and a session's journal, with the source of both figures.")
final class ReconcileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--session",
            paramLabel = "SESSION",
            defaultValue = Sessions.LATEST,
            description = "default the newest")
    private String session;

    @Mixin
    private SessionsOption sessions;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        ParallaxSettings settings = config.load(null);
        try {
            return reconcile(settings);
        } finally {
            settings.wipe();
        }
    }

    private int reconcile(ParallaxSettings settings) {
        if (settings.mode() == Mode.SIM
                || settings.mode() == Mode.PAPER
                || settings.polymarket().isEmpty()
                || settings.kalshi().isEmpty()) {
            throw new ConfigException(List.of("mode: reconcile reads accounts, which modes shadow and live have, of"
                    + " sections polymarket and kalshi"));
        }
        EpochClock clock = EpochClock.system();
        Path directory = directory(settings);
        DoctorReport venues = Doctor.venues(settings, clock);
        if (!venues.errors().isEmpty()) {
            throw DoctorCommand.refused(venues);
        }
        ReconcileReport report;
        try {
            report = Reconcile.of(
                    directory,
                    settings.polymarket().get(),
                    settings.kalshi().get(),
                    ConfiguredMarkets.read(settings.pairs(), clock.epochNanos()).polymarket(),
                    clock);
        } catch (ReferenceException e) {
            throw new CliException(ExitCode.VENUE_FAILED, e.getMessage(), e);
        }
        output.print(ReconcileRendering.text(report), ReconcileRendering.json(report));
        return (report.differences().isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT).code();
    }

    private Path directory(ParallaxSettings settings) {
        Path root = sessions.orElse(config.sessions(settings));
        try {
            return Sessions.resolve(root, session);
        } catch (JournalException e) {
            throw new CliException(ExitCode.NOT_FOUND, e.getMessage(), e);
        }
    }
}
