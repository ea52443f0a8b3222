package io.parallax.gateway.polymarket.condition;

/** What the venue's conditions are counted by. */
public enum ConditionCounter {
    /** Conditions told to the engine, OPEN among them. */
    TOLD,
    /** Answers that refused for a reason of the venue's or the account's. */
    REFUSALS,
    /** Times the host before the venue blocked us. */
    EDGE_BLOCKS,
    /** Answers for too many requests. */
    RATE_LIMITS,
    /** Probes sent. */
    PROBES,
    /** Heartbeats that the venue took. */
    HEARTBEATS,
    /** Heartbeats refused for their id; the expected one was adopted. */
    HEARTBEATS_REFUSED,
    /** Heartbeats that got no answer or another refusal. */
    HEARTBEATS_FAILED,
    /** Times the venue said that it has no heartbeats: they end with it. */
    HEARTBEATS_ABSENT
}
