package io.parallax.gateway.polymarket.verify;

/** What comparing a book with the venue's hash of it says. */
enum Verdict {
    /** The book is the venue's, level by level. */
    MATCH,
    /** The book is not the venue's: a message was lost or misread. */
    MISMATCH,
    /** Another message may still make it match: a frame of the same event, or the price of the trade behind it. */
    NOT_YET,
    /** The hash cannot be made: an input is unknown or was never proven since the book came. */
    UNVERIFIABLE;

    /**
     * @param hasInputs whether everything that is hashed is known
     * @param isEqual whether the hashes are
     * @param isGroupOver whether every frame of the event that the hash belongs to is here
     * @param isPriceDue whether a trade's book came whose price did not, yet
     * @param isProven whether the book matched before with the same inputs since it came whole
     */
    static Verdict of(boolean hasInputs, boolean isEqual, boolean isGroupOver, boolean isPriceDue, boolean isProven) {
        if (!hasInputs) {
            return UNVERIFIABLE;
        }
        if (isEqual) {
            return MATCH;
        }
        if (!isGroupOver || isPriceDue) {
            return NOT_YET;
        }
        return isProven ? MISMATCH : UNVERIFIABLE;
    }
}
