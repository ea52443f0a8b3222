package io.parallax.app.control;

import io.parallax.journal.SessionFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The lock of the process that trades with these sessions: the operating system's, so none is left by a dead process. */
public final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @return null when another process, or another session of this one, has it
     * @throws ControlException when the file cannot be made
     */
    public static RunLock take(ControlDirectory directory) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            SessionFiles.makePrivate(directory.lock());
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new RunLock(channel);
            }
            channel.close();
            return null;
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            return null;
        } catch (IOException e) {
            throw new ControlException("the lock " + directory.lock() + " cannot be taken: " + e, e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ControlException("the lock file cannot be closed: " + e, e);
        }
    }

    /** Whether a process trades with these sessions. */
    public static boolean isHeld(ControlDirectory directory) {
        if (Files.notExists(directory.lock())) {
            return false;
        }
        try (RunLock lock = take(directory)) {
            return lock == null;
        }
    }

    @Override
    public void close() {
        closeQuietly(channel); // closing gives the lock up
    }
}
