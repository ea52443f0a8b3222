package io.parallax.sim.kalshi.shard;

import java.util.HashMap;
import java.util.Map;

/** Whether shards trade. */
public final class ShardStates {
    /** Shards there are: 0 to this less one. */
    public static final int COUNT = 4;

    private final Map<Integer, State> states = new HashMap<>();
    private String resumeTime;

    /** What a shard takes. */
    public enum State {
        /** Everything. */
        OPEN,
        /** Cancels. */
        TRADING_PAUSED,
        /** Nothing. */
        EXCHANGE_PAUSED
    }

    /** State of a shard. */
    public State of(int shard) {
        return states.getOrDefault(shard, State.OPEN);
    }

    /** Changes a shard. */
    public void become(int shard, State state) {
        states.put(shard, state);
    }

    /** When a pause is thought to end, RFC 3339, or null. */
    public String resumeTime() {
        return resumeTime;
    }

    /** Says when a pause is thought to end. */
    public void resumeTime(String time) {
        resumeTime = time;
    }
}
