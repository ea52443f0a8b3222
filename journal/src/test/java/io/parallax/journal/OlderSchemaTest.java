package io.parallax.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedEncoder;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.Venue;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals outlive schemas: fields are only ever appended, and a decoder steps over the block by the length the writer
 * put into the header. So an event from before a field was added, and one from after a field we do not know yet was
 * added, both keep their other fields, groups and texts. The older event is built here by taking the last field away.
 * The older event carries the version its writer knew, so what came later reads as null and as an empty text.
 */
final class OlderSchemaTest {
    private static final int LAST_FIELD_LENGTH = Long.BYTES; // resolutionTimeNs, since version 2

    @TempDir
    Path root;

    @Test
    void shouldReadAJournaledEventThatLacksTheLastField() {
        UnsafeBuffer event = resized(-LAST_FIELD_LENGTH);

        InstrumentDefinedDecoder decoded = throughJournal(event);

        assertThat(InstrumentDefinedEncoder.resolutionTimeNsEncodingOffset())
                .isEqualTo(InstrumentDefinedEncoder.BLOCK_LENGTH - LAST_FIELD_LENGTH);
        assertThat(decoded.closeTimeNs()).isEqualTo(77);
        assertThat(decoded.notionalStepMicros()).isEqualTo(10_000);
        assertThat(decoded.resolutionTimeNs()).isEqualTo(InstrumentDefinedDecoder.resolutionTimeNsNullValue());
        assertKnownFields(decoded);
        assertThat(decoded.category()).isEmpty();
    }

    @Test
    void shouldReadAJournaledEventThatHasFieldsWeDoNotKnow() {
        InstrumentDefinedDecoder decoded = throughJournal(resized(24));

        assertThat(decoded.closeTimeNs()).isEqualTo(77);
        assertThat(decoded.notionalStepMicros()).isEqualTo(10_000);
        assertThat(decoded.resolutionTimeNs()).isEqualTo(88);
        assertKnownFields(decoded);
        assertThat(decoded.category()).isEqualTo("sports");
    }

    private static void assertKnownFields(InstrumentDefinedDecoder decoded) {
        assertThat(decoded.meta().timestampNs()).isEqualTo(Samples.START_NS);
        assertThat(decoded.instrumentId()).isEqualTo(5);
        assertThat(decoded.venue()).isEqualTo(Venue.KALSHI);
        assertThat(decoded.minNotionalMicros()).isEqualTo(1_000_000);
        InstrumentDefinedDecoder.BandsDecoder bands = decoded.bands();
        assertThat(bands.count()).isEqualTo(1);
        assertThat(bands.next().stepMicros()).isEqualTo(10_000);
        assertThat(decoded.symbol()).isEqualTo("KXTEST-26");
        assertThat(decoded.title()).isEqualTo("Will it?");
    }

    private InstrumentDefinedDecoder throughJournal(UnsafeBuffer event) {
        Path session = Samples.create(root);
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            writer.append(0, event, 0, event.capacity(), event, 0, 0);
            writer.seal(0);
        }
        try (SessionReader reader = SessionReader.open(session)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.eventLength()).isEqualTo(event.capacity());
            UnsafeBuffer read = new UnsafeBuffer(new byte[reader.eventLength()]);
            read.putBytes(0, reader.buffer(), reader.eventOffset(), reader.eventLength());
            return new InstrumentDefinedDecoder().wrapAndApplyHeader(read, 0, new MessageHeaderDecoder());
        }
    }

    /** The event as a writer encodes it whose block ends this many bytes earlier (negative) or later than today's. */
    private static UnsafeBuffer resized(int delta) {
        UnsafeBuffer today = new UnsafeBuffer(new byte[1024]);
        InstrumentDefinedEncoder encoder =
                new InstrumentDefinedEncoder().wrapAndApplyHeader(today, 0, new MessageHeaderEncoder());
        encoder.meta().timestampNs(Samples.START_NS).venueTimeNs(0);
        encoder.instrumentId(5)
                .venue(Venue.KALSHI)
                .state(MarketState.ACTIVE)
                .netting(Flag.YES)
                .feeKind(FeeKind.KALSHI_QUADRATIC)
                .feeRateMicros(70_000)
                .makerFeeRateMicros(0)
                .feeExponentMicros(1_000_000)
                .feeReadAtNs(1)
                .minQtyMicros(1_000_000)
                .qtyStepMicros(1_000_000)
                .minNotionalMicros(1_000_000)
                .closeTimeNs(77)
                .notionalStepMicros(10_000)
                .resolutionTimeNs(88);
        encoder.bandsCount(1).next().startMicros(10_000).endMicros(990_000).stepMicros(10_000);
        encoder.symbol("KXTEST-26").title("Will it?");
        if (delta >= 0) {
            encoder.category("sports");
        }
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        int blockEnd = MessageHeaderEncoder.ENCODED_LENGTH + InstrumentDefinedEncoder.BLOCK_LENGTH;

        UnsafeBuffer other = new UnsafeBuffer(new byte[length + delta]);
        other.putBytes(0, today, 0, Math.min(blockEnd, blockEnd + delta));
        other.putBytes(blockEnd + delta, today, blockEnd, length - blockEnd);
        new MessageHeaderEncoder()
                .wrap(other, 0)
                .blockLength(InstrumentDefinedEncoder.BLOCK_LENGTH + delta)
                .version(delta < 0 ? 1 : InstrumentDefinedEncoder.SCHEMA_VERSION);
        return other;
    }
}
