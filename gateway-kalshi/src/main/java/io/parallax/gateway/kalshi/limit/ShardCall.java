package io.parallax.gateway.kalshi.limit;

import io.parallax.gateway.http.HttpCall;

/** A call that names the shard it is for. */
public interface ShardCall extends HttpCall {
    /** No shard is named: the venue finds it by the ticker. */
    int ROUTED = -1;

    /** Shard in the request, 0 when it is about none, or {@link #ROUTED}. */
    int shard();
}
