package io.parallax.gateway.json;

/**
 * What can be wrong with venue bytes: a closed list of negative codes. {@link #NONE} is 0, so a decoder may return a
 * length or a code in one {@code int}.
 */
public final class DecodeFault {
    /** Nothing is wrong. */
    public static final int NONE = 0;
    /** The bytes end inside a value. */
    public static final int TRUNCATED = -1;
    /** A byte that cannot stand where it stands. */
    public static final int SYNTAX = -2;
    /** More than white space follows the root value. */
    public static final int TRAILING_BYTES = -3;
    /** A container deeper than {@link JsonCursor#MAX_DEPTH}. */
    public static final int TOO_DEEP = -4;
    /** A string longer than {@link JsonCursor#MAX_STRING_LENGTH}. */
    public static final int STRING_TOO_LONG = -5;
    /** An array of more than {@link JsonCursor#MAX_ARRAY_ITEMS}. */
    public static final int ARRAY_TOO_LONG = -6;
    /** A frame longer than {@link JsonCursor#MAX_FRAME_LENGTH}. */
    public static final int FRAME_TOO_LONG = -7;
    /** A key that is read stands twice in its object. */
    public static final int DUPLICATE_KEY = -8;
    /** A key of an object that is read holds an escape; venue keys are plain identifiers. */
    public static final int KEY_ESCAPED = -9;
    /** Not UTF-8, or a control character inside a string. */
    public static final int BAD_TEXT = -10;
    /** A value of another type than the field has. */
    public static final int WRONG_TYPE = -11;
    /** Not a plain decimal or integer: exponent, NaN, sign or digits out of place. */
    public static final int NUMBER_MALFORMED = -12;
    /** Finer than one micro. */
    public static final int NUMBER_TOO_FINE = -13;
    /** Does not fit 64 bits. */
    public static final int NUMBER_OVERFLOW = -14;
    /** A field the message cannot do without is absent, null or empty. */
    public static final int FIELD_MISSING = -15;
    /** A price outside 0..1. */
    public static final int PRICE_OUT_OF_RANGE = -16;
    /** A quantity that is negative where it must not be, or beyond any plausible size. */
    public static final int QTY_OUT_OF_RANGE = -17;
    /** A word outside the list the field may hold. */
    public static final int UNKNOWN_VALUE = -18;
    /** A message type nobody told us of. */
    public static final int UNKNOWN_TYPE = -19;
    /** A market we did not subscribe to. */
    public static final int UNKNOWN_INSTRUMENT = -20;
    /** A price that is not on the market's grid. */
    public static final int PRICE_OFF_GRID = -21;

    private static final String[] NAMES = {
        "NONE",
        "TRUNCATED",
        "SYNTAX",
        "TRAILING_BYTES",
        "TOO_DEEP",
        "STRING_TOO_LONG",
        "ARRAY_TOO_LONG",
        "FRAME_TOO_LONG",
        "DUPLICATE_KEY",
        "KEY_ESCAPED",
        "BAD_TEXT",
        "WRONG_TYPE",
        "NUMBER_MALFORMED",
        "NUMBER_TOO_FINE",
        "NUMBER_OVERFLOW",
        "FIELD_MISSING",
        "PRICE_OUT_OF_RANGE",
        "QTY_OUT_OF_RANGE",
        "UNKNOWN_VALUE",
        "UNKNOWN_TYPE",
        "UNKNOWN_INSTRUMENT",
        "PRICE_OFF_GRID",
    };

    /** Number of codes, {@link #NONE} included: codes run from {@code 0} down to {@code 1 - COUNT}. */
    public static final int COUNT = NAMES.length;

    private DecodeFault() {}

    /** Name of a code, for counters and messages. */
    public static String name(int code) {
        return code <= 0 && code > -COUNT ? NAMES[-code] : "CODE_" + code;
    }
}
