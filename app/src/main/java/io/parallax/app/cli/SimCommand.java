package io.parallax.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.live.SimSetup;
import io.parallax.sim.PortNotFree;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.venue.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps both simulated venues up. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description = "Keeps both simulated venues up on 127.0.0.1 until it is stopped.")
final class SimCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final long CLOSE_SECONDS = 5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--polymarket-port", paramLabel = "N", defaultValue = "0", description = "0 = any free port")
    private int polymarketPort;

    @Option(names = "--kalshi-port", paramLabel = "N", defaultValue = "0", description = "0 = any free port")
    private int kalshiPort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of everything random; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "recording to play when its markets are subscribed, .jsonl or .jsonl.gz; repeatable")
    private List<Path> captures = new ArrayList<>();

    @Option(
            names = "--setup",
            paramLabel = "DIR",
            description =
                    "also write a configuration with pairs and keys for this simulator, to rehearse other commands")
    private Path setup;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Options.range(spec, "--polymarket-port", polymarketPort, 0, MAX_PORT);
        Options.range(spec, "--kalshi-port", kalshiPort, 0, MAX_PORT);
        if (kalshiPort != 0 && kalshiPort == polymarketPort) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kalshi-port=" + kalshiPort + ": is --polymarket-port too, give each venue its own or 0");
        }
        captures.forEach(Options::readable);
        SimSettings settings =
                SimSettings.defaults(seed).withPorts(kalshiPort, polymarketPort).withCaptures(captures, 0);
        CountDownLatch signalled = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            signalled.countDown();
            awaitUpTo(closed);
        }));
        try (VenueSim sim = start(settings)) {
            if (setup != null) {
                write(sim);
            }
            output.print(text(sim), json(sim));
            signalled.await();
        } finally {
            closed.countDown();
        }
        return ExitCode.OK.code();
    }

    private void write(VenueSim sim) {
        try {
            SimSetup.write(setup, sim);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.NOT_FOUND, "--setup=" + setup + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static void awaitUpTo(CountDownLatch closed) {
        try {
            closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private VenueSim start(SimSettings settings) {
        try {
            return VenueSim.start(settings);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        } catch (PortNotFree e) {
            String option = e.venue() == Venue.KALSHI ? "--kalshi-port=" : "--polymarket-port=";
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    option + e.port() + ": the port is not free ("
                            + e.getCause().getMessage() + "), give another or 0",
                    e);
        }
    }

    private static String text(VenueSim sim) {
        return String.join(
                System.lineSeparator(),
                "kalshi      " + sim.kalshiRest() + "  " + sim.kalshiSocket(),
                "polymarket  " + sim.polymarketRest() + "  " + sim.polymarketMarketSocket() + "  "
                        + sim.polymarketUserSocket(),
                "stop with Ctrl-C");
    }

    private static ObjectNode json(VenueSim sim) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("kalshi")
                .put("rest", sim.kalshiRest().toString())
                .put("socket", sim.kalshiSocket().toString());
        json.putObject("polymarket")
                .put("rest", sim.polymarketRest().toString())
                .put("marketSocket", sim.polymarketMarketSocket().toString())
                .put("userSocket", sim.polymarketUserSocket().toString());
        json.put("seed", sim.settings().seed());
        return json;
    }
}
