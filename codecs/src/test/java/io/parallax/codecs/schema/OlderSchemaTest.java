package io.parallax.codecs.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.appended.Flag;
import io.parallax.codecs.sbe.appended.QuoteDecoder;
import io.parallax.codecs.sbe.appended.QuoteEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * What a decoder makes of a message whose writer did not know the last fields. The block length in the header leads it
 * to groups and texts in any case; but only a field with {@code sinceVersion} is known to be absent and reads as null.
 * One without it reads the bytes that follow the block. The rule this leads to heads the schema.
 */
final class OlderSchemaTest {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int QUOTE_BLOCK_BEFORE = QuoteEncoder.BLOCK_LENGTH - Long.BYTES - Byte.BYTES;

    private final UnsafeBuffer today = new UnsafeBuffer(new byte[256]);

    @Test
    void shouldFindEarlierFieldsAndGroupsBehindAShorterBlock() {
        BookSnapshotDecoder decoded = olderSnapshot();

        assertThat(decoded.meta().timestampNs()).isEqualTo(11);
        assertThat(decoded.meta().venueTimeNs()).isEqualTo(12);
        assertThat(decoded.instrumentId()).isEqualTo(5);
        assertThat(decoded.line()).isEqualTo((short) 1);
        assertThat(decoded.flags().begin()).isTrue();
        BookSnapshotDecoder.LevelsDecoder levels = decoded.levels();
        assertThat(levels.count()).isEqualTo(2);
        assertThat(levels.next().priceMicros()).isEqualTo(420_000);
        assertThat(levels.next().side()).isEqualTo(BookSide.ASK);
        assertThat(levels.qtyMicros()).isEqualTo(4);
    }

    @Test
    void shouldReadForeignBytesFromAnAbsentFieldWithoutSinceVersion() {
        BookSnapshotDecoder decoded = olderSnapshot();

        int groupHeader = BookSnapshotEncoder.LevelsEncoder.sbeBlockLength() | 2 << 16; // block length, count
        assertThat(BookSnapshotDecoder.epochSinceVersion()).isZero();
        assertThat(decoded.epoch()).isEqualTo(groupHeader);
    }

    @Test
    void shouldReadNullFromAnAbsentFieldWithSinceVersion() {
        QuoteDecoder decoded = quote(0);

        assertThat(decoded.instrumentId()).isEqualTo(5);
        assertThat(decoded.priceMicros()).isEqualTo(420_000);
        assertThat(decoded.feeMicros()).isEqualTo(QuoteDecoder.feeMicrosNullValue());
        assertThat(QuoteDecoder.feeMicrosNullValue()).isEqualTo(Long.MIN_VALUE);
        assertThat(decoded.firm()).isEqualTo(Flag.NULL_VAL);
        assertThat(decoded.levels().next().qtyMicros()).isEqualTo(7);
        assertThat(decoded.symbol()).isEqualTo("KXTEST-26");
    }

    @Test
    void shouldReadAFieldWithSinceVersionFromAWriterThatKnewIt() {
        QuoteDecoder decoded = quote(QuoteEncoder.SCHEMA_VERSION);

        assertThat(decoded.feeMicros()).isEqualTo(9);
        assertThat(decoded.firm()).isEqualTo(Flag.YES);
        assertThat(decoded.levels().next().qtyMicros()).isEqualTo(7);
        assertThat(decoded.symbol()).isEqualTo("KXTEST-26");
    }

    /** A snapshot of a writer that did not know {@code epoch}, the last field of today's block. */
    private BookSnapshotDecoder olderSnapshot() {
        BookSnapshotEncoder encoder =
                new BookSnapshotEncoder().wrapAndApplyHeader(today, 0, new MessageHeaderEncoder());
        encoder.meta().timestampNs(11).venueTimeNs(12);
        encoder.instrumentId(5).line((short) 1).epoch(3);
        encoder.flags().clear().begin(true);
        BookSnapshotEncoder.LevelsEncoder levels = encoder.levelsCount(2);
        levels.next().side(BookSide.BID).priceMicros(420_000).qtyMicros(3);
        levels.next().side(BookSide.ASK).priceMicros(430_000).qtyMicros(4);

        int blockLength = BookSnapshotEncoder.BLOCK_LENGTH - Integer.BYTES;
        assertThat(BookSnapshotEncoder.epochEncodingOffset()).isEqualTo(blockLength);
        UnsafeBuffer older = shortened(HEADER + encoder.encodedLength(), BookSnapshotEncoder.BLOCK_LENGTH, blockLength);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(older, 0);
        return new BookSnapshotDecoder().wrap(older, HEADER, header.blockLength(), header.version());
    }

    /** A quote as a writer of this schema version encodes it: version 0 ends its block with {@code priceMicros}. */
    private QuoteDecoder quote(int version) {
        QuoteEncoder encoder = new QuoteEncoder().wrap(today, HEADER);
        encoder.instrumentId(5).priceMicros(420_000).feeMicros(9).firm(Flag.YES);
        encoder.levelsCount(1).next().qtyMicros(7);
        encoder.symbol("KXTEST-26");

        int blockLength = version == 0 ? QUOTE_BLOCK_BEFORE : QuoteEncoder.BLOCK_LENGTH;
        UnsafeBuffer written = shortened(HEADER + encoder.encodedLength(), QuoteEncoder.BLOCK_LENGTH, blockLength);
        new MessageHeaderEncoder().wrap(written, 0).version(version);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(written, 0);
        return new QuoteDecoder().wrap(written, HEADER, header.blockLength(), header.version());
    }

    /** The message with its block cut to {@code blockLength}, and a header that says so. */
    private UnsafeBuffer shortened(int length, int todaysBlockLength, int blockLength) {
        int cut = todaysBlockLength - blockLength;
        UnsafeBuffer older = new UnsafeBuffer(new byte[length - cut]);
        older.putBytes(0, today, 0, HEADER + blockLength);
        older.putBytes(HEADER + blockLength, today, HEADER + todaysBlockLength, length - HEADER - todaysBlockLength);
        new MessageHeaderEncoder().wrap(older, 0).blockLength(blockLength);
        return older;
    }
}
