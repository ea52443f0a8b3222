package io.parallax.journal;

import io.parallax.engine.port.EventJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.util.MicroTouched;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one writer of a session. The record is put together and summed in a private buffer, then copied into Chronicle's
 * mapped file as one document, so no fault of an argument can leave half a record. No garbage per record; Chronicle makes
 * a little when it maps the next block.
 *
 * <p>Threads: {@link #append} belongs to one thread, the first to call it. {@link #seal} and {@link #close} may be called
 * by another once that thread has stopped, and the caller knows it has (ring shut down, thread joined).
 *
 * <p>Chronicle's clock, which decides when it begins a new file, is the number of the file in the session: no wall clock
 * can roll, hide or reorder records. It stays at zero here: one file a session.
 */
public final class SessionWriter implements EventJournal, AutoCloseable {
    /** Bytes mapped at a time; a quarter more overlaps. What is mapped counts as resident, so it is kept small. */
    private static final long BLOCK_LENGTH = 16 << 20;

    private static final int PAGE_LENGTH = 4096;
    private static final long CLOCK_OF_FIRST_SEGMENT = 0;

    private enum State {
        OPEN,
        FAILED,
        SEALED,
        CLOSED
    }

    private final Path directory;
    private final long sessionId;
    private final SessionLock lock;
    private final SingleChronicleQueue queue;
    private final ByteBuffer draftBytes = ByteBuffer.allocateDirect(RecordFormat.MAX_LENGTH);
    private final UnsafeBuffer draft = new UnsafeBuffer(draftBytes);
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();
    private ExcerptAppender appender;
    private MicroTouched toucher;
    private Thread owner;
    private State state = State.OPEN;
    private long nextSequence;
    private long chain;
    private long endPosition;

    private SessionWriter(Path directory, long sessionId, SessionLock lock, SingleChronicleQueue queue) {
        this.directory = directory;
        this.sessionId = sessionId;
        this.lock = lock;
        this.queue = queue;
        this.chain = RecordFormat.genesis(sessionId);
    }

    /**
     * Takes a directory made by {@link Sessions#create} and holds its lock until {@link #close}.
     *
     * @throws JournalException when another writer holds it, or when it was written before: a journal is never appended
     *     to by a second run
     */
    public static SessionWriter open(Path directory, long sessionId) {
        try {
            if (!Files.isDirectory(directory)) {
                throw new JournalException(directory + " is not a directory: create the session first");
            }
            SessionLock lock = SessionLock.acquire(directory);
            boolean opened = false;
            try {
                Path queueDirectory = SessionFiles.queue(directory);
                if (Files.exists(queueDirectory)) {
                    throw new JournalException(
                            "session " + directory + " was already written: every run needs a new session directory");
                }
                SessionFiles.createPrivateDirectory(queueDirectory);
                SessionWriter writer = new SessionWriter(directory, sessionId, lock, openQueue(queueDirectory));
                opened = true;
                return writer;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new JournalException("cannot write to session " + directory + ": " + e, e);
        }
    }

    private static SingleChronicleQueue openQueue(Path queueDirectory) {
        return SingleChronicleQueueBuilder.binary(queueDirectory)
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> CLOCK_OF_FIRST_SEGMENT)
                .blockSize(BLOCK_LENGTH)
                .build();
    }

    @Override
    public void append(
            long sequence,
            DirectBuffer event,
            int eventOffset,
            int eventLength,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength) {
        if (state != State.OPEN) {
            throw new IllegalStateException("session " + directory + " is " + state + ": nothing can be appended");
        }
        if (sequence != nextSequence) {
            throw new IllegalArgumentException("sequence " + sequence + " where " + nextSequence + " must follow");
        }
        if (!RecordFormat.fits(eventLength, commandsLength)) {
            throw new IllegalArgumentException("event of " + eventLength + " and commands of " + commandsLength
                    + " bytes exceed a record of " + RecordFormat.MAX_LENGTH);
        }
        if (appender == null) {
            begin();
        }
        assert Thread.currentThread() == owner : "appended by " + Thread.currentThread() + ", owned by " + owner;
        write(RecordFormat.SLOT, sequence, event, eventOffset, eventLength, commands, commandsOffset, commandsLength);
        nextSequence = sequence + 1;
    }

    /** Makes the appender on the thread that will use it, and opens the file with its segment record. */
    private void begin() {
        owner = Thread.currentThread();
        ExcerptAppender created = queue.createAppender();
        created.singleThreadedCheckDisabled(true); // seal and close come from another thread, after this one ended
        toucher = (MicroTouched) created;
        appender = created;
        UnsafeBuffer payload = RecordFormat.segmentPayload(sessionId, 0);
        write(RecordFormat.SEGMENT, 0, payload, 0, payload.capacity(), payload, 0, 0);
        try {
            for (Path file : SessionFiles.queueFiles(directory)) {
                SessionFiles.makePrivate(file);
            }
        } catch (IOException e) {
            state = State.FAILED;
            throw new UncheckedIOException("cannot restrict the files of session " + directory, e);
        }
    }

    private void write(
            int kind,
            long sequence,
            DirectBuffer event,
            int eventOffset,
            int eventLength,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength) {
        int length = RecordFormat.encode(
                draft,
                kind,
                sequence,
                chain,
                event,
                eventOffset,
                eventLength,
                commands,
                commandsOffset,
                commandsLength);
        int sum = RecordFormat.crc(crc, draftBytes, 0, length);
        draft.putInt(RecordFormat.CRC_OFFSET, sum, ByteOrder.LITTLE_ENDIAN);
        state = State.FAILED; // until the record is whole
        copyIntoQueue(length);
        chain = RecordFormat.advance(chain, sequence, sum);
        toucher.microTouch();
        state = State.OPEN;
    }

    private void copyIntoQueue(int length) {
        DocumentContext document = appender.acquireWritingDocument(false);
        boolean whole = false;
        try {
            Bytes<?> bytes = document.wire().bytes();
            long position = bytes.writePosition();
            target.wrap(bytes.addressForWrite(position), length);
            target.putBytes(0, draft, 0, length);
            bytes.writeSkip(length);
            endPosition = position + length;
            whole = true;
        } finally {
            if (!whole) {
                document.rollbackOnClose();
            }
            document.close();
        }
    }

    /** Records appended so far; exact on the appending thread, possibly late on others. */
    public long records() {
        return nextSequence;
    }

    /**
     * Ends the session cleanly: closes the file, cuts it behind its last page, forces it to the disk and writes the seal.
     * {@link #close} is still needed.
     *
     * @param stateHash of the engine after the last event
     * @throws JournalException when the session cannot be sealed; it is then as if its writer had been killed
     */
    public Seal seal(long stateHash) {
        if (state != State.OPEN) {
            throw new IllegalStateException("session " + directory + " is " + state + ": it cannot be sealed");
        }
        if (appender == null) {
            begin();
        }
        state = State.FAILED;
        closeQueue();
        try {
            // One header word behind the end stays, so that a follower looking for the next record finds a zero.
            long length = (endPosition + Integer.BYTES + PAGE_LENGTH - 1) / PAGE_LENGTH * PAGE_LENGTH;
            for (Path file : SessionFiles.queueFiles(directory)) {
                if (file.toString().endsWith(SessionFiles.RECORDS_SUFFIX)) {
                    SessionFiles.truncateDurably(file, length);
                } else {
                    SessionFiles.sync(file);
                }
            }
            SessionFiles.sync(SessionFiles.queue(directory));
            Seal seal = Seal.of(directory, sessionId, nextSequence, chain, stateHash);
            SessionFiles.writeDurably(SessionFiles.seal(directory), seal.encode());
            state = State.SEALED;
            return seal;
        } catch (IOException e) {
            throw new JournalException("cannot seal session " + directory + ": " + e, e);
        }
    }

    private void closeQueue() {
        queue.close();
        BackgroundResourceReleaser.releasePendingResources();
    }

    /** Closes the files and gives the lock back; a session not sealed before stays unsealed for good. */
    @Override
    public void close() {
        state = State.CLOSED;
        closeQueue();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock of session " + directory, e);
        }
    }
}
