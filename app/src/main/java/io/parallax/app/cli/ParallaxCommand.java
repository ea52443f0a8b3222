package io.parallax.app.cli;

import io.parallax.app.build.BuildInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; its commands do the work. */
@Command(
        name = "parallax",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Finds and takes arbitrage between two prediction markets, and can replay every decision.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DoctorCommand.class,
            KeysCommand.class,
            ReconcileCommand.class,
            ReplayCommand.class,
            SimCommand.class,
            RecordCommand.class,
            BookCommand.class,
            OppsCommand.class,
            FeeCommand.class,
            PairsCommand.class,
            SimulateCommand.class,
            Controlling.Status.class,
            Controlling.Pause.class,
            Controlling.Drain.class,
            Controlling.Halt.class,
            Controlling.Flatten.class,
            Controlling.Resume.class,
            Controlling.CancelAll.class,
            Controlling.ResetGuard.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 2 wrong option, 3 configuration, 4 not found, 5 corrupt journal,",
            "6 replay diverged, 7 expectation failed, 8 recording incomplete, 9 venue failed,",
            "10 control refused, 11 ended halted, 12 a thread stood still, 13 credentials, 14 wrong key,",
            "15 key unknown, 16 not permitted, 17 wrong chain or addresses, 18 clock, 19 blocked,",
            "20 doctor found faults, 21 journal and venue differ, 22 live not armed,",
            "69 no JDK or build failed, 70 internal."
        })
final class ParallaxCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is needed: demo, run, doctor, keys, reconcile, replay, sim, record, book, opps, fee, pairs, simulate,"
                        + " status, pause, drain, halt, flatten, resume or cancel-all");
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parallax " + BuildInfo.version(), BuildInfo.jvm()};
        }
    }
}
