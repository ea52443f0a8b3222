package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.engine.book.AllocationMeter;
import io.parallax.engine.port.CommandBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing: book change, evaluation and refusal of a paired instrument. */
class EngineAllocationTest {
    private final EngineHarness harness = new EngineHarness(Verdict.SAME, FeeKind.KALSHI_QUADRATIC, "0.07");
    private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
    private long sequence = 1_000;
    private Object sink;

    private void applyBookChanges(int count, boolean allocateOnPurpose) {
        for (int i = 0; i < count; i++) {
            out.clear();
            harness.engine.onEvent(sequence++, harness.event.buffer(), 0, harness.event.length(), out);
            // The same level moves between two sizes, so every event changes the book and evaluates both directions.
            harness.event.buffer().putLong(harness.event.length() - 8, 10_000_000L + (i & 1) * 1_000_000L);
            if (allocateOnPurpose) {
                sink = new long[4];
            }
        }
    }

    private long measure(boolean allocateOnPurpose) {
        harness.book(0, "0.45", "100", "0.49", "100");
        harness.book(1, "0.52", "100", "0.53", "100"); // three cents gross, above the fee but below the minimum edge
        harness.event.level(harness.nowNs, 1, BookSide.BID, 520_000, 10_000_000);
        applyBookChanges(200_000, false);
        return AllocationMeter.bytes(1, () -> applyBookChanges(50_000, allocateOnPurpose));
    }

    @Test
    void shouldNotAllocateWhileBooksMoveAndPairsAreEvaluated() {
        assertThat(measure(false)).isZero();
    }

    /** The first two events are one change told by both lines; the others come between, each later than the last. */
    private void applyTwoLines(int count, EventBytes[] events) {
        for (int i = 0; i < count; i++) {
            for (EventBytes event : events) {
                out.clear();
                event.buffer().putLong(MessageHeaderDecoder.ENCODED_LENGTH, harness.nowNs += EventBytes.MILLI);
                if (event == events[0] || event == events[1]) {
                    event.buffer().putLong(MessageHeaderDecoder.ENCODED_LENGTH + 8, harness.nowNs);
                    event.buffer().putLong(event.length() - 8, 10_000_000L + (i & 1) * 1_000_000L);
                }
                harness.engine.onEvent(sequence++, event.buffer(), 0, event.length(), out);
            }
        }
    }

    @Test
    void shouldNotAllocateWithTwoLinesTheirStatusesAndTimers() {
        harness.event.maxSilenceNs = 2 * EventBytes.SECOND;
        harness.event.maxSilenceAloneNs = 10 * EventBytes.SECOND;
        harness.event.maxClockGapNs = EventBytes.SECOND;
        harness.event.maxClockStepNs = EventBytes.SECOND;
        harness.apply(harness.event.settings(harness.nowNs));
        for (int id = 2; id < 300; id++) {
            harness.apply(harness.event.instrument(harness.nowNs, id, Venue.KALSHI, FeeKind.NONE, "0"));
        }
        for (int line = 0; line < 2; line++) {
            harness.event.on(line);
            harness.apply(harness.event.feed(harness.nowNs, Venue.KALSHI, FeedState.CONNECTED, 1));
            harness.apply(harness.event.feed(harness.nowNs, Venue.POLYMARKET, FeedState.CONNECTED, 1));
            harness.book(0, "0.45", "100", "0.49", "100");
            for (int id = 1; id < 300; id++) {
                harness.book(id, "0.52", "100", "0.53", "100");
            }
        }
        EventBytes[] events = {
            new EventBytes().on(0).level(0, 1, BookSide.BID, 520_000, 0),
            new EventBytes().on(1).level(0, 1, BookSide.BID, 520_000, 0),
            new EventBytes().on(0).feed(0, Venue.POLYMARKET, FeedState.HEARD, 1),
            new EventBytes().on(1).feed(0, Venue.KALSHI, FeedState.STALE, 1, 7),
            new EventBytes().on(0).feed(0, Venue.KALSHI, FeedState.VERIFIED, 1, 1),
            new EventBytes().on(0).feed(0, Venue.KALSHI, FeedState.GAP, 1, -1),
            new EventBytes().on(0).book(0, 1, "0.52", "100", "0.53", "100"),
            new EventBytes().timer(0)
        };
        long bytes = AllocationMeter.bytes(1, () -> applyTwoLines(5_000, events));
        assertThat(bytes).isZero();
        assertThat(harness.engine.slot(1).isLive()).isTrue();
    }

    private int armed(Engine engine, int count, EventBytes[] events) {
        int signed = 0;
        for (int i = 0; i < count; i++) {
            harness.nowNs += EventBytes.SECOND / 2;
            for (EventBytes event : events) {
                send(engine, event);
            }
            signed += out.length() > 0 ? 1 : 0;
        }
        return signed;
    }

