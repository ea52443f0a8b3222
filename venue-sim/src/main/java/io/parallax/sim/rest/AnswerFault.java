package io.parallax.sim.rest;

/**
 * What goes wrong with one REST call.
 *
 * @param kind how
 * @param answer what is answered instead, null where the kind answers nothing or the true answer
 * @param from text in the body that becomes {@code to}, null for other kinds
 * @param delayMs how long the true answer is held, 0 for other kinds
 */
public record AnswerFault(Kind kind, Answer answer, String from, String to, long delayMs) {
    /** How a call fails. */
    public enum Kind {
        /** The call does not arrive: no effect, the connection is cut. */
        DROP,
        /** The call is answered by somebody before the venue: no effect. */
        REFUSE,
        /** The call takes effect, and the connection is cut instead of the answer. */
        LOSE,
        /** The call takes effect, and this is answered instead. */
        REPLACE,
        /** The call takes effect, and half of the answer's body comes. */
        GARBLE,
        /** The call takes effect, and its answer spells something otherwise. */
        REWRITE,
        /** The call takes effect, and its answer comes late. */
        HOLD
    }

    /** The call does not arrive. */
    public static AnswerFault dropped() {
        return new AnswerFault(Kind.DROP, null, null, null, 0);
    }

    /** No effect, and this answer. */
    public static AnswerFault refused(Answer answer) {
        return new AnswerFault(Kind.REFUSE, answer, null, null, 0);
    }

    /** Takes effect, the answer is lost. */
    public static AnswerFault lost() {
        return new AnswerFault(Kind.LOSE, null, null, null, 0);
    }

    /** Takes effect, but this is answered: a 5xx after acceptance. */
    public static AnswerFault replaced(Answer answer) {
        return new AnswerFault(Kind.REPLACE, answer, null, null, 0);
    }

    /** Takes effect, the answer is cut in the middle. */
    public static AnswerFault garbled() {
        return new AnswerFault(Kind.GARBLE, null, null, null, 0);
    }

    /** Takes effect, and the answer has {@code to} where {@code from} stood: a schema that drifts. */
    public static AnswerFault rewritten(String from, String to) {
        return new AnswerFault(Kind.REWRITE, null, from, to, 0);
    }

    /** Takes effect, and the answer comes this late. */
    public static AnswerFault held(long delayMs) {
        return new AnswerFault(Kind.HOLD, null, null, null, delayMs);
    }

    /** Whether the call takes effect. */
    public boolean arrives() {
        return kind != Kind.DROP && kind != Kind.REFUSE;
    }
}
