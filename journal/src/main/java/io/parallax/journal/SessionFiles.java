package io.parallax.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Names, permissions and durable writes of a session directory. Owner only: journals hold what an account did. */
public final class SessionFiles {
    static final String QUEUE = "queue";
    static final String LOCK = "session.lock";
    static final String SEAL = "seal.json";
    static final String RECORDS_SUFFIX = ".cq4";

    private SessionFiles() {}

    static Path queue(Path session) {
        return session.resolve(QUEUE);
    }

    static Path seal(Path session) {
        return session.resolve(SEAL);
    }

    /** The regular files of a queue directory, by name. */
    static List<Path> queueFiles(Path session) throws IOException {
        try (Stream<Path> files = Files.list(queue(session))) {
            return files.sorted().toList();
        }
    }

    /** Creates one directory that must not exist, open to its owner alone. */
    static void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectory(
                directory, directoryAttributes(directory.toAbsolutePath().getParent()));
    }

    /** Creates what is missing of the path, open to its owner alone; leaves what exists as it is. */
    public static void createPrivateDirectories(Path directory) throws IOException {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        Files.createDirectories(directory, directoryAttributes(existing));
    }

    private static FileAttribute<?>[] directoryAttributes(Path existing) throws IOException {
        return isPosix(existing)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes a file readable and writable by its owner alone, where the file system knows owners. */
    public static void makePrivate(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static boolean isPosix(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    /** Writes the bytes so that after a power cut the file is either absent or whole. */
    public static void writeDurably(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            makePrivate(draft);
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        sync(file.toAbsolutePath().getParent());
    }

    /** Cuts a file to a length and forces it, mapped pages included, to the disk. */
    static void truncateDurably(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    /** Forces a file, or the names in a directory, to the disk. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