    @Test
    void shouldNotAllocateWhileOrdersAreSignedAhead() {
        EngineHarness start = new EngineHarness(settings -> settings.maxFeeAgeNs(Long.MAX_VALUE / 2)
                .armNearMicros(20_000)
                .armPrices(3)
                .armSizes(3)
                .armValidNs(4 * EventBytes.SECOND)
                .armPerSecond(100)
                .armKept(64));
        start.book(0, "0.40", "100", "0.49", "100");
        start.book(1, "0.48", "80", "0.60", "80");
        sequence = 1_000;
        EventBytes[] events = {
            new EventBytes().level(0, 0, BookSide.BID, 400_000, 100_000_000),
            new EventBytes().level(0, 1, BookSide.ASK, 600_000, 80_000_000),
            new EventBytes().timer(0)
        };
        int[] signed = new int[1];
        long bytes = AllocationMeter.bytes(1, () -> signed[0] = armed(start.engine, 20_000, events));
        assertThat(signed[0]).isGreaterThan(2_000);
        assertThat(bytes).isZero();
    }

    /** One attempt from its edge to its hedge, both fills taken back, and the pair opened again by a person. */
    private int attempts(Engine engine, int count, EventBytes[] events) {
        int underWay = 0;
        for (int i = 0; i < count; i++) {
            harness.nowNs += EventBytes.MILLI;
            long fired = send(engine, events[i & 1]);
            underWay += engine.activeAttempts();
            long hedged = send(engine, filled(events[2], fired, Settlement.PROVISIONAL));
            send(engine, filled(events[3], hedged, Settlement.PROVISIONAL));
            underWay -= engine.activeAttempts();
            send(engine, filled(events[2], fired, Settlement.FAILED));
            send(engine, filled(events[3], hedged, Settlement.FAILED));
            send(engine, events[4]);
            send(engine, events[5]);
        }
        return underWay;
    }

    /** A fill of the order that an event sent, of which each has one trade. */
    private static EventBytes filled(EventBytes fill, long sequenceOfOrder, Settlement settlement) {
        int body = MessageHeaderDecoder.ENCODED_LENGTH;
        fill.buffer().putLong(body + FillDecoder.orderIdEncodingOffset(), sequenceOfOrder << 4);
        fill.buffer().putLong(body + FillDecoder.tradeIdLowEncodingOffset(), sequenceOfOrder);
        fill.buffer().putByte(body + FillDecoder.settlementEncodingOffset(), (byte) settlement.value());
        return fill;
    }

    private long send(Engine engine, EventBytes event) {
        out.clear();
        event.buffer().putLong(MessageHeaderDecoder.ENCODED_LENGTH, harness.nowNs);
        engine.onEvent(sequence, event.buffer(), 0, event.length(), out);
        return sequence++;
    }

    @Test
    void shouldNotAllocateFromEdgeToHedge() {
        EngineHarness start = new EngineHarness();
        for (int id = 2; id < 4; id++) {
            start.apply(start.event.instrument(start.nowNs, id, Venue.KALSHI, FeeKind.NONE, "0"));
        }
        start.apply(start.event.pair(start.nowNs, 1, 2, 3, Verdict.SAME));
        start.book(2, "0.38", "100", "0.40", "100");
        start.book(3, "0.30", "100", "0.52", "100");
        Engine engine = new Engine(new EngineCapacity(4096, 1 << 18));
        for (byte[] event : start.journal) {
            out.clear();
            engine.onEvent(sequence++, new UnsafeBuffer(event), 0, event.length, out);
        }
        long qty = 100_000_000;
        EventBytes[] events = {
            new EventBytes().book(0, 3, "0.50", "100", "0.52", "101"),
            new EventBytes().book(0, 3, "0.50", "100", "0.52", "102"),
            new EventBytes()
                    .fill(
                            0,
                            0,
                            2,
                            Venue.KALSHI,
                            Outcome.YES,
                            OrderAction.BUY,
                            Settlement.PROVISIONAL,
                            0,
                            400_000,
                            qty,
                            0),
            new EventBytes()
                    .fill(
                            0,
                            0,
                            3,
                            Venue.KALSHI,
                            Outcome.NO,
                            OrderAction.BUY,
                            Settlement.PROVISIONAL,
                            0,
                            500_000,
                            qty,
                            0),
            new EventBytes().pairEnabled(0, 1),
            new EventBytes().timer(0)
        };
        assertThat(attempts(engine, 20_000, events)).isEqualTo(20_000);
        assertThat(AllocationMeter.bytes(1, () -> attempts(engine, 5_000, events)))
                .isZero();
    }

    @Test
    void shouldSeeAnAllocationMadeOnPurpose() {
        assertThat(measure(true)).isGreaterThan(50_000L * 32);
        assertThat(sink).isNotNull();
    }
}
