package io.parallax.app.opps;

import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.codecs.sbe.Venue;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** What a session calls its instruments and pairs. */
public final class SessionNames {
    private record Named(Venue venue, String symbol, String title) {}

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder instrument = new InstrumentDefinedDecoder();
    private final PairListedDecoder pair = new PairListedDecoder();
    private final Map<Integer, Named> instruments = new HashMap<>();
    private final Map<Integer, String> pairs = new HashMap<>();

    void onEvent(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                instrument.wrapAndApplyHeader(buffer, offset, header);
                instrument.bands().forEach(band -> {});
                instruments.put(
                        instrument.instrumentId(),
                        new Named(instrument.venue(), instrument.symbol(), instrument.title()));
            }
            case PairListedDecoder.TEMPLATE_ID -> {
                pair.wrapAndApplyHeader(buffer, offset, header);
                pair.legs().forEach(leg -> {});
                pair.payoffs().forEach(row -> {});
                pairs.put(pair.pairId(), pair.name());
            }
            default -> {
                // names nothing
            }
        }
    }

    /** The pair's own name, or its number where the session never listed it. */
    public String pair(int pairId) {
        return pairs.getOrDefault(pairId, "pair " + pairId);
    }

    /** Names of all pairs, sorted. */
    public SortedSet<String> pairs() {
        return new TreeSet<>(pairs.values());
    }

    /** Venue and symbol of an instrument. */
    public String instrument(int instrumentId) {
        Named named = instruments.get(instrumentId);
        return named == null
                ? "instrument " + instrumentId
                : named.venue().name().toLowerCase(java.util.Locale.ROOT) + " " + named.symbol();
    }

    /** The venue's own words for an instrument; empty where it said none. */
    public String title(int instrumentId) {
        Named named = instruments.get(instrumentId);
        return named == null ? "" : named.title();
    }
}
