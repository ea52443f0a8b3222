package io.parallax.sim.fault;

/** What a line cannot say without the venue's protocol. */
public interface Voice {
    /** Whether the client follows the book of a market. */
    boolean follows(String marketId);

    /** A well-formed message of a type that does not exist. */
    String unknownMessage();

    /** Ends the subscription of books with this error, where the venue has such. */
    void failSubscription(int code);
}
