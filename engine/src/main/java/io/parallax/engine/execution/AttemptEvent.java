package io.parallax.engine.execution;

/** What can happen to an attempt. Quantities have been looked at before: each case that differs has its own name. */
public enum AttemptEvent {
    /** Risk agreed, the first orders are on their way. */
    FIRED,
    /** The fate of a live order is not known; it is being asked about. */
    ORDER_UNKNOWN,
    /** Every order ended with nothing filled. */
    NOTHING_FILLED,
    /** A leg ended with enough filled to send the next, sized to it. */
    NEXT_LEG,
    /** The first leg filled less than any venue takes: carried as dust. */
    LEG_DUST,
    /** Every leg has the same, but for dust. */
    MATCHED,
    /** Legs are short and one re-price inside the loss budget may finish them. */
    SHORT_REPRICE,
    /** Legs are short for good: what the others hold beyond them is sold back. */
    SHORT_UNWIND,
    /** Everything but dust of the unhedged rest is sold. */
    UNWIND_COMPLETE,
    /** The unwind fell short; another, wider step is due. */
    UNWIND_SHORT,
    /** The unwind fell short at the loss cap or after its last step. */
    UNWIND_EXHAUSTED,
    /** Unhedged for longer than permitted while orders are in doubt: what is surplus whatever became of them is sold. */
    NAKED,
    /** An order is due but the engine's state, cash or the slots do not permit it. */
    NOT_PERMITTED,
    /** A fill of an order that had ended. */
    LATE_FILL,
    /** An operator asks for the unhedged rest to be sold. */
    FLATTEN,
    /** A person enabled the pair again and answers for what the frozen attempt left. */
    RELEASE
}
