package io.parallax.engine.core;

import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.engine.book.TickGrid;

/** Reads a tick grid out of the events that carry one. Cold: allocates. */
final class Bands {
    private Bands() {}

    static TickGrid read(InstrumentDefinedDecoder.BandsDecoder bands) {
        int count = bands.count();
        long[] start = new long[count];
        long[] end = new long[count];
        long[] step = new long[count];
        for (int i = 0; i < count; i++) {
            bands.next();
            start[i] = bands.startMicros();
            end[i] = bands.endMicros();
            step[i] = bands.stepMicros();
        }
        return TickGrid.of(start, end, step);
    }

    static TickGrid read(TickSizeChangedDecoder.BandsDecoder bands) {
        int count = bands.count();
        long[] start = new long[count];
        long[] end = new long[count];
        long[] step = new long[count];
        for (int i = 0; i < count; i++) {
            bands.next();
            start[i] = bands.startMicros();
            end[i] = bands.endMicros();
            step[i] = bands.stepMicros();
        }
        return TickGrid.of(start, end, step);
    }
}
