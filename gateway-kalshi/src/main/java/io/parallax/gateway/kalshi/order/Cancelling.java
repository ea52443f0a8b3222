package io.parallax.gateway.kalshi.order;

/** What may be done to orders that rest where they should not. Event loop only. */
public interface Cancelling {
    /** Asks the venue to cancel every order of the account. @param done told when it has answered, or will not */
    void all(Runnable done);

    /** Cancels one order. @param path of it, behind the base path, with its market and shard */
    void leftOver(String path);
}
