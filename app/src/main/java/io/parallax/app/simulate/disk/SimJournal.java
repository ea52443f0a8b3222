package io.parallax.app.simulate.disk;

import io.parallax.app.simulate.time.SimTime;
import io.parallax.app.simulate.world.JournalView;
import io.parallax.engine.port.EventJournal;
import io.parallax.journal.JournalException;
import io.parallax.journal.RecordFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session's journal in memory: record for record the bytes of the real one. Old records are forgotten when more than
 * {@link #KEPT_BYTES} are held; what is asked of them afterwards starts at the oldest that is kept.
 */
public final class SimJournal implements EventJournal, JournalView {
    /** Most bytes one journal keeps. */
    public static final long KEPT_BYTES = 96L << 20;

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int LENGTHS_OFFSET = 32;

    private final SimTime time;
    private final SimDisk disk;
    private final long sessionId;
    private final AppendListener listener;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer draftBytes = ByteBuffer.allocate(RecordFormat.MAX_LENGTH);
    private final UnsafeBuffer draft = new UnsafeBuffer(draftBytes);
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private long chain;
    private long records;
    private long durable;
    private long syncDueNs;
    private long lengthBytes;

    /** Hears of every record. */
    @FunctionalInterface
    public interface AppendListener {
        void onAppend(long sequence, DirectBuffer record, int offset, int length);
    }

    private static final class Chunk {
        private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[CHUNK_BYTES]);
        private final long firstSequence;
        private int length;

        Chunk(long firstSequence) {
            this.firstSequence = firstSequence;
        }
    }

    public SimJournal(SimTime time, SimDisk disk, long sessionId, AppendListener listener) {
        this.time = time;
        this.disk = disk;
        this.sessionId = sessionId;
        this.listener = listener;
        chain = RecordFormat.genesis(sessionId);
        UnsafeBuffer payload = RecordFormat.segmentPayload(sessionId, 0);
        write(RecordFormat.SEGMENT, 0, payload, 0, payload.capacity(), payload, 0, 0);
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
        if (sequence != records) {
            throw new IllegalArgumentException("sequence " + sequence + " where " + records + " must follow");
        }
        String refusal = disk.refusal();
        if (refusal != null) {
            throw new JournalException("record " + sequence + " of session " + sessionId + ": " + refusal);
        }
        int length = write(
                RecordFormat.SLOT, sequence, event, eventOffset, eventLength, commands, commandsOffset, commandsLength);
        records = sequence + 1;
        long nowNs = time.nanoTime();
        if (nowNs >= syncDueNs) {
            durable = records;
            syncDueNs = nowNs + disk.syncedEveryNs();
        }
        listener.onAppend(sequence, draft, 0, length);
    }

    private int write(
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
        int check = RecordFormat.crc(crc, draftBytes, 0, length);
        draft.putInt(RecordFormat.CRC_OFFSET, check, ByteOrder.LITTLE_ENDIAN);
        chain = RecordFormat.advance(chain, sequence, check);
        lengthBytes += length;
        if (kind == RecordFormat.SLOT) {
            keep(sequence, length);
        }
        return length;
    }

    private void keep(long sequence, int length) {
        Chunk last = chunks.peekLast();
        if (last == null || last.length + length > CHUNK_BYTES) {
            last = new Chunk(sequence);
            chunks.add(last);
            if (chunks.size() > KEPT_BYTES / CHUNK_BYTES) {
                chunks.remove();
            }
        }
        last.bytes.putBytes(last.length, draft, 0, length);
        last.length += length;
    }

    /** Forgets what is kept; counts and chain stay. */
    public void release() {
        chunks.clear();
    }

    /** Power fails: what was not yet on the disk is lost. @return records lost */
    public long losePower() {
        long lost = records - durable;
        records = durable;
        return lost;
    }

    @Override
    public long sessionId() {
        return sessionId;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long durable() {
        return durable;
    }

    @Override
    public long chain() {
        return chain;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public void forEach(long fromSequence, Visitor visitor) {
        for (Chunk chunk : chunks) {
            long sequence = chunk.firstSequence;
            int at = 0;
            while (at < chunk.length && sequence < records) {
                int eventLength = chunk.bytes.getInt(at + LENGTHS_OFFSET, ByteOrder.LITTLE_ENDIAN);
                int commandsLength = chunk.bytes.getInt(at + LENGTHS_OFFSET + Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
                int length = RecordFormat.length(eventLength, commandsLength);
                if (sequence >= fromSequence) {
                    int event = at + RecordFormat.HEADER_LENGTH;
                    visitor.onRecord(
                            sequence, chunk.bytes, at, length, event, eventLength, event + eventLength, commandsLength);
                }
                at += length;
                sequence++;
            }
        }
    }
}
