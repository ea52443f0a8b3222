package io.parallax.config.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A file that only its owner, who is the user of this process, may read: a regular file of mode 0600 or stricter, no symbolic link, in
 * a directory where nobody else can put another in its place.
 */
public final class PrivateFile {
    private static final int GROUP_AND_OTHERS = 0077;
    private static final int WRITE_OF_GROUP_AND_OTHERS = 0022;
    private static final int STICKY = 01000;
    private static final int PERMISSIONS = 07777;
    private static final long MAX_BYTES = 64 * 1024;

    private PrivateFile() {}

    /**
     * The whole content.
     *
     * @throws SecretException naming file, mode and what to do, when it is not such a file
     */
    public static byte[] read(Path file) {
        check(file);
        return content(file);
    }

    /** @throws SecretException when it is not such a file */
    public static void check(Path file) {
        Map<String, Object> found = attributes(file);
        int mode = (int) found.get("mode") & PERMISSIONS;
        if (Files.isSymbolicLink(file)) {
            throw new SecretException(file + ": is a symbolic link; name the file itself");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SecretException(file + ": is no regular file");
        }
        if ((mode & GROUP_AND_OTHERS) != 0) {
            throw new SecretException(file + ": mode " + octal(mode) + " lets others in; chmod 600 " + file);
        }
        int uid = (int) found.get("uid");
        if (uid != ownUid()) {
            throw new SecretException(file + ": belongs to uid " + uid + ", this process runs as uid " + ownUid()
                    + "; chown it to the user that runs Parallax");
        }
        Path directory = file.toAbsolutePath().getParent();
        int around = (int) attributes(directory).get("mode") & PERMISSIONS;
        if ((around & WRITE_OF_GROUP_AND_OTHERS) != 0 && (around & STICKY) == 0) {
            throw new SecretException(file + ": others may write its directory (mode " + octal(around)
                    + ") and put another file in its place; chmod go-w " + directory);
        }
    }

    /** The content without the judgement of owner and directory, for files the service manager made. */
    static byte[] content(Path file) {
        try (SeekableByteChannel in =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = in.size();
            if (size > MAX_BYTES) {
                throw new SecretException(file + ": " + size + " bytes, a secret has at most " + MAX_BYTES);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until it is read or ends
            }
            byte[] read = Arrays.copyOf(bytes.array(), bytes.position());
            Arrays.fill(bytes.array(), (byte) 0);
            return read;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Replaces the file as a whole by one of mode 0600; it is on the disk when this returns.
     *
     * @throws SecretException when it cannot be written
     */
    public static void write(Path file, byte[] content) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SecretException(file + ": cannot be written: " + e.getMessage());
        }
    }

    static Map<String, Object> attributes(Path file) {
        try {
            return Files.readAttributes(file, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new SecretException(
                    file + ": its file system knows no owner and mode; keep secrets on one that does");
        }
    }

    private static SecretException unreadable(Path file, IOException why) {
        return new SecretException(
                why instanceof NoSuchFileException
                        ? file + ": there is no such file"
                        : file + ": cannot be read by this user ("
                                + why.getClass().getSimpleName() + ")");
    }

    /** The user this process runs as. */
    static int ownUid() {
        try {
            Path self = Path.of("/proc/self");
            return (int) Files.getAttribute(
                    Files.exists(self) ? self : Path.of(System.getProperty("user.home")), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            throw new SecretException("the user of this process cannot be told: " + e.getMessage());
        }
    }

    static String octal(int mode) {
        return String.format("%04o", mode);
    }
}
