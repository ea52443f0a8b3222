package io.parallax.app.capture;

import java.util.List;

/**
 * A market that a recording follows, with what is needed to read its book without asking the venue.
 *
 * @param instrumentId dense, from 0, in the order of the file
 * @param symbol market ticker, or condition id
 * @param title for people, may be empty
 * @param yesToken Polymarket's token of the first outcome; empty at Kalshi
 * @param noToken Polymarket's token of the second outcome; empty at Kalshi, or when the recording does not show it
 * @param bands tick grid; empty when not known
 * @param minQtyMicros least quantity of an order; 0 when not known
 * @param negRisk Polymarket: one of several markets of which one wins; null when not known
 */
public record CaptureInstrument(
        int instrumentId,
        String symbol,
        String title,
        String yesToken,
        String noToken,
        List<Band> bands,
        long minQtyMicros,
        Boolean negRisk) {
    /** Prices from start to end by a step, in micros. */
    public record Band(long startMicros, long endMicros, long stepMicros) {}

    public CaptureInstrument {
        bands = List.copyOf(bands);
    }
}
