package io.parallax.sim.core;

/** Side of the YES book. Buying YES and selling NO are bids; selling YES and buying NO are asks. */
public enum BookSide {
    BID,
    ASK;

    /** The side this one matches with. */
    public BookSide opposite() {
        return this == BID ? ASK : BID;
    }

    /** Side of the YES book on which an order for a leg stands. */
    public static BookSide of(Outcome outcome, Action action) {
        return (outcome == Outcome.YES) == (action == Action.BUY) ? BID : ASK;
    }
}
