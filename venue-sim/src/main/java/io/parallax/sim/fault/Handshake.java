package io.parallax.sim.fault;

/**
 * What happens to a client that wants to connect.
 *
 * @param kind what
 * @param status HTTP status of a refusal, else 0
 */
public record Handshake(Kind kind, int status) {
    /** As it should be. */
    public static final Handshake ACCEPT = new Handshake(Kind.ACCEPT, 0);

    /** The connection is reset instead of an answer. */
    public static final Handshake RESET = new Handshake(Kind.RESET, 0);

    /** No answer ever comes. */
    public static final Handshake MUTE = new Handshake(Kind.MUTE, 0);

    /** Kinds of answer. */
    public enum Kind {
        ACCEPT,
        REFUSE,
        RESET,
        MUTE
    }

    /** An HTTP answer that is no upgrade: 429, 403. */
    public static Handshake refuse(int status) {
        return new Handshake(Kind.REFUSE, status);
    }
}
