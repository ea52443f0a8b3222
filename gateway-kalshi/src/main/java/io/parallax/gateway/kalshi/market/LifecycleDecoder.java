package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.json.UnknownNames;
import java.util.Arrays;

/**
 * {@code market_lifecycle_v2}: pauses, results, new tick grids. The ordinary opening and closing
 * of a market sends nothing: those are clock events. New markets, new dates and new texts are counted and publish nothing:
 * the reference read tells them.
 */
final class LifecycleDecoder {
    /** The new grid's book must be asked for. */
    static final int GRID_CHANGED = 1;

    private static final int KEY_TICKER = 0;
    private static final int KEY_EVENT = 1;
    private static final int KEY_RESULT = 2;
    private static final int KEY_VALUE = 3;
    private static final int KEY_RANGES = 4;
    private static final TextMap KEYS =
            TextMap.of("market_ticker", "event_type", "result", "settlement_value", "price_ranges");

    private static final int CREATED = 0;
    private static final int ACTIVATED = 1;
    private static final int DEACTIVATED = 2;
    private static final int CLOSE_DATE = 3;
    private static final int DETERMINED = 4;
    private static final int SETTLED = 5;
    private static final int GRID = 6;
    private static final int METADATA = 7;
    private static final TextMap EVENTS = TextMap.of(
            "created",
            "activated",
            "deactivated",
            "close_date_updated",
            "determined",
            "settled",
            "price_level_structure_updated",
            "metadata_updated");

    private static final int RESULT_YES = 0;
    private static final int RESULT_NO = 1;
    private static final TextMap RESULTS = TextMap.of("yes", "no");

    private static final TextMap BAND_KEYS = TextMap.of("start", "end", "step");
    /** Four times what the finest documented grid has. */
    private static final int MAX_BANDS = 16;

    private final Markets markets;
    private final UnknownNames unknownEvents = new UnknownNames("kalshi market lifecycle event");
    /** Start, end and step of each band. */
    private final long[] bands = new long[EventWriter.BAND_FIELDS * MAX_BANDS];

    private int bandCount;
    private int market;
    private int event;
    private int eventOffset;
    private int eventLength;
    private int result;
    private long valueMicros;

    LifecycleDecoder(Markets markets) {
        this.markets = markets;
    }

    int market() {
        return market;
    }

    /** @return a fault code or 0; kinds of no concern to us read as 0 too */
    int read(JsonCursor json) {
        market = TextMap.ABSENT;
        event = TextMap.ABSENT;
        eventLength = 0;
        result = TextMap.ABSENT;
        valueMicros = Micros.NULL;
        bandCount = 0;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(KEYS)) >= 0; ) {
                switch (key) {
                    case KEY_TICKER -> {
                        if (json.string()) {
                            market = markets.indexOf(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case KEY_EVENT -> {
                        event = json.word(EVENTS);
                        eventOffset = json.textOffset();
                        eventLength = json.textLength();
                    }
                    case KEY_RESULT -> result = json.word(RESULTS);
                    case KEY_VALUE -> readPayout(json);
                    case KEY_RANGES -> readBands(json);
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        int fault = json.end();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        if (event == TextMap.ABSENT) {
            unknownEvents.met(json.buffer(), eventLength == 0 ? 0 : eventOffset, eventLength);
        }
        if (market == TextMap.ABSENT) {
            return DecodeFault.UNKNOWN_INSTRUMENT;
        }
        return event == GRID && bandCount == 0 ? DecodeFault.FIELD_MISSING : DecodeFault.NONE;
    }

    /** Under which name the last message counts; only after a read without fault, or about a strange market. */
    FeedCounter counter() {
        return switch (event) {
            case CREATED -> FeedCounter.MARKETS_CREATED;
            case ACTIVATED -> FeedCounter.MARKETS_ACTIVATED;
            case DEACTIVATED -> FeedCounter.MARKETS_DEACTIVATED;
            case CLOSE_DATE -> FeedCounter.CLOSE_DATES_UPDATED;
            case DETERMINED -> FeedCounter.MARKETS_DETERMINED;
            case SETTLED -> FeedCounter.MARKETS_SETTLED;
            case GRID -> FeedCounter.GRIDS_UPDATED;
            case METADATA -> FeedCounter.METADATA_UPDATED;
            default -> FeedCounter.UNKNOWN_LIFECYCLES;
        };
    }

    /** Publishes what was read. @return {@link #GRID_CHANGED} or 0 */
    int write(EventWriter events) {
        int instrumentId = markets.instrumentId(market);
        switch (event) {
            case ACTIVATED -> events.marketStatus(instrumentId, MarketState.ACTIVE, Micros.NULL);
            case DEACTIVATED -> events.marketStatus(instrumentId, MarketState.PAUSED, Micros.NULL);
            // It may be disputed and amended until it is paid.
            case DETERMINED -> events.marketStatus(instrumentId, MarketState.RESOLVED, payoutMicros(), false);
            // The payout was told when it was determined.
            case SETTLED -> events.marketStatus(instrumentId, MarketState.RESOLVED, Micros.NULL, true);
            case GRID -> {
                events.tickSize(instrumentId, bands, bandCount);
                return GRID_CHANGED;
            }
            default -> {
                return 0;
            }
        }
        return 0;
    }

    private long payoutMicros() {
        if (valueMicros != Micros.NULL) {
            return valueMicros;
        }
        return result == RESULT_YES ? Micros.ONE : result == RESULT_NO ? 0 : Micros.NULL;
    }

    private void readBands(JsonCursor json) {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextItem()) {
            if (bandCount == MAX_BANDS) {
                json.reject(DecodeFault.ARRAY_TOO_LONG);
                return;
            }
            int at = EventWriter.BAND_FIELDS * bandCount;
            Arrays.fill(bands, at, at + EventWriter.BAND_FIELDS, JsonCursor.ABSENT);
            if (json.enterObject()) {
                for (int key; (key = json.nextField(BAND_KEYS)) >= 0; ) {
                    bands[at + key] = json.decimalMicros();
                }
            }
            if (json.fault() != DecodeFault.NONE) {
                return;
            }
            long start = bands[at];
            long end = bands[at + 1];
            if (start < 0 || end <= start || bands[at + 2] <= 0 || end > Micros.ONE) {
                json.reject(DecodeFault.PRICE_OUT_OF_RANGE);
                return;
            }
            bandCount++;
        }
    }

    private void readPayout(JsonCursor json) {
        valueMicros = json.decimalMicros();
        if (valueMicros != JsonCursor.ABSENT && (valueMicros < 0 || valueMicros > Micros.ONE)) {
            json.reject(DecodeFault.PRICE_OUT_OF_RANGE);
        }
    }
}
