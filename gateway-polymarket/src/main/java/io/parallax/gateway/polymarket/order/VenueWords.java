package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.RejectCode;
import java.util.Locale;

/**
 * What the venue's error texts mean, by substring: the venue appends details.
 *
 * <p>Source: docs "Error codes", @polymarket/bindings 0.10.0 {@code clob/order-response}, issues of the official clients.
 */
final class VenueWords {
    /** One row: the text contains {@code part}, whatever its case. The first row that fits decides. */
    private record Row(String part, RejectCode code) {}

    private static final Row[] ROWS = {
        new Row("post-only mode", RejectCode.VENUE_UNAVAILABLE),
        new Row("trading is disabled", RejectCode.VENUE_UNAVAILABLE),
        new Row("trading is currently", RejectCode.VENUE_UNAVAILABLE),
        new Row("couldn't be fully filled", RejectCode.NOT_FILLABLE),
        new Row("no orders found to match", RejectCode.NOT_FILLABLE),
        new Row("breaks minimum tick size", RejectCode.BAD_TICK),
        new Row("lower than the minimum", RejectCode.BAD_SIZE),
        new Row("min size", RejectCode.BAD_SIZE),
        new Row("invalid amount", RejectCode.BAD_SIZE),
        new Row("not enough balance", RejectCode.INSUFFICIENT_FUNDS),
        new Row("insufficient balance", RejectCode.INSUFFICIENT_FUNDS),
        new Row("duplicated", RejectCode.DUPLICATE),
        new Row("post-only order", RejectCode.POST_ONLY),
        new Row("crosses the book", RejectCode.POST_ONLY),
        new Row("api key", RejectCode.AUTHENTICATION),
        new Row("unauthorized", RejectCode.AUTHENTICATION),
        new Row("request headers", RejectCode.AUTHENTICATION),
        new Row("address banned", RejectCode.AUTHENTICATION),
        new Row("closed only mode", RejectCode.AUTHENTICATION),
        new Row("maker address not allowed", RejectCode.AUTHENTICATION),
        new Row("no orderbook exists", RejectCode.MARKET_CLOSED),
        new Row("market not found", RejectCode.MARKET_CLOSED),
        new Row("not yet ready to process", RejectCode.MARKET_CLOSED),
        new Row("order timed out", RejectCode.VENUE_UNAVAILABLE),
        new Row("too many requests", RejectCode.RATE_LIMITED),
    };

    /** The venue says these with a definitive status although the order may exist. */
    private static final String[] UNDECIDED = {"context canceled", "match delayed", "error delaying"};

    private VenueWords() {}

    /** Code of a text; {@link RejectCode#OTHER} when no row fits. */
    static RejectCode code(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Row row : ROWS) {
            if (lower.contains(row.part())) {
                return row.code();
            }
        }
        return RejectCode.OTHER;
    }

    /** Whether the text leaves open what became of the order. */
    static boolean isUndecided(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String part : UNDECIDED) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
