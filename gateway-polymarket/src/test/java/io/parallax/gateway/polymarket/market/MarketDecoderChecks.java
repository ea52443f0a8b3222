package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.testkit.AllocatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What must hold of the decoder for any bytes: nothing is thrown or allocated, no more is told than the bytes can name, the
 * usual order and the general way tell the same, and no book is in use that the plain reading does not know.
 */
final class MarketDecoderChecks {
    /** Between the frames of one input. */
    static final byte BREAK = 0;

    private static final int MARKETS = 2;

    private final List<RandomVenue.Market> markets;
    private final byte[] dump;
    private final Way usual;
    private final Way general;
    private final TwoReadings readings;
    private final boolean allocations;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);

    /** A decoder and what it told. */
    private static final class Way {
        private final MarketTable table;
        private final FoldingSink sink = new FoldingSink();
        private final Counters<MarketCounter> counters = new Counters<>(MarketCounter.class);
        private final FaultCounters faults = new FaultCounters();
        private final MarketDecoder decoder;

        Way(List<RandomVenue.Market> markets, boolean usual) {
            table = new MarketTable(
                    markets.stream().map(market -> market.listing).toList());
            MarketDecoder whole = new MarketDecoder(table, sink, counters, faults);
            decoder = usual ? whole : whole.generalOnly();
        }

        void reset(List<RandomVenue.Market> markets) {
            for (int slot = 0; slot < markets.size(); slot++) {
                table.tickMicros(slot, markets.get(slot).tick.movePointRight(6).longValueExact());
            }
        }
    }

    /** @param allocations whether allocation can be measured: not under the fuzzer's own instrumentation */
    MarketDecoderChecks(boolean allocations) {
        this.allocations = allocations;
        RandomVenue venue = venue();
        markets = venue.markets();
        dump = venue.dump();
        usual = new Way(markets, true);
        general = new Way(markets, false);
        readings = new TwoReadings("input", markets);
    }

    /** The venue whose markets are followed here; always the same. */
    static RandomVenue venue() {
        return new RandomVenue(new Random(20_261_121), MARKETS);
    }

    void check(byte[] input) {
        usual.reset(markets);
        general.reset(markets);
        readings.feed(dump);
        int from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == BREAK) {
                byte[] frame = java.util.Arrays.copyOfRange(input, from, i);
                from = i + 1;
                checkWays(frame);
                // A name spelled with an escape is another name to us and the same to Jackson: no quarrel about those.
                if (!new String(frame, StandardCharsets.ISO_8859_1).contains("\\u")) {
                    readings.feed(frame);
                    readings.checkDamaged();
                }
            }
        }
    }

    private void checkWays(byte[] frame) {
        buffer.wrap(frame);
        long allocated = decode(usual, frame.length) + decode(general, frame.length);
        if (usual.sink.fold != general.sink.fold || !counts(usual).equals(counts(general))) {
            throw new AssertionError("the usual order told " + usual.sink.calls + " calls, " + usual.sink.levels
                    + " levels, " + counts(usual) + "; the general way " + general.sink.calls + ", "
                    + general.sink.levels + ", " + counts(general) + "; "
                    + new String(frame, StandardCharsets.UTF_8));
        }
        if (usual.sink.levels > frame.length || usual.sink.calls > frame.length + 1) {
            throw new AssertionError(
                    usual.sink.calls + " calls and " + usual.sink.levels + " levels of " + frame.length + " bytes");
        }
        if (allocations && allocated > 0) {
            long lasting = AllocatedBytes.least(() -> {
                decode(usual, frame.length);
                decode(general, frame.length);
            });
            if (lasting > 0) {
                throw new AssertionError(lasting + " bytes allocated by " + new String(frame, StandardCharsets.UTF_8));
            }
        }
    }

    private long decode(Way way, int length) {
        way.sink.clear();
        long before = AllocatedBytes.soFar();
        way.decoder.decode(buffer, 0, length);
        return AllocatedBytes.soFar() - before;
    }

    private static List<Long> counts(Way way) {
        List<Long> counts = new ArrayList<>();
        for (int code = -1; code > -DecodeFault.COUNT; code--) {
            counts.add(way.faults.get(code));
        }
        way.counters.forEach((name, count) -> {
            if (name != MarketCounter.USUAL_ORDER && name != MarketCounter.GENERAL_ORDER) {
                counts.add(count);
            }
        });
        return counts;
    }
}
