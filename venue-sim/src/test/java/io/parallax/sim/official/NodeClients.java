package io.parallax.sim.official;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Installs the official clients below {@code target/}, pinned by versions and hashes of the lock file, and runs our drivers with
 * them. Tests are skipped where node, npm or the registry is missing, and with {@code -Dofficial.clients=false}.
 */
final class NodeClients {
    private static final Path SOURCE = Path.of("src", "test", "js");
    private static final Path FOLDER = Path.of("target", "official-clients");
    private static final int INSTALL_SECONDS = 45;
    private static final int RUN_SECONDS = 45;

    private NodeClients() {}

    /** The folder with the clients installed; skips the test when that cannot be. */
    static void install() throws IOException, InterruptedException {
        assumeTrue(
                !"false".equals(System.getProperty("official.clients")),
                "official clients are switched off by -Dofficial.clients=false");
        assumeTrue(works("node", "--version"), "node is not here: official clients are not tried");
        Files.createDirectories(FOLDER);
        Path lock = FOLDER.resolve("package-lock.json");
        boolean installed = Files.isRegularFile(lock)
                && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0
                && Files.isRegularFile(FOLDER.resolve("installed"));
        try (var files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (installed) {
            return;
        }
        Files.deleteIfExists(FOLDER.resolve("installed"));
        assumeTrue(works("npm", "--version"), "npm is not here: official clients are not tried");
        Result result = run(
                INSTALL_SECONDS,
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
        assumeTrue(result.status() == 0, () -> "the clients cannot be installed from the registry: " + result.text());
        Files.createFile(FOLDER.resolve("installed"));
    }

    /** How a command ended and what it printed. @param status -1 when it took too long */
    record Result(int status, String text) {}

    /** Runs a driver; the plan comes as its one argument. */
    static Result drive(String script, String plan) throws IOException, InterruptedException {
        return run(RUN_SECONDS, List.of("node", script, plan));
    }

    private static Result run(int seconds, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(FOLDER, command.get(0), ".out");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        return ended
                ? new Result(process.exitValue(), text)
                : new Result(-1, text + "\n(cut off after " + seconds + " s)");
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }
}
