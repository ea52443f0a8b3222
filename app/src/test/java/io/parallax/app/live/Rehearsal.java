package io.parallax.app.live;

import io.parallax.app.cli.Main;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A simulator behind recording proxies, a configuration for it, and the command line. */
public final class Rehearsal implements AutoCloseable {
    /** What a command said. */
    public record Said(int code, String out, String err) {
        public String all() {
            return out + err;
        }
    }

    private final VenueSim sim;
    private final RecordingProxy polymarket;
    private final RecordingProxy kalshi;
    private final Path directory;

    public Rehearsal(Path directory) throws IOException {
        this(directory, SimSettings.defaults(1));
    }

    public Rehearsal(Path directory, SimSettings settings) throws IOException {
        this.directory = directory;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        sim = VenueSim.start(settings);
        polymarket = new RecordingProxy(sim.polymarketPort());
        kalshi = new RecordingProxy(sim.kalshiPort());
        SimSetup.write(directory, sim);
        edit(text -> text.replace(":" + sim.polymarketPort(), ":" + polymarket.port())
                .replace(":" + sim.kalshiPort(), ":" + kalshi.port()));
    }

    public VenueSim sim() {
        return sim;
    }

    public Path config() {
        return directory.resolve(SimSetup.SETTINGS);
    }

    public Path directory() {
        return directory;
    }

    /** Changes the configuration. */
    public void edit(UnaryOperator<String> change) throws IOException {
        Files.writeString(config(), change.apply(Files.readString(config())));
    }

    /** Replaces a key file, readable by its owner alone. */
    public void key(String name, String content) throws IOException {
        Files.writeString(directory.resolve("keys").resolve(name), content);
    }

    public RecordingProxy polymarket() {
        return polymarket;
    }

    public RecordingProxy kalshi() {
        return kalshi;
    }

    /** Requests that could change something, of both venues. */
    public List<String> writes() {
        List<String> writes = new ArrayList<>(polymarket.writes());
        writes.addAll(kalshi.writes());
        return writes;
    }

    /** Runs a command in this process; {@code CONFIG} stands for the configuration. */
    public Said run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] named = Arrays.stream(args)
                .map(arg -> arg.equals("CONFIG") ? config().toString() : arg)
                .toArray(String[]::new);
        int code = Main.execute(named, new PrintWriter(out), new PrintWriter(err));
        return new Said(code, out.toString(), err.toString());
    }

    @Override
    public void close() throws IOException {
        polymarket.close();
        kalshi.close();
        sim.close();
    }
}
