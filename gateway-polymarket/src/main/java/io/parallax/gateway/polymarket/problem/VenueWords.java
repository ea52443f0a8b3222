package io.parallax.gateway.polymarket.problem;

import io.parallax.gateway.problem.VenueProblem;
import java.util.Locale;

/**
 * What the venue's error texts mean, by substring: the venue appends details. Where the text says nothing, the status does.
 *
 * <p>Source: docs "Error codes", "Matching engine restarts", "Post-only mode", @polymarket/bindings 0.10.0
 * {@code clob/order-response}, issues of the official clients; read 2026-10.
 */
public final class VenueWords {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    /** What stands in the body of an answer. */
    public enum Body {
        /** An object of the venue's. */
        JSON,
        /** A page of the host before it, such as its {@code error code: 1015}. */
        PAGE,
        /** Nothing, or what is neither. */
        OTHER
    }

    /** One row: the text contains {@code part}, whatever its case. The first row that fits decides. */
    private record Row(String part, VenueProblem problem) {}

    private static final Row[] ROWS = {
        // of the venue
        new Row("post-only mode", VenueProblem.POST_ONLY),
        new Row("post_only_mode", VenueProblem.POST_ONLY),
        new Row("cancel-only", VenueProblem.CANCEL_ONLY),
        new Row("trading is disabled", VenueProblem.DISABLED),
        new Row("trading is currently", VenueProblem.DISABLED),
        new Row("too many requests", VenueProblem.RATE_LIMITED),
        new Row("order timed out", VenueProblem.RESTARTING), // never inserted, by the document
        // of the account
        new Row("in closed only mode", VenueProblem.CLOSED_ONLY),
        new Row("address banned", VenueProblem.NOT_PERMITTED),
        new Row("maker address not allowed", VenueProblem.NOT_PERMITTED),
        new Row("order signer address has to be", VenueProblem.BAD_SIGNATURE),
        new Row("invalid signature_type", VenueProblem.BAD_REQUEST),
        new Row("invalid signature", VenueProblem.BAD_SIGNATURE),
        new Row("restricted in your region", VenueProblem.GEOBLOCKED),
        new Row("geoblock", VenueProblem.GEOBLOCKED),
        new Row("api key", VenueProblem.AUTHENTICATION),
        new Row("unauthorized", VenueProblem.AUTHENTICATION),
        new Row("request headers", VenueProblem.AUTHENTICATION),
        new Row("allowance is not enough", VenueProblem.NO_ALLOWANCE),
        new Row("not enough allowance", VenueProblem.NO_ALLOWANCE),
        new Row("not enough balance", VenueProblem.INSUFFICIENT_FUNDS),
        new Row("insufficient balance", VenueProblem.INSUFFICIENT_FUNDS),
        // of the market
        new Row("couldn't be fully filled", VenueProblem.NOT_FILLABLE),
        new Row("no orders found to match", VenueProblem.NOT_FILLABLE),
        new Row("post-only order", VenueProblem.NOT_FILLABLE),
        new Row("crosses the book", VenueProblem.NOT_FILLABLE),
        new Row("no orderbook exists", VenueProblem.MARKET_CLOSED),
        new Row("market not found", VenueProblem.MARKET_CLOSED),
        new Row("fee rate not found", VenueProblem.MARKET_CLOSED),
        new Row("not yet ready to process", VenueProblem.MARKET_CLOSED),
        // of the order
        new Row("breaks minimum tick size", VenueProblem.BAD_TICK),
        new Row("lower than the minimum", VenueProblem.BAD_SIZE),
        new Row("min size", VenueProblem.BAD_SIZE),
        new Row("invalid amount", VenueProblem.BAD_SIZE),
        new Row("duplicated", VenueProblem.DUPLICATE),
        new Row("order_version_mismatch", VenueProblem.WRONG_VERSION),
        // said with a definitive status although the order may exist
        new Row("context canceled", VenueProblem.SERVER_ERROR),
        new Row("match delayed", VenueProblem.SERVER_ERROR),
        new Row("error delaying", VenueProblem.SERVER_ERROR),
    };

    private VenueWords() {}

    /**
     * What an answer that refuses means.
     *
     * @param status of the answer; one below 300 refuses by its words alone
     * @param words the venue's, empty when it had none
     */
    public static VenueProblem problem(int status, String words, Body body) {
        if (status == TOO_EARLY) {
            return VenueProblem.RESTARTING;
        }
        if (body != Body.JSON) {
            return withoutWords(status, body);
        }
        if (status == TOO_MANY) {
            return VenueProblem.RATE_LIMITED;
        }
        VenueProblem told = told(words);
        if (status >= 500) {
            // The engine failed on the way: only what says that nothing was looked at is proof of anything.
            return told != null && isOfVenue(told) ? told : VenueProblem.SERVER_ERROR;
        }
        if (status == REQUEST_TIMEOUT) {
            return VenueProblem.UNREADABLE;
        }
        if (told != null) {
            return told;
        }
        return switch (status) {
            case 401 -> VenueProblem.AUTHENTICATION;
            case 403 -> VenueProblem.NOT_PERMITTED;
            case 404 -> VenueProblem.NOT_FOUND;
            default ->
                words.isEmpty() || status >= 300 && status < 400 ? VenueProblem.UNREADABLE : VenueProblem.BAD_REQUEST;
        };
    }

    /** A page or nothing at all: the host before the venue, or the venue without its manners. */
    private static VenueProblem withoutWords(int status, Body body) {
        return switch (status) {
            case 401 -> VenueProblem.AUTHENTICATION;
            case 403 -> VenueProblem.EDGE_BLOCKED;
            case TOO_MANY -> body == Body.PAGE ? VenueProblem.EDGE_BLOCKED : VenueProblem.RATE_LIMITED;
            default -> status >= 500 ? VenueProblem.SERVER_ERROR : VenueProblem.UNREADABLE;
        };
    }

    private static VenueProblem told(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        for (Row row : ROWS) {
            if (lower.contains(row.part())) {
                return row.problem();
            }
        }
        return null;
    }

    private static boolean isOfVenue(VenueProblem problem) {
        return switch (problem) {
            case POST_ONLY, CANCEL_ONLY, DISABLED, RATE_LIMITED, RESTARTING -> true;
            default -> false;
        };
    }
}
