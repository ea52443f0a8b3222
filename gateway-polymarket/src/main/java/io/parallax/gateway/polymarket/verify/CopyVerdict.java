package io.parallax.gateway.polymarket.verify;

/** What a REST copy of a book says of ours. */
enum CopyVerdict {
    /** Level by level the same. */
    EQUAL,
    /** Another book, and nothing that came over the line explains it. */
    DIFFERENT,
    /** Older than ours, or ours moved meanwhile. */
    INCONCLUSIVE;

    /**
     * @param isEqual whether our levels give the copy's hash
     * @param isSameState whether the line told the very hash of the copy last
     * @param hasMoved whether the line told anything of the book since
     * @param isNewer whether the copy's last change is later than the one the line told
     */
    static CopyVerdict of(boolean isEqual, boolean isSameState, boolean hasMoved, boolean isNewer) {
        if (isEqual) {
            return EQUAL;
        }
        return !hasMoved && (isNewer || isSameState) ? DIFFERENT : INCONCLUSIVE;
    }
}
