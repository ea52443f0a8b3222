package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.polymarket.problem.Refusal;
import io.parallax.gateway.polymarket.problem.VenueWords;
import io.parallax.gateway.problem.Remedy;
import io.parallax.gateway.problem.VenueProblem;
import org.agrona.DirectBuffer;

/**
 * The venue's answer to {@code POST /order}, read and classified. {@code success:true} alone means nothing; an answer
 * that leaves any doubt is {@link Outcome#UNKNOWN}, and the order is then looked up by its hash. Reused.
 */
final class OrderAnswer {
    /** What became of the order. */
    enum Outcome {
        /** Live: it rests, or it waits for the end of a delay. */
        ACCEPTED,
        /** Matched at once; the quantity is {@link #makingMicros} or {@link #takingMicros}. */
        MATCHED,
        /** Definitely not in the book by this request; {@link #code} and {@link #text} say why. */
        REJECTED,
        /** Nobody knows; {@link #cause} says why. */
        UNKNOWN
    }

    private static final int SUCCESS = 0;
    private static final int ERROR_MSG = 1;
    private static final int ORDER_ID = 2;
    private static final int STATUS = 3;
    private static final int MAKING = 4;
    private static final int TAKING = 5;
    private static final int ERROR = 6;
    private static final TextMap FIELDS =
            TextMap.of("success", "errorMsg", "orderID", "status", "makingAmount", "takingAmount", "error");
    private static final TextMap STATUSES = TextMap.of("live", "delayed", "matched", "unmatched");
    private static final int OK = 200;
    private static final int LIVE = 0;
    private static final int DELAYED = 1;
    private static final int MATCHED = 2;

    private final JsonCursor json = new JsonCursor();
    private final Refusal refusal = new Refusal();
    private Outcome outcome = Outcome.UNKNOWN;
    private VenueProblem problem;
    private long retryAfterNs;
    private UnknownCause cause = UnknownCause.UNREADABLE;
    private String text = "";
    private String orderId = "";
    private long makingMicros;
    private long takingMicros;
    private int status;
    private boolean success;

    /**
     * Reads the answer to the order whose hash, as text, is {@code hashText}.
     *
     * @param headerNs what {@code Retry-After} said, 0 = nothing
     */
    Outcome read(int httpStatus, DirectBuffer body, int offset, int length, String hashText, long headerNs) {
        clear();
        if (httpStatus >= 200 && httpStatus < 300) {
            return readBody(body, offset, length) ? classify(hashText) : unknown(UnknownCause.UNREADABLE);
        }
        VenueProblem told = refusal.read(httpStatus, body, offset, length, headerNs);
        text = refusal.words();
        retryAfterNs = refusal.retryAfterNs();
        return refused(told);
    }

    private void clear() {
        problem = null;
        retryAfterNs = 0;
        cause = UnknownCause.UNREADABLE;
        text = "";
        orderId = "";
        makingMicros = JsonCursor.ABSENT;
        takingMicros = JsonCursor.ABSENT;
        status = TextMap.ABSENT;
        success = false;
    }

    private boolean readBody(DirectBuffer body, int offset, int length) {
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case SUCCESS -> success = json.bool();
                    case ERROR_MSG, ERROR -> {
                        if (json.string() && json.textLength() > 0) {
                            text = json.textAsString();
                        }
                    }
                    case ORDER_ID -> orderId = json.string() ? json.textAsString() : "";
                    case STATUS -> status = json.word(STATUSES);
                    case MAKING -> makingMicros = json.decimalMicros();
                    case TAKING -> takingMicros = json.decimalMicros();
                    default -> json.skip();
                }
            }
        }
        return json.end() == DecodeFault.NONE;
    }

    private Outcome classify(String hashText) {
        if (!text.isEmpty()) {
            return refused(VenueWords.problem(OK, text, VenueWords.Body.JSON));
        }
        if (!success || !orderId.equalsIgnoreCase(hashText)) {
            return unknown(UnknownCause.UNREADABLE);
        }
        if (status == LIVE || status == DELAYED) {
            outcome = Outcome.ACCEPTED;
            return outcome;
        }
        if (status == MATCHED && makingMicros >= 0 && takingMicros >= 0) {
            outcome = Outcome.MATCHED;
            return outcome;
        }
        return unknown(UnknownCause.UNREADABLE);
    }

    private Outcome refused(VenueProblem told) {
        problem = told;
        if (told.remedy() == Remedy.UNKNOWN && told != VenueProblem.DUPLICATE) {
            return unknown(told == VenueProblem.UNREADABLE ? UnknownCause.UNREADABLE : UnknownCause.SERVER_ERROR);
        }
        outcome = Outcome.REJECTED;
        return outcome;
    }

    private Outcome unknown(UnknownCause why) {
        cause = why;
        outcome = Outcome.UNKNOWN;
        return outcome;
    }

    RejectCode code() {
        return problem == null ? RejectCode.OTHER : problem.rejectCode();
    }

    /** Why the venue refuses, null when it does not. */
    VenueProblem problem() {
        return problem;
    }

    /** How long the venue wants us to wait, 0 = it does not say. */
    long retryAfterNs() {
        return retryAfterNs;
    }

    UnknownCause cause() {
        return cause;
    }

    /** The venue's words, empty when it had none. */
    String text() {
        return text;
    }

    /** What we gave: collateral of a buy, shares of a sale; {@link Micros#NULL} when not told. */
    long makingMicros() {
        return makingMicros;
    }

    /** What we got. */
    long takingMicros() {
        return takingMicros;
    }
}
