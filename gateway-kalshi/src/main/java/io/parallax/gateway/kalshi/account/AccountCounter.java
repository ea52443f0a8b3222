package io.parallax.gateway.kalshi.account;

/** What the reading of the account is counted by. */
public enum AccountCounter {
    /** Lists begun. */
    READS,
    /** Pages asked for again. */
    RETRIES,
    /** Lists given up. */
    FAILURES,
    /** Looks at the resting orders. */
    ORDER_LOOKS,
    /** Whole readings of the account, told complete. */
    SYNCS,
    /** Readings of the account that could not be finished. */
    FAILED_SYNCS,
    /** Resting orders that are none of ours, seen twice. */
    FOREIGN_ORDERS,
    /** Settlements told. */
    SETTLEMENTS,
    /** Settlements whose record changed after it was told. */
    AMENDED,
    /** Records that could not be read. */
    FAULTS,
    /** Positions in markets we do not follow. */
    POSITIONS_ELSEWHERE,
    /** Empty positions of resolved markets, left to their settlement. */
    POSITIONS_SETTLING,
    /** Results of markets told by their records. */
    RESULTS
}
