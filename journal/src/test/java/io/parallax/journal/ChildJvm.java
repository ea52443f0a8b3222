package io.parallax.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Another JVM that writes, opens or verifies a session; the first argument of {@link #main} says which. */
final class ChildJvm implements AutoCloseable {
    static final long SEED = 4711;

    final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(Path javaHome, List<String> options, String... arguments) throws IOException {
        Path flags = Path.of(System.getProperty("parallax.root"), "config", "jvm.flags");
        Assumptions.assumeTrue(Files.exists(flags), "no config/jvm.flags: run from the build");
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.add("@" + flags);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildJvm.class.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    static Path ownHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Every JDK beside the running one, itself included, once. */
    static List<Path> installedHomes() throws IOException {
        List<Path> homes = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(ownHome().toRealPath().getParent())) {
            for (Path home : siblings.sorted().toList()) {
                if (Files.isExecutable(home.resolve("bin/java")) && !homes.contains(home.toRealPath())) {
                    homes.add(home.toRealPath());
                }
            }
        }
        return homes;
    }

    /** The next line of the child, null when it ended. */
    String line() throws IOException {
        return lines.readLine();
    }

    /** What the child printed last; waits for its end. */
    String lastLine() throws IOException, InterruptedException {
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line;
        }
        process.waitFor();
        return last;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        Path session = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "verify" -> System.out.println(SessionReader.verify(session));
            case "write" -> {
                Samples.write(session, SEED, 1_000, true);
                System.out.println("written");
            }
            case "write-for-ever" -> writeForEver(session);
            case "open" -> {
                try (SessionWriter writer = SessionWriter.open(session, 1)) {
                    System.out.println("opened " + writer.records());
                } catch (JournalException e) {
                    System.out.println(e.getMessage());
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Acknowledges every record by a line written after the append returned. */
    private static void writeForEver(Path session) {
        Samples.Source source = new Samples.Source(SEED);
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            for (long n = 0; n < 5_000_000; n++) {
                source.appendTo(writer, n);
                if (n % 64 == 0) {
                    System.out.println(n);
                }
            }
        }
    }
}
