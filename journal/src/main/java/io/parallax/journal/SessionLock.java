package io.parallax.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer per session directory, across processes by an OS lock and within this one by a set. The set is asked first
 * and not only for its answer: POSIX drops all locks of a process on a file when any descriptor of it is closed, so a
 * second attempt in this process must never even open the file.
 */
final class SessionLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path session;
    private final FileChannel channel;

    private SessionLock(Path session, FileChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    /** @throws JournalException when another writer, here or elsewhere, holds the directory */
    static SessionLock acquire(Path directory) throws IOException {
        Path session = directory.toRealPath();
        if (!HELD.add(session)) {
            throw new JournalException("session " + directory + " already has a writer in this process");
        }
        FileChannel channel = null;
        try {
            Path file = session.resolve(SessionFiles.LOCK);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            SessionFiles.makePrivate(file);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new JournalException("session " + directory + " is being written by another process");
            }
            return new SessionLock(session, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(session);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(session);
        }
    }
}
