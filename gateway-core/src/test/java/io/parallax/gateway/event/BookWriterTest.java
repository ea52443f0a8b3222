package io.parallax.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.engine.port.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookWriterTest {
    private final CapturedEvents ring = new CapturedEvents();
    private final List<String> refusals = new ArrayList<>();
    private final BookWriter writer = new BookWriter(ring, 1, () -> refusals.add("refused"));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 117, 118, 119, 120, 500})
    void shouldCutASnapshotIntoChunks(int levels) {
        writer.stamp(11, 22, 33);
        writer.epoch(7);
        writer.beginSnapshot(5);
        for (int i = 0; i < levels; i++) {
            writer.level(BookSide.BID, 1_000L + i, 2_000L + i);
        }
        assertThat(writer.endSnapshot()).isTrue();

        int seen = 0;
        for (int i = 0; i < ring.events.size(); i++) {
            BookSnapshotDecoder chunk = new BookSnapshotDecoder().wrapAndApplyHeader(ring.events.get(i), 0, header);
            assertThat(chunk.flags().begin()).isEqualTo(i == 0);
            assertThat(chunk.flags().end()).isEqualTo(i == ring.events.size() - 1);
            assertThat(chunk.instrumentId()).isEqualTo(5);
            assertThat(chunk.epoch()).isEqualTo(7);
            assertThat(chunk.meta().timestampNs()).isEqualTo(11);
            for (BookSnapshotDecoder.LevelsDecoder level : chunk.levels()) {
                assertThat(level.priceMicros()).isEqualTo(1_000L + seen);
                assertThat(level.qtyMicros()).isEqualTo(2_000L + seen);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(levels);
        assertThat(ring.events).hasSize(Math.max(1, (levels + 117) / 118));
    }

    @Test
    void shouldWriteManyLevelsAsOneByOne() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            long[] ladder = random.longs(600).toArray();
            int bids = 2 * random.nextInt(250);
            int asks = 2 * random.nextInt(250);
            ring.events.clear();
            writer.beginSnapshot(i);
            writer.levels(BookSide.BID, ladder, bids);
            writer.levels(BookSide.ASK, ladder, asks);
            writer.endSnapshot();
            List<byte[]> together = eventsAsBytes();
            ring.events.clear();
            writer.beginSnapshot(i);
            for (int at = 0; at < bids; at += 2) {
                writer.level(BookSide.BID, ladder[at], ladder[at + 1]);
            }
            for (int at = 0; at < asks; at += 2) {
                writer.level(BookSide.ASK, ladder[at], ladder[at + 1]);
            }
            writer.endSnapshot();
            assertThat(together).as("seed %d round %d", seed, i).containsExactlyElementsOf(eventsAsBytes());
        }
    }

    private List<byte[]> eventsAsBytes() {
        return ring.events.stream().map(event -> event.byteArray().clone()).toList();
    }

    @Test
    void shouldCutAnUpdateIntoChunks() {
        writer.beginUpdate(3);
        for (int i = 0; i < 300; i++) {
            writer.change(LevelOp.DELTA, BookSide.ASK, i, -i);
        }
        assertThat(writer.endUpdate()).isTrue();
        int seen = 0;
        for (UnsafeBuffer event : ring.events) {
            for (BookUpdateDecoder.ChangesDecoder change :
                    new BookUpdateDecoder().wrapAndApplyHeader(event, 0, header).changes()) {
                assertThat(change.qtyMicros()).isEqualTo(-seen);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(300);
        assertThat(ring.events).hasSize(3);
    }

    @Test
    void shouldWriteTheBytesOfTheSchemasEncoders() {
        SplittableRandom random = new SplittableRandom(7);
        UnsafeBuffer expected = new UnsafeBuffer(new byte[EventPublisher.MAX_EVENT_LENGTH]);
        for (int i = 0; i < 500; i++) {
            ring.events.clear();
            long timestampNs = random.nextLong();
            long venueTimeNs = random.nextLong();
            int epoch = random.nextInt();
            int instrumentId = random.nextInt();
            int levels = random.nextInt(112);
            int conflated = random.nextBoolean() ? random.nextInt(65_535) : BookUpdateEncoder.conflatedNullValue();
            boolean whole = random.nextBoolean();
            writer.stamp(timestampNs, venueTimeNs, 1);
            writer.epoch(epoch);
            int length;
            if (whole) {
                writer.beginSnapshot(instrumentId);
                BookSnapshotEncoder encoder =
                        new BookSnapshotEncoder().wrapAndApplyHeader(expected, 0, new MessageHeaderEncoder());
                encoder.meta().timestampNs(timestampNs).venueTimeNs(venueTimeNs);
                encoder.instrumentId(instrumentId).line((short) 1).epoch(epoch);
                encoder.flags().clear().begin(true).end(true);
                BookSnapshotEncoder.LevelsEncoder group = encoder.levelsCount(levels);
                for (int j = 0; j < levels; j++) {
                    BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
                    long price = random.nextLong();
                    long qty = random.nextLong();
                    writer.level(side, price, qty);
                    group.next().side(side).priceMicros(price).qtyMicros(qty);
                }
                writer.endSnapshot();
                length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
            } else {
                writer.beginUpdate(instrumentId, conflated);
                BookUpdateEncoder encoder =
                        new BookUpdateEncoder().wrapAndApplyHeader(expected, 0, new MessageHeaderEncoder());
                encoder.meta().timestampNs(timestampNs).venueTimeNs(venueTimeNs);
                encoder.instrumentId(instrumentId).line((short) 1).epoch(epoch).conflated(conflated);
                encoder.flags().clear().begin(true).end(true);
                BookUpdateEncoder.ChangesEncoder group = encoder.changesCount(levels);
                for (int j = 0; j < levels; j++) {
                    LevelOp op = random.nextBoolean() ? LevelOp.SET : LevelOp.DELTA;
                    BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
                    long price = random.nextLong();
                    long qty = random.nextLong();
                    writer.change(op, side, price, qty);
                    group.next().op(op).side(side).priceMicros(price).qtyMicros(qty);
                }
                writer.endUpdate();
                length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
            }
            assertThat(ring.events).hasSize(1);
            byte[] bytes = new byte[length];
            expected.getBytes(0, bytes);
            assertThat(ring.events.get(0).byteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void shouldLatchARefusalUntilRearmed() {
        ring.full = true;
        writer.beginSnapshot(1);
        for (int i = 0; i < 200; i++) {
            writer.level(BookSide.BID, i, i);
        }
        assertThat(writer.endSnapshot()).isFalse();
        ring.full = false;
        writer.beginUpdate(1);
        writer.change(LevelOp.SET, BookSide.BID, 1, 1);
        assertThat(writer.endUpdate()).isFalse();
        writer.trade(1, OrderAction.BUY, 1, 1);
        assertThat(refusals).hasSize(1);
        assertThat(ring.events).isEmpty();
        writer.rearm();
        writer.beginSnapshot(1);
        assertThat(writer.endSnapshot()).isTrue();
        assertThat(ring.events).hasSize(1);
    }

    @Test
    void shouldNotAllocate() {
        BookWriter silent = new BookWriter(new Discard(), 0, () -> {});
        assertThat(Allocation.leastBytes(() -> writeMany(silent))).isZero();
        assertThat(Allocation.control()).isGreaterThanOrEqualTo(1024);
    }

    private static void writeMany(BookWriter writer) {
        for (int i = 0; i < 1_000; i++) {
            writer.beginSnapshot(i);
            for (int j = 0; j < 150; j++) {
                writer.level(BookSide.ASK, j, j);
            }
            writer.endSnapshot();
            writer.beginUpdate(i);
            writer.change(LevelOp.SET, BookSide.BID, i, i);
            writer.endUpdate();
        }
    }

    private static final class Discard implements EventPublisher {
        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            throw new AssertionError("market data only");
        }
    }
}
