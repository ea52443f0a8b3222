package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the demo as a process of its own and looks at every socket it holds, as the kernel tells, many times a second. A
 * socket that opens and closes between two looks is missed, and so are sockets that are neither TCP nor UDP.
 */
class LoopbackOnlyTest {
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");
    private static final String LOOPBACK_4 = "0100007F";
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";
    private static final String LOOPBACK_4_IN_6 = "0000000000000000FFFF00000100007F";
    private static final String NONE_4 = "00000000:0000";
    private static final String NONE_6 = "00000000000000000000000000000000:0000";

    @TempDir
    private Path directory;

    @Test
    void shouldTouchNoAddressButLoopback() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "needs /proc/<pid>/net");
        Process demo = start();
        Set<String> elsewhere = new TreeSet<>();
        int most = 0;
        while (!demo.waitFor(20, TimeUnit.MILLISECONDS)) {
            List<String> sockets = sockets(demo.pid());
            most = Math.max(most, sockets.size());
            sockets.stream().filter(socket -> !isLocal(socket)).forEach(elsewhere::add);
        }
        assertThat(elsewhere).as("sockets that are not on loopback").isEmpty();
        assertThat(most)
                .as("sockets seen at once; none would mean that this test looks at nothing")
                .isGreaterThan(5);
        assertThat(demo.exitValue())
                .as(Files.readString(directory.resolve("err")))
                .isIn(0, 7);
    }

    @Test
    void shouldTellOtherAddressesFromLoopback() {
        assertThat(isLocal("0100007F:1F90 00000000:0000")).isTrue();
        assertThat(isLocal("0100007F:1F90 0100007F:9C40")).isTrue();
        assertThat(isLocal("00000000:1F90 00000000:0000"))
                .as("listens on every address")
                .isFalse();
        assertThat(isLocal("0200000A:9C40 08080808:01BB")).isFalse();
        assertThat(isLocal(LOOPBACK_4_IN_6 + ":9C40 0000000000000000FFFF000008080808:01BB"))
                .isFalse();
    }

    private Process start() throws IOException {
        Path root = Path.of(System.getProperty("parallax.root"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("config/jvm.flags"),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parallax.app.cli.Main",
                "demo",
                "--seconds",
                "3",
                "--sessions",
                directory.resolve("sessions").toString()));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static boolean isLocal(String socket) {
        String[] ends = socket.split(" ");
        return isLoopback(ends[0]) && (isLoopback(ends[1]) || ends[1].equals(NONE_4) || ends[1].equals(NONE_6));
    }

    private static boolean isLoopback(String end) {
        String address = end.substring(0, end.indexOf(':'));
        return address.equals(LOOPBACK_4) || address.equals(LOOPBACK_6) || address.equals(LOOPBACK_4_IN_6);
    }

    /** "local remote" of each socket of the process, addresses and ports in hex as the kernel writes them. */
    private static List<String> sockets(long pid) throws IOException {
        Set<String> inodes = inodes(pid);
        List<String> found = new ArrayList<>();
        for (String table : TABLES) {
            Path file = Path.of("/proc/" + pid + "/net/" + table);
            if (!Files.isReadable(file)) {
                continue; // the process has ended, or there is no IPv6
            }
            for (String line : readLines(file)) {
                String[] fields = line.trim().split("\\s+");
                if (fields.length > 9 && inodes.contains(fields[9])) {
                    found.add(fields[1] + " " + fields[2]);
                }
            }
        }
        return found;
    }

    private static List<String> readLines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // the process has ended meanwhile
        }
    }

    private static Set<String> inodes(long pid) {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                String target = readLink(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        } catch (IOException e) {
            return inodes; // the process has ended meanwhile
        }
        return inodes;
    }

    private static String readLink(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
