package io.parallax.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the documents of one Chronicle Queue file, oldest first, over plain reads into one window. It believes nothing:
 * every length is checked before it is used, and what cannot be a document is said to be so.
 *
 * <pre>
 *   +-------------+-----------------+---------+-------------+---------
 *   | header word | payload         | 0-3 pad | header word | payload ...   the end is a header word of zero
 *   +-------------+-----------------+---------+-------------+---------
 *    bit 31 not complete, bit 30 Chronicle's own (file header, indexes), the rest length of the payload
 * </pre>
 *
 * <p>The file may grow while it is read: an answer other than {@link Found#RECORD} is given only after reading that place
 * afresh, and asking again later looks again. One thread. Source of the layout: Chronicle Wire's "size prefixed blob"
 * headers and the files of Chronicle Queue 2026.4; a test compares with Chronicle's own reader.
 */
final class QueueFile implements AutoCloseable {
    /** What stands at the current place. */
    enum Found {
        /** A whole document that is not Chronicle's own. */
        RECORD,
        /** Nothing yet. */
        END,
        /** A document begun and not finished, or cut by the end of the file. */
        INCOMPLETE,
        /** Nothing that Chronicle or we could have written. */
        DAMAGED
    }

    private static final int NOT_COMPLETE = 1 << 31;
    private static final int OWN = 1 << 30;
    private static final int LENGTH_MASK = OWN - 1;

    /** Bytes after the header word of an unfinished document that may be written already; also bounds Chronicle's own. */
    static final int MAX_DOCUMENT_LENGTH = 64 * 1024;

    private static final int WINDOW_LENGTH = 256 * 1024;

    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(WINDOW_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private long windowStart;
    private int windowLength;
    private long position;
    private int offset;
    private int length;
    private String reason = "";

    private QueueFile(FileChannel channel) {
        this.channel = channel;
    }

    static QueueFile open(Path file) throws IOException {
        return new QueueFile(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Looks at the current place, stepping over Chronicle's own documents. Does not move past a record. */
    Found find() {
        Found found = look();
        while (found != Found.RECORD && windowStart != position) {
            reload();
            found = look();
        }
        if (found != Found.RECORD) {
            windowLength = 0; // a later call reads anew
        }
        return found;
    }

    /** Forgets what was read of the current place; false when it was read from there already. */
    boolean reload() {
        if (windowStart == position) {
            return false;
        }
        windowStart = position;
        windowLength = 0;
        return true;
    }

    private Found look() {
        while (true) {
            if (!load(position, Integer.BYTES)) {
                return Found.END;
            }
            int word = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            if (word == 0) {
                return Found.END;
            }
            int size = word & LENGTH_MASK;
            boolean own = (word & OWN) != 0;
            if ((word & NOT_COMPLETE) != 0) {
                reason = "a document was begun and not finished";
                return size == 0 ? Found.INCOMPLETE : damaged("a document header is damaged");
            }
            if (!own && position == 0) {
                return damaged("it does not begin with Chronicle's header");
            }
            if (size == 0 || size > (own ? MAX_DOCUMENT_LENGTH : RecordFormat.MAX_LENGTH)) {
                return damaged("a document header gives an impossible length");
            }
            if (!load(position + Integer.BYTES, size)) {
                reason = "the file ends inside a document";
                return Found.INCOMPLETE;
            }
            length = size;
            if (!own) {
                return Found.RECORD;
            }
            if (hidesRecord()) {
                return damaged("records lie inside one of Chronicle's own documents");
            }
            skip();
        }
    }

    private Found damaged(String why) {
        reason = why;
        return Found.DAMAGED;
    }

    /** A damaged length or flag of an index would swallow records; Chronicle's own bytes never look like one. */
    private boolean hidesRecord() {
        for (int at = offset; at <= offset + length - RecordFormat.HEADER_LENGTH; at += Integer.BYTES) {
            if (RecordFormat.startsRecord(buffer, at)) {
                return true;
            }
        }
        return false;
    }

    /** Moves behind the document just found. */
    void skip() {
        position += Integer.BYTES + (length + 3 & ~3);
    }

    /**
     * Makes bytes of the current document available from {@link #offset} on; false when the file ends before. What is
     * read anew starts with the document, so that a window that starts elsewhere always means an older reading.
     */
    private boolean load(long from, int count) {
        if (from < windowStart || from + count > windowStart + windowLength) {
            fill(position);
        }
        offset = (int) (from - windowStart);
        return offset + count <= windowLength;
    }

    private void fill(long from) {
        try {
            bytes.clear();
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until the window is full or the file ends
            }
            windowStart = from;
            windowLength = bytes.position();
        } catch (IOException e) {
            throw new JournalException("cannot read the journal at offset " + from + ": " + e, e);
        }
    }

    /** First byte at or after {@code from} that is not zero, -1 when there is none. */
    long firstNonZero(long from) {
        long at = from;
        fill(at);
        while (windowLength > 0) {
            for (int i = 0; i < windowLength; i++) {
                if (buffer.getByte(i) != 0) {
                    long found = at + i;
                    windowLength = 0;
                    return found;
                }
            }
            at += windowLength;
            fill(at);
        }
        return -1;
    }

    /**
     * Whether what stands behind an end at {@code at} is no more than one record begun and not finished: a writer killed at
     * the wrong instant leaves the payload without its header word. Another record behind it means that one was lost.
     */
    boolean holdsOnlyOneBegun(long at) {
        long begun = at + Integer.BYTES;
        if (firstNonZero(begun + RecordFormat.MAX_LENGTH) >= 0) {
            return false;
        }
        fill(begun);
        boolean alone = true;
        for (int i = Integer.BYTES; i <= windowLength - RecordFormat.HEADER_LENGTH && alone; i += Integer.BYTES) {
            alone = !RecordFormat.startsRecord(buffer, i);
        }
        windowLength = 0;
        return alone;
    }

    /** Where the next document begins or would begin. */
    long position() {
        return position;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Start of the payload found, in {@link #buffer}; valid until the next call. */
    int offset() {
        return offset;
    }

    /** Length of the payload found. */
    int length() {
        return length;
    }

    /** Why the last answer was {@link Found#INCOMPLETE} or {@link Found#DAMAGED}. */
    String reason() {
        return reason;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
