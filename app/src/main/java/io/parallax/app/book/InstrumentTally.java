package io.parallax.app.book;

import java.util.Map;
import java.util.TreeMap;

/** What happened to one instrument, counted from its events. */
final class InstrumentTally {
    private final Map<String, Long> faults = new TreeMap<>();
    private long frames;
    private long events;
    private long gaps;
    private long equalChecks;
    private long differentChecks;
    private long lastFrame;

    /** @param frame number of the frame that led to the event */
    void event(long frame) {
        events++;
        if (frame != lastFrame) {
            lastFrame = frame;
            frames++;
        }
    }

    void gap() {
        gaps++;
    }

    void verified() {
        equalChecks++;
    }

    void mismatch() {
        differentChecks++;
    }

    void fault(String name) {
        faults.merge(name, 1L, Long::sum);
    }

    BookReport.Counts counts() {
        return new BookReport.Counts(frames, events, gaps, equalChecks, differentChecks, faults);
    }
}
