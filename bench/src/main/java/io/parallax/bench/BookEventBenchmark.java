package io.parallax.bench;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.TickGrid;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One encoded BookUpdate event, as it lies in a ring slot, decoded and applied through the slot's rules. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BookEventBenchmark {
    private static final int EVENTS = 1 << 12;
    private static final int EVENT_STRIDE = 2048;

    /** Level changes in one venue message. */
    @Param({"1", "20"})
    int changesPerEvent;

    private final UnsafeBuffer events = new UnsafeBuffer(ByteBuffer.allocateDirect(EVENTS * EVENT_STRIDE));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final BookSlot slot = new BookSlot(TickGrid.uniform(1_000));
    private int next;

    /** Encodes the events and makes the book live with an empty snapshot. */
    @Setup
    public void setUp() {
        BookFlow flow = new BookFlow(TickGrid.uniform(1_000), EVENTS * changesPerEvent, 42);
        MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
        BookUpdateEncoder encoder = new BookUpdateEncoder();
        for (int event = 0; event < EVENTS; event++) {
            encoder.wrapAndApplyHeader(events, event * EVENT_STRIDE, headerEncoder);
            encoder.meta().timestampNs(event).venueTimeNs(0);
            encoder.instrumentId(0).line((short) 0).epoch(1).conflated(BookUpdateEncoder.conflatedNullValue());
            encoder.flags().clear().begin(true).end(true);
            BookUpdateEncoder.ChangesEncoder changes = encoder.changesCount(changesPerEvent);
            for (int i = event * changesPerEvent; i < (event + 1) * changesPerEvent; i++) {
                changes.next()
                        .op(LevelOp.SET)
                        .side(flow.bid[i] ? BookSide.BID : BookSide.ASK)
                        .priceMicros(flow.priceMicros[i])
                        .qtyMicros(flow.qtyMicros[i]);
            }
        }
        UnsafeBuffer empty = new UnsafeBuffer(new byte[128]);
        BookSnapshotEncoder snapshot = new BookSnapshotEncoder().wrapAndApplyHeader(empty, 0, headerEncoder);
        snapshot.meta().timestampNs(0).venueTimeNs(0);
        snapshot.instrumentId(0).line((short) 0).epoch(1);
        snapshot.flags().clear().begin(true).end(true);
        snapshot.levelsCount(0);
        slot.onSnapshot(new BookSnapshotDecoder().wrapAndApplyHeader(empty, 0, header));
    }

    @Benchmark
    public int decodeAndApply() {
        next = next + 1 & EVENTS - 1;
        return slot.onUpdate(update.wrapAndApplyHeader(events, next * EVENT_STRIDE, header));
    }

    boolean isLive() {
        return slot.isLive();
    }
}
