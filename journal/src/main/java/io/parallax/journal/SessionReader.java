package io.parallax.journal;

import io.parallax.journal.Verdict.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * Reads a session's records in order and tells in the end what the journal is worth. Damaged content never throws: it
 * ends the records and shows in the {@link Verdict}. Changes no file and takes no lock, so it also reads a copy, a
 * read-only medium, or a session still being written: {@link #next} may be asked again after it said false.
 *
 * <pre>
 *   try (SessionReader reader = SessionReader.open(session)) {
 *       while (reader.next()) {
 *           engine.onEvent(reader.sequence(), reader.buffer(), reader.eventOffset(), reader.eventLength(), out);
 *       }
 *       Verdict verdict = reader.verdict();
 *   }
 * </pre>
 *
 * No garbage per record. One thread.
 */
public final class SessionReader implements AutoCloseable {
    /** How often a growing journal may outrun the check of the bytes behind its end. */
    private static final int CHASES = 3;

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private final Path session;
    private final QueueFile file;
    private final CRC32C crc = new CRC32C();
    private Verdict settled;
    private boolean opened;
    private long sessionId;
    private long chain;
    private long nextSequence;
    private int eventOffset;
    private int eventLength;
    private int commandsLength;

    private SessionReader(Path session, QueueFile file, Verdict settled) {
        this.session = session;
        this.file = file;
        this.settled = settled;
    }

    /** Opens a session directory; one that cannot be opened gives a reader with no record and the reason as verdict. */
    public static SessionReader open(Path session) {
        try {
            if (!Files.exists(session)) {
                return unreadable(session, session + " does not exist");
            }
            if (!Files.isDirectory(session)) {
                return unreadable(session, session + " is a file: name the session directory");
            }
            if (!Files.isDirectory(SessionFiles.queue(session))) {
                return unreadable(session, session + " has no " + SessionFiles.QUEUE + "/: not a session directory");
            }
            List<Path> files = SessionFiles.queueFiles(session).stream()
                    .filter(path -> path.toString().endsWith(SessionFiles.RECORDS_SUFFIX))
                    .toList();
            if (files.size() != 1) {
                return unreadable(
                        session,
                        files.isEmpty()
                                ? session + " holds no journal: nothing was ever written to it"
                                : session + " holds " + files.size()
                                        + " journal files: this build reads one a session");
            }
            return new SessionReader(session, QueueFile.open(files.get(0)), null);
        } catch (IOException e) {
            return unreadable(session, "cannot open " + session + ": " + e);
        }
    }

    /** Reads a whole session for its verdict alone. */
    public static Verdict verify(Path session) {
        try (SessionReader reader = open(session)) {
            return reader.verdict();
        }
    }

    private static SessionReader unreadable(Path session, String reason) {
        return new SessionReader(session, null, Verdict.cannotOpen(reason));
    }

    /** Moves to the next record; false when there is no further one that can be trusted. */
    public boolean next() {
        while (settled == null) {
            switch (file.find()) {
                case RECORD -> {
                    if (accept()) {
                        if (opened) {
                            return true;
                        }
                        opened = true;
                    }
                }
                case DAMAGED -> settled = corrupt(file.reason());
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    /** Checks the record found. Settles the verdict, or leaves it to be looked at afresh, when it is not good. */
    private boolean accept() {
        DirectBuffer buffer = file.buffer();
        int at = file.offset();
        String fault = fault(buffer, at, file.length());
        if (fault == null) {
            long sequence = buffer.getLong(at + RecordFormat.SEQUENCE_OFFSET, LE);
            eventOffset = at + RecordFormat.HEADER_LENGTH;
            eventLength = buffer.getInt(at + RecordFormat.EVENT_LENGTH_OFFSET, LE);
            commandsLength = buffer.getInt(at + RecordFormat.COMMANDS_LENGTH_OFFSET, LE);
            if (!opened) {
                sessionId = buffer.getLong(eventOffset, LE);
                chain = RecordFormat.genesis(sessionId);
            }
            chain = RecordFormat.advance(chain, sequence, buffer.getInt(at + RecordFormat.CRC_OFFSET, LE));
            nextSequence = opened ? sequence + 1 : sequence;
            file.skip();
            return true;
        }
        if (!file.reload()) {
            settled = isNewerFormat(buffer, at) ? Verdict.cannotOpen(fault) : corrupt(fault);
        }
        return false;
    }

    /** What is wrong with the record, null when nothing is; the CRC comes first, so later faults are the writer's. */
    private String fault(DirectBuffer buffer, int at, int length) {
        if (length < RecordFormat.HEADER_LENGTH || buffer.getInt(at, LE) != RecordFormat.MAGIC) {
            return "not one of our records (magic)";
        }
        if (RecordFormat.crc(crc, file.bytes(), at, length) != buffer.getInt(at + RecordFormat.CRC_OFFSET, LE)) {
            return "checksum differs";
        }
        int version = buffer.getByte(at + RecordFormat.VERSION_OFFSET) & 0xFF;
        if (version != RecordFormat.VERSION) {
            return session + " is of journal format " + version + ": this build reads " + RecordFormat.VERSION;
        }
        int kind = buffer.getByte(at + RecordFormat.KIND_OFFSET);
        long payload = (long) buffer.getInt(at + RecordFormat.EVENT_LENGTH_OFFSET, LE)
                + buffer.getInt(at + RecordFormat.COMMANDS_LENGTH_OFFSET, LE);
        if (kind != (opened ? RecordFormat.SLOT : RecordFormat.SEGMENT)) {
            return "record of kind " + kind + " in a place where it cannot be";
        }
        if (buffer.getShort(at + RecordFormat.HEADER_LENGTH_OFFSET, LE) != RecordFormat.HEADER_LENGTH
                || buffer.getInt(at + RecordFormat.FLAGS_OFFSET, LE) != 0
                || buffer.getInt(at + RecordFormat.EVENT_LENGTH_OFFSET, LE) < 0
                || buffer.getInt(at + RecordFormat.COMMANDS_LENGTH_OFFSET, LE) < 0
                || (RecordFormat.HEADER_LENGTH + payload + 3 & ~3L) != length
                || !opened && payload != RecordFormat.SEGMENT_PAYLOAD_LENGTH) {
            return "record header contradicts its document";
        }
        long sequence = buffer.getLong(at + RecordFormat.SEQUENCE_OFFSET, LE);
        if (sequence != nextSequence) {
            return "record " + sequence + " where " + nextSequence + " must follow";
        }
        long expected = opened ? chain : RecordFormat.genesis(buffer.getLong(at + RecordFormat.HEADER_LENGTH, LE));
        if (buffer.getLong(at + RecordFormat.CHAIN_OFFSET, LE) != expected) {
            return "chain broken: the records before are not those it was written after";
        }
        return null;
    }

    /** Only before the first record: a file does not change its format on the way. */
    private boolean isNewerFormat(DirectBuffer buffer, int at) {
        return !opened
                && file.length() >= RecordFormat.HEADER_LENGTH
                && buffer.getInt(at, LE) == RecordFormat.MAGIC
                && RecordFormat.crc(crc, file.bytes(), at, file.length())
                        == buffer.getInt(at + RecordFormat.CRC_OFFSET, LE)
                && buffer.getByte(at + RecordFormat.VERSION_OFFSET) != RecordFormat.VERSION;
    }

    private Verdict corrupt(String reason) {
        return Verdict.corrupt(nextSequence, nextSequence, reason + ", at offset " + file.position());
    }

    /**
     * Reads what is left and judges the whole: records, seal, and with a seal every byte of every queue file. Of a session
     * still being written, {@link Status#TORN} can also mean that a record was just being written.
     */
    public Verdict verdict() {
        for (int chase = 0; settled == null && chase <= CHASES; chase++) {
            boolean sealed = Files.exists(SessionFiles.seal(session)); // asked first: after it nothing is written
            drain();
            long end = settled == null ? file.position() : 0;
            if (settled == null && sealed) {
                settled = judgeSealed();
            } else if (settled == null) {
                Verdict verdict = judgeUnsealed(file.find());
                drain();
                if (settled == null && file.position() == end) {
                    return verdict;
                }
            }
        }
        return settled == null ? Verdict.unsealed(nextSequence) : settled;
    }

    private void drain() {
        while (next()) {
            // to the end
        }
    }

    private Verdict judgeSealed() {
        try {
            Seal seal = Seal.read(session).orElseThrow(() -> new JournalException("the seal was taken away"));
            if (seal.records() != nextSequence || seal.lastSequence() != nextSequence - 1) {
                return corrupt("sealed with " + seal.records() + " records, last " + seal.lastSequence());
            }
            if (seal.sessionId() != sessionId || seal.chain() != chain) {
                return corrupt("the records are not those that were sealed (chain)");
            }
            Optional<String> difference = seal.differenceOfFiles(session);
            return difference.isPresent()
                    ? Verdict.corrupt(nextSequence, -1, difference.get())
                    : Verdict.clean(nextSequence);
        } catch (JournalException e) {
            return Verdict.corrupt(nextSequence, -1, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the files of " + session, e);
        }
    }

    /** What can be said without a seal: nothing may stand behind the end that the writer would not have left there. */
    private Verdict judgeUnsealed(QueueFile.Found end) {
        boolean torn = end == QueueFile.Found.INCOMPLETE;
        String reason = file.reason();
        long stray = file.firstNonZero(file.position() + (torn ? QueueFile.MAX_DOCUMENT_LENGTH : 0));
        if (stray >= 0 && !torn && file.holdsOnlyOneBegun(file.position())) {
            return Verdict.torn(nextSequence, "a record was begun and not finished");
        }
        if (stray >= 0) {
            return corrupt("the records end but at offset " + stray + " there is more");
        }
        return torn ? Verdict.torn(nextSequence, reason) : Verdict.unsealed(nextSequence);
    }

    /** Session id from the journal itself; 0 before the first record. */
    public long sessionId() {
        return sessionId;
    }

    /** Sequence of the current record. */
    public long sequence() {
        return nextSequence - 1;
    }

    /** Holds the current record's event and commands until the next call of {@link #next} or {@link #verdict}. */
    public DirectBuffer buffer() {
        return file.buffer();
    }

    /** Where the event starts in {@link #buffer}. */
    public int eventOffset() {
        return eventOffset;
    }

    /** Bytes of the event, SBE header included. */
    public int eventLength() {
        return eventLength;
    }

    /** Where the list of commands starts in {@link #buffer}; laid out as in a {@code CommandBuffer}. */
    public int commandsOffset() {
        return eventOffset + eventLength;
    }

    /** Bytes of the list of commands, 0 when the event caused nothing. */
    public int commandsLength() {
        return commandsLength;
    }

    /** Chain value after the current record. */
    public long chain() {
        return chain;
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the journal of " + session, e);
            }
        }
    }
}
