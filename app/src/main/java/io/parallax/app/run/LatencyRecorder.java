package io.parallax.app.run;

import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.StageProbe;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * Measures each stage of an event through the ring. A stage's histogram is written by that stage's thread alone; the time
 * at which an event left the stage before is kept by its place in the ring, which orders the threads. Read it after the
 * ring has stopped.
 */
public final class LatencyRecorder implements StageProbe {
    private static final long HIGHEST_NS = 60_000_000_000L;

    /** What is measured. */
    public enum Measure {
        /** Bytes off the socket until the engine takes the event: decode, publish, wait in the ring. */
        RECEIVE_TO_ENGINE,
        /** The engine's work. */
        ENGINE,
        /** Engine done until appended to the journal. */
        JOURNAL,
        /** Appended until the commands are handed to the gateways. */
        DISPATCH,
        /** Bytes off the socket until the commands they caused are handed to the gateways. */
        RECEIVE_TO_COMMAND,
        /** Bytes of a venue's answer to an order off the socket until the engine has dealt with it. */
        ANSWER_TO_ENGINE
    }

    private final Map<Measure, Histogram> histograms = new EnumMap<>(Measure.class);
    private final long[] leftAtNs;
    private final int mask;
    private long receivedNs;

    /** @param ringSize slots of the ring, a power of two */
    public LatencyRecorder(int ringSize) {
        leftAtNs = new long[ringSize];
        mask = ringSize - 1;
        for (Measure measure : Measure.values()) {
            histograms.put(measure, new Histogram(HIGHEST_NS, 3));
        }
    }

    @Override
    public void passed(Stage stage, long sequence, long receivedNanos, int commandsLength) {
        long nowNs = System.nanoTime();
        int place = (int) sequence & mask;
        switch (stage) {
            case PUBLISHED -> {
                receivedNs = receivedNanos;
                since(Measure.RECEIVE_TO_ENGINE, receivedNanos, nowNs);
            }
            case ENGINE -> record(Measure.ENGINE, nowNs - leftAtNs[place]);
            case JOURNAL -> record(Measure.JOURNAL, nowNs - leftAtNs[place]);
            case DISPATCH -> {
                record(Measure.DISPATCH, nowNs - leftAtNs[place]);
                if (commandsLength > 0) {
                    since(Measure.RECEIVE_TO_COMMAND, receivedNanos, nowNs);
                }
            }
            default -> throw new IllegalArgumentException("stage " + stage);
        }
        leftAtNs[place] = nowNs;
    }

    /** The engine, with the time noted at which it has dealt with an answer to an order. */
    public EngineLogic timing(EngineLogic engine) {
        return new TimedEngine(engine);
    }

    private void record(Measure measure, long elapsedNs) {
        histograms.get(measure).recordValue(Math.max(0, Math.min(elapsedNs, HIGHEST_NS)));
    }

    private void since(Measure measure, long fromNs, long nowNs) {
        if (fromNs != 0) {
            record(measure, nowNs - fromNs);
        }
    }

    /** Histograms in nanoseconds. Only after the ring has stopped. */
    public Map<Measure, Histogram> histograms() {
        return histograms;
    }

    /** Looks at the template of an event after the engine is done with it; changes nothing. */
    private final class TimedEngine implements EngineLogic {
        private final EngineLogic engine;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();

        TimedEngine(EngineLogic engine) {
            this.engine = engine;
        }

        @Override
        public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
            engine.onEvent(sequence, event, offset, length, out);
            switch (header.wrap(event, offset).templateId()) {
                case OrderAcceptedDecoder.TEMPLATE_ID,
                        OrderRejectedDecoder.TEMPLATE_ID,
                        OrderUnknownDecoder.TEMPLATE_ID,
                        FillDecoder.TEMPLATE_ID,
                        OrderDoneDecoder.TEMPLATE_ID -> since(Measure.ANSWER_TO_ENGINE, receivedNs, System.nanoTime());
                default -> {
                    // not an answer
                }
            }
        }

        @Override
        public long stateHash() {
            return engine.stateHash();
        }
    }
}
