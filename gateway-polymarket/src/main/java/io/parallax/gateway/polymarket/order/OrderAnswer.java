package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
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
        /** Definitely not in the book; {@link #code} and {@link #text} say why. */
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
    private static final int LIVE = 0;
    private static final int DELAYED = 1;
    private static final int MATCHED = 2;

    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final JsonCursor json = new JsonCursor();
    private Outcome outcome = Outcome.UNKNOWN;
    private RejectCode code = RejectCode.OTHER;
    private UnknownCause cause = UnknownCause.UNREADABLE;
    private String text = "";
    private String orderId = "";
    private long makingMicros;
    private long takingMicros;
    private int status;
    private boolean success;

    /** Reads the answer to the order whose hash, as text, is {@code hashText}. */
    Outcome read(int httpStatus, DirectBuffer body, int offset, int length, String hashText) {
        clear();
        boolean readable = readBody(body, offset, length);
        if (httpStatus >= 200 && httpStatus < 300) {
            return readable ? classify(hashText) : unknown(UnknownCause.UNREADABLE);
        }
        if (httpStatus == TOO_EARLY) {
            return rejected(RejectCode.VENUE_UNAVAILABLE);
        }
        if (httpStatus == TOO_MANY) {
            return rejected(RejectCode.RATE_LIMITED);
        }
        if (httpStatus == 401 || httpStatus == 403) {
            return rejected(RejectCode.AUTHENTICATION);
        }
        if (httpStatus >= 500) {
            RejectCode told = VenueWords.code(text);
            return told == RejectCode.VENUE_UNAVAILABLE ? rejected(told) : unknown(UnknownCause.SERVER_ERROR);
        }
        if (httpStatus >= 400 && httpStatus != 408 && readable && !text.isEmpty()) {
            return classifyError();
        }
        return unknown(UnknownCause.UNREADABLE);
    }

    private void clear() {
        code = RejectCode.OTHER;
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
            return classifyError();
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

    private Outcome classifyError() {
        return VenueWords.isUndecided(text) ? unknown(UnknownCause.SERVER_ERROR) : rejected(VenueWords.code(text));
    }

    private Outcome rejected(RejectCode told) {
        code = told;
        outcome = Outcome.REJECTED;
        return outcome;
    }

    private Outcome unknown(UnknownCause why) {
        cause = why;
        outcome = Outcome.UNKNOWN;
        return outcome;
    }

    RejectCode code() {
        return code;
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
