package io.parallax.engine.book;

/** Why a level change could not be applied: negative {@code int} codes, 0 is {@link #OK}. Venue bytes never throw. */
public final class BookFault {
    /** Applied. */
    public static final int OK = 0;

    /** The price is not on the instrument's grid, or not strictly between 0 and 1. */
    public static final int OFF_GRID = -1;

    /** A delta would take the level below zero: a message was lost. */
    public static final int NEGATIVE_LEVEL = -2;

    /** A quantity below zero or above {@link OrderBook#MAX_QTY_MICROS}. */
    public static final int BAD_QTY = -3;

    /** Neither bid nor ask. */
    public static final int BAD_SIDE = -4;

    /** Neither set nor delta. */
    public static final int BAD_OP = -5;

    /** A message began or changed levels before the one before it had ended. */
    public static final int BROKEN_BATCH = -6;

    private BookFault() {}
}
