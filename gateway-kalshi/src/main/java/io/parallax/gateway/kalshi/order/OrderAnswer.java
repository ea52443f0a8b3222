package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import org.agrona.DirectBuffer;

/**
 * The venue's answer to a create, read and classified. Quantities are believed, statuses are not: 201 with nothing filled
 * means "done, nothing happened". A refusal is believed when its code is one of those known to leave the book alone, when
 * its status says that no order was looked at, or when its shape says that the request was not read. Whatever else is in
 * doubt is {@link Outcome#UNKNOWN}. Reused; event loop only.
 */
final class OrderAnswer {
    /** What became of the order. */
    enum Outcome {
        /** In the book or done: {@link #filledMicros} and {@link #remainingMicros} tell. */
        CREATED,
        /** Definitely not in the book. */
        REJECTED,
        /** Nobody knows. */
        UNKNOWN
    }

    private static final int ORDER_ID = 0;
    private static final int FILL_COUNT = 1;
    private static final int REMAINING_COUNT = 2;
    private static final int ERROR = 3;
    private static final int CODE = 4;
    private static final int MESSAGE = 5;
    private static final int DETAILS = 6;
    private static final int MSG = 7;
    private static final TextMap FIELDS =
            TextMap.of("order_id", "fill_count", "remaining_count", "error", "code", "message", "details", "msg");

    private final JsonCursor json = new JsonCursor();
    private RejectCode code;
    private UnknownCause cause;
    private String orderId;
    private String errorCode;
    private String details;
    private boolean parameterRefused;
    private long filledMicros;
    private long remainingMicros;

    Outcome read(int status, DirectBuffer body, int offset, int length) {
        code = RejectCode.OTHER;
        cause = UnknownCause.UNREADABLE;
        orderId = "";
        errorCode = "";
        details = "";
        parameterRefused = false;
        filledMicros = JsonCursor.ABSENT;
        remainingMicros = JsonCursor.ABSENT;
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            fields();
        }
        boolean readable = json.end() == DecodeFault.NONE;
        if (status >= 500) {
            cause = UnknownCause.SERVER_ERROR;
            return Outcome.UNKNOWN;
        }
        if (status >= 200 && status < 300) {
            boolean whole = readable && !orderId.isEmpty() && filledMicros >= 0 && remainingMicros >= 0;
            return whole ? Outcome.CREATED : Outcome.UNKNOWN;
        }
        if (status == 425) {
            code = RejectCode.VENUE_UNAVAILABLE;
            return Outcome.REJECTED;
        }
        if (status < 400 || status == 408 || !readable) {
            return Outcome.UNKNOWN;
        }
        RejectCode known = knownCode();
        if (known == null && !parameterRefused && !refusesUnseen(status)) {
            return Outcome.UNKNOWN;
        }
        code = known == null ? byStatus(status) : known;
        return Outcome.REJECTED;
    }

    private void fields() {
        for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
            switch (key) {
                case ORDER_ID -> orderId = text();
                case FILL_COUNT -> filledMicros = json.decimalMicros();
                case REMAINING_COUNT -> remainingMicros = json.decimalMicros();
                case ERROR -> {
                    if (json.kind() == JsonCursor.Kind.OBJECT) {
                        if (json.enterObject()) {
                            fields();
                        }
                    } else {
                        details = text();
                    }
                }
                case CODE -> errorCode = text();
                case MESSAGE -> text();
                case DETAILS -> details = text();
                case MSG -> {
                    details = text();
                    parameterRefused = true;
                }
                default -> json.skip();
            }
        }
    }

    private String text() {
        return json.string() ? json.textAsString() : "";
    }

    /** What a code of the closed list means, null for any other: that one may come from behind the book. */
    private RejectCode knownCode() {
        return switch (errorCode) {
            case "fill_or_kill_insufficient_resting_volume" -> RejectCode.NOT_FILLABLE;
            case "order_already_exists" -> RejectCode.DUPLICATE;
            case "insufficient_balance", "available_balance_too_low" -> RejectCode.INSUFFICIENT_FUNDS;
            case "invalid_price" -> RejectCode.BAD_TICK;
            case "invalid_order_size" -> RejectCode.BAD_SIZE;
            case "market_not_found", "market_inactive", "market_already_closed", "market_closed" ->
                RejectCode.MARKET_CLOSED;
            case "trading_paused", "exchange_paused", "exchange_unavailable" -> RejectCode.VENUE_UNAVAILABLE;
            case "authentication_error", "signature_is_missing_from_headers", "header_timestamp_expired" ->
                RejectCode.AUTHENTICATION;
            case "too_many_requests" -> RejectCode.RATE_LIMITED;
            case "invalid_order" -> details.contains("post only") ? RejectCode.POST_ONLY : RejectCode.OTHER;
            case "bad_request" -> RejectCode.OTHER;
            default -> null;
        };
    }

    /** Not allowed in, no such path or market, gone, too many: turned away before any order. */
    private static boolean refusesUnseen(int status) {
        return switch (status) {
            case 401, 403, 404, 410, 429 -> true;
            default -> false;
        };
    }

    private static RejectCode byStatus(int status) {
        return switch (status) {
            case 401, 403 -> RejectCode.AUTHENTICATION;
            case 429 -> RejectCode.RATE_LIMITED;
            default -> RejectCode.OTHER;
        };
    }

    RejectCode code() {
        return code;
    }

    UnknownCause cause() {
        return cause;
    }

    /** The venue's id of the order. */
    String orderId() {
        return orderId;
    }

    long filledMicros() {
        return filledMicros;
    }

    long remainingMicros() {
        return remainingMicros;
    }

    /** The venue's words. */
    String words() {
        if (errorCode.isEmpty()) {
            return details;
        }
        return details.isEmpty() ? errorCode : errorCode + ": " + details;
    }
}
