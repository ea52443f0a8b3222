package io.parallax.engine.execution;

/** What can happen to an attempt. Quantities have been looked at before: each case that differs has its own name. */
public enum AttemptEvent {
    /** Risk agreed, the first leg is on its way. */
    FIRED,
    /** The live order's fate is not known; it is being asked about. */
    ORDER_UNKNOWN,
    /** The first leg ended with nothing filled. */
    LEG_NOT_FILLED,
    /** The first leg ended with enough filled to hedge. */
    LEG_FILLED,
    /** The first leg filled less than the hedge venue takes, but enough to sell back. */
    LEG_UNHEDGEABLE,
    /** The first leg filled less than either venue takes: carried as dust. */
    LEG_DUST,
    /** Everything but dust is hedged. */
    HEDGE_COMPLETE,
    /** The hedge fell short and one re-price inside the loss budget may finish it. */
    HEDGE_SHORT_REPRICE,
    /** The hedge fell short for good: the rest of the first leg is sold back. */
    HEDGE_SHORT_UNWIND,
    /** Everything but dust of the unhedged rest is sold. */
    UNWIND_COMPLETE,
    /** The unwind fell short; another, wider step is due. */
    UNWIND_SHORT,
    /** The unwind fell short at the loss cap or after its last step. */
    UNWIND_EXHAUSTED,
    /** An order is due but the engine's state, cash or the slots do not permit it. */
    NOT_PERMITTED,
    /** A fill of an order that had ended. */
    LATE_FILL,
    /** An operator asks for the unhedged rest to be sold. */
    FLATTEN,
    /** A person enabled the pair again and answers for what the frozen attempt left. */
    RELEASE
}
