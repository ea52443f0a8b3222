package io.parallax.app.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where sessions are kept: room, kind of file system, and who may look in. */
final class DiskCheck implements Check {
    private static final long GIB = 1L << 30;
    private static final long LEAST_BYTES = GIB;
    private static final long FEW_BYTES = 10 * GIB;
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "ncpfs",
            "afs",
            "9p",
            "ceph",
            "glusterfs",
            "lustre",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.s3fs",
            "davfs",
            "virtiofs");
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

    private final Path sessions;

    DiskCheck(Path sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Finding> run() {
        Path nearest = sessions.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        List<Finding> findings = new ArrayList<>();
        try {
            FileStore store = Files.getFileStore(nearest);
            findings.add(space(sessions, store.getUsableSpace()));
            findings.add(kind(sessions, store.type()));
            if (nearest.equals(sessions.toAbsolutePath())) {
                findings.add(mode(sessions, permissions(nearest)));
            }
            if (!Files.isWritable(nearest)) {
                findings.add(Finding.error(
                        "disk.write",
                        Cause.OTHER,
                        "sessions cannot be written",
                        nearest.toString(),
                        "chown or name another"));
            }
        } catch (IOException e) {
            findings.add(Finding.error(
                    "disk.space",
                    Cause.OTHER,
                    "the disk cannot be judged",
                    String.valueOf(e.getMessage()),
                    "name another"));
        }
        return findings;
    }

    private static Set<PosixFilePermission> permissions(Path directory) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null ? Set.of() : view.readAttributes().permissions();
    }

    static Finding space(Path sessions, long freeBytes) {
        String value = String.format(Locale.ROOT, "%.1f GiB free for %s", (double) freeBytes / GIB, sessions);
        String fix = "free some, or keep sessions on another disk (runtime.sessions)";
        if (freeBytes < LEAST_BYTES) {
            return Finding.error("disk.space", Cause.OTHER, "the journal has no room", value, fix);
        }
        return freeBytes < FEW_BYTES
                ? Finding.warn("disk.space", "little room for journals", value, fix)
                : Finding.ok("disk.space", "room for journals", value);
    }

    static Finding kind(Path sessions, String type) {
        String value = type + " holds " + sessions;
        if (NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
            return Finding.error(
                    "disk.kind",
                    Cause.OTHER,
                    "a network file system: its maps and locks do not hold what the journal needs",
                    value,
                    "keep sessions on a local disk (runtime.sessions)");
        }
        return MEMORY.contains(type)
                ? Finding.warn("disk.kind", "memory, gone with the machine", value, "keep sessions on a local disk")
                : Finding.ok("disk.kind", "a local file system", value);
    }

    static Finding mode(Path sessions, Set<PosixFilePermission> permissions) {
        boolean others = permissions.stream().anyMatch(it -> !it.name().startsWith("OWNER"));
        String value = PosixFilePermissions.toString(permissions) + " " + sessions;
        return others
                ? Finding.error(
                        "disk.mode",
                        Cause.OTHER,
                        "other users can look into the sessions",
                        value,
                        "chmod 700 " + sessions)
                : Finding.ok("disk.mode", "sessions are open to their owner alone", value);
    }
}
