package io.parallax.app.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** Identity of the running program, as stamped on every session. Names no person and no host. */
public final class BuildInfo {
    private BuildInfo() {}

    /** Version of the project, such as {@code 0.1.0}. */
    public static String version() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("build.properties is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * SHA-256 over names and bytes of every file of the code that the given classes were loaded from, in order of names:
     * the same for a jar and for the directory it was packed from.
     *
     * @param oneOfEachModule any class of every module that counts
     */
    public static byte[] codeHash(Collection<Class<?>> oneOfEachModule) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Class<?> type : oneOfEachModule) {
                URI location =
                        type.getProtectionDomain().getCodeSource().getLocation().toURI();
                Path path = Path.of(location);
                if (Files.isDirectory(path)) {
                    addTree(digest, path);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(path)) {
                        addTree(digest, jar.getPath("/"));
                    }
                }
            }
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot hash the program's own code", e);
        }
    }

    private static void addTree(MessageDigest digest, Path top) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(top)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !name(top, file).startsWith("META-INF/"))
                    .sorted((a, b) -> name(top, a).compareTo(name(top, b)))
                    .toList();
        }
        for (Path file : files) {
            digest.update(name(top, file).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] bytes = Files.readAllBytes(file);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
    }

    private static String name(Path top, Path file) {
        return top.relativize(file).toString().replace('\\', '/');
    }

    /** Virtual machine, its version and collector. */
    public static String jvm() {
        String collector = ManagementFactory.getGarbageCollectorMXBeans().isEmpty()
                ? "no collector"
                : ManagementFactory.getGarbageCollectorMXBeans().get(0).getName();
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + ", " + collector;
    }

    /** Operating system, processor kind and count. */
    public static String host() {
        return String.format(
                Locale.ROOT,
                "%s %s %s, %d processors",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    /** Resident memory of this process in MiB, or -1 where the system does not tell. */
    public static long residentMiB() {
        return statusKiB("VmRSS:");
    }

    /** Highest resident memory of this process so far in MiB, or -1 where the system does not tell. */
    public static long peakResidentMiB() {
        return statusKiB("VmHWM:");
    }

    private static long statusKiB(String key) {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(digits -> Long.parseLong(digits) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
