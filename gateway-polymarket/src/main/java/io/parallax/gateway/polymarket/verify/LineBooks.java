package io.parallax.gateway.polymarket.verify;

/** Which lines follow a market. */
@FunctionalInterface
public interface LineBooks {
    /** The verifier of one copy of the market's shard, null where there is none. */
    BookVerifier verifier(int slot, int copy);
}
