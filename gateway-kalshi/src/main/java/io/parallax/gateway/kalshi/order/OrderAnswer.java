package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.problem.ErrorBody;
import io.parallax.gateway.problem.VenueProblem;
import org.agrona.DirectBuffer;

/**
 * The venue's answer to a create, read and classified. Quantities are believed, statuses are not: 201 with nothing filled
 * means "done, nothing happened". A refusal is believed when its problem is one known to leave the book alone. Whatever
 * else is in doubt is {@link Outcome#UNKNOWN}. Reused; event loop only.
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
    private static final TextMap FIELDS = TextMap.of("order_id", "fill_count", "remaining_count");

    private final JsonCursor json = new JsonCursor();
    private final ErrorBody error = new ErrorBody();
    private VenueProblem problem;
    private UnknownCause cause;
    private String orderId;
    private long filledMicros;
    private long remainingMicros;

    Outcome read(int status, DirectBuffer body, int offset, int length) {
        problem = VenueProblem.UNREADABLE;
        cause = UnknownCause.UNREADABLE;
        orderId = "";
        filledMicros = JsonCursor.ABSENT;
        remainingMicros = JsonCursor.ABSENT;
        if (status >= 400) {
            return refused(status, body, offset, length);
        }
        return status >= 200 && status < 300 && isWhole(body, offset, length) ? Outcome.CREATED : Outcome.UNKNOWN;
    }

    private Outcome refused(int status, DirectBuffer body, int offset, int length) {
        problem = error.read(body, offset, length).problem(status);
        return switch (problem) {
            case SERVER_ERROR -> {
                cause = UnknownCause.SERVER_ERROR;
                yield Outcome.UNKNOWN;
            }
            case UNREADABLE -> Outcome.UNKNOWN;
            default -> Outcome.REJECTED;
        };
    }

    private boolean isWhole(DirectBuffer body, int offset, int length) {
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case ORDER_ID -> orderId = json.string() ? json.textAsString() : "";
                    case FILL_COUNT -> filledMicros = json.decimalMicros();
                    case REMAINING_COUNT -> remainingMicros = json.decimalMicros();
                    default -> json.skip();
                }
            }
        }
        return json.end() == DecodeFault.NONE && !orderId.isEmpty() && filledMicros >= 0 && remainingMicros >= 0;
    }

    /** Why it was refused, or what the doubt is. */
    VenueProblem problem() {
        return problem;
    }

    RejectCode code() {
        return problem.rejectCode();
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

    /** The venue's words of a refusal. */
    String words() {
        return error.words();
    }
}
