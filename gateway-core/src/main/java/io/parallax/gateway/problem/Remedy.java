package io.parallax.gateway.problem;

/** What is done about a {@link VenueProblem}. */
public enum Remedy {
    /** Nothing was done by the venue: the same may be asked again after a wait. Never the creation of an order. */
    RETRY,
    /** The order or request is refused for good. */
    REJECT,
    /** Nobody knows what became of it: it is asked about. */
    UNKNOWN,
    /** Nothing is opened at the venue until what the problem names has passed. */
    PAUSE,
    /** A person has to look before anything more is sent. */
    HALT
}
