package io.parallax.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Layout of one record, which is the whole payload of one Chronicle document. Little endian, offsets in bytes.
 *
 * <pre>
 *    0        4        8    9    10      12      16         24         32          36             40
 *   +--------+--------+----+----+-------+-------+----------+----------+-----------+--------------+-------+----------+---+
 *   | magic  | CRC32C | ver|kind|header | flags | sequence |  chain   |   event   |   commands   | event | commands | 0 |
 *   | "PXJR" |        |  1 |    |length |   0   |          |  before  |   length  |    length    |       |          |0-3|
 *   +--------+--------+----+----+-------+-------+----------+----------+-----------+--------------+-------+----------+---+
 *                     |<------------------------------- covered by the CRC ------------------------------------------->|
 * </pre>
 *
 * <p>Kinds: {@link #SEGMENT} opens a file and carries the session id and the number of the file in the session; its
 * sequence is that of the first slot that follows. {@link #SLOT} is one slot of the ring: an event and its consequences,
 * with dense sequences from 0.
 *
 * <p>The chain starts as a function of the session id, goes on from file to file, and takes in sequence and CRC of every
 * record. A record holds the value before itself, so its CRC covers the past as well; the value after the last record is
 * in the seal. It proves that the records are those of this session, none lost, doubled, swapped or replaced by another
 * valid record, to within the 32 bits of the CRC. It is a defence against damage and mistakes, not against a forger.
 *
 * <p>What every version keeps: magic, CRC and its coverage, place of the version byte. So a reader can tell a newer
 * format from damage.
 */
public final class RecordFormat {
    static final int MAGIC = 'P' | 'X' << 8 | 'J' << 16 | 'R' << 24;
    static final int VERSION = 1;
    /** Kind of the record that opens a file. */
    public static final int SEGMENT = 1;
    /** Kind of the record of one slot. */
    public static final int SLOT = 2;

    /** Place of the checksum. */
    public static final int CRC_OFFSET = 4;

    static final int VERSION_OFFSET = 8;
    static final int KIND_OFFSET = 9;
    static final int HEADER_LENGTH_OFFSET = 10;
    static final int FLAGS_OFFSET = 12;
    static final int SEQUENCE_OFFSET = 16;
    static final int CHAIN_OFFSET = 24;
    static final int EVENT_LENGTH_OFFSET = 32;
    static final int COMMANDS_LENGTH_OFFSET = 36;
    /** Bytes before the event. */
    public static final int HEADER_LENGTH = 40;

    /** Version, kind and header length as the one word they are on disk. */
    private static final int SLOT_WORD = VERSION | SLOT << 8 | HEADER_LENGTH << 16;

    private static final int SEGMENT_WORD = VERSION | SEGMENT << 8 | HEADER_LENGTH << 16;

    /** Largest record; leaves an event and its consequences four times what the ring's slots hold. */
    public static final int MAX_LENGTH = 32 * 1024;

    /** Payload of a {@link #SEGMENT} record: session id (8), number of the file from 0 (4), zero (4). */
    static final int SEGMENT_PAYLOAD_LENGTH = 16;

    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private RecordFormat() {}

    /** Bytes of a record with this much payload, padding included. */
    public static int length(int eventLength, int commandsLength) {
        return HEADER_LENGTH + eventLength + commandsLength + 3 & ~3;
    }

    /** True when both lengths are ones a record can hold. */
    static boolean fits(int eventLength, int commandsLength) {
        return eventLength >= 0
                && commandsLength >= 0
                && eventLength <= MAX_LENGTH
                && commandsLength <= MAX_LENGTH
                && length(eventLength, commandsLength) <= MAX_LENGTH;
    }

    /** Writes everything but the CRC at offset 0 of {@code out}. */
    public static int encode(
            MutableDirectBuffer out,
            int kind,
            long sequence,
            long chain,
            DirectBuffer event,
            int eventOffset,
            int eventLength,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength) {
        int length = length(eventLength, commandsLength);
        out.putInt(length - 4, 0, LE);
        out.putInt(0, MAGIC, LE);
        out.putInt(VERSION_OFFSET, VERSION | kind << 8 | HEADER_LENGTH << 16, LE);
        out.putInt(FLAGS_OFFSET, 0, LE);
        out.putLong(SEQUENCE_OFFSET, sequence, LE);
        out.putLong(CHAIN_OFFSET, chain, LE);
        out.putInt(EVENT_LENGTH_OFFSET, eventLength, LE);
        out.putInt(COMMANDS_LENGTH_OFFSET, commandsLength, LE);
        out.putBytes(HEADER_LENGTH, event, eventOffset, eventLength);
        out.putBytes(HEADER_LENGTH + eventLength, commands, commandsOffset, commandsLength);
        return length;
    }

    /** Payload of the record that opens file {@code segment} of a session. */
    public static UnsafeBuffer segmentPayload(long sessionId, int segment) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[SEGMENT_PAYLOAD_LENGTH]);
        payload.putLong(0, sessionId, LE);
        payload.putInt(8, segment, LE);
        return payload;
    }

    /** CRC of the record of {@code length} bytes at {@code offset}; moves position and limit of {@code bytes}. */
    public static int crc(CRC32C crc, ByteBuffer bytes, int offset, int length) {
        crc.reset();
        bytes.limit(offset + length).position(offset + VERSION_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** True when the eight bytes at {@code offset} and those after the CRC can only be the start of a record. */
    static boolean startsRecord(DirectBuffer buffer, int offset) {
        if (buffer.getInt(offset, LE) != MAGIC) {
            return false;
        }
        int word = buffer.getInt(offset + VERSION_OFFSET, LE);
        return word == SLOT_WORD || word == SEGMENT_WORD;
    }

    /** Chain before the first record of a session. */
    public static long genesis(long sessionId) {
        return mix(sessionId ^ 0x5058_4A52_0000_0001L);
    }

    /** Chain after a record. */
    public static long advance(long chain, long sequence, int crc) {
        return mix(chain * 0x9E37_79B9_7F4A_7C15L + ((long) crc << 32 ^ sequence));
    }

    /** A bijection of 64 bits in which every input bit reaches every output bit (the finaliser of SplitMix64). */
    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
