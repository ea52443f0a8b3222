package io.parallax.engine.state;

import io.parallax.codecs.sbe.LatchCause;

/**
 * Why the event under way calls for a halt. Raised wherever it is found, taken by the controls once the event is applied,
 * so that exposure is updated first. The first cause of an event is the one that counts.
 */
public final class HaltWish {
    private LatchCause cause;
    private String evidence;

    /** @param evidence what a person is told; of constants, since no text is made on the hot path */
    public void raise(LatchCause cause, String evidence) {
        if (this.cause == null) {
            this.cause = cause;
            this.evidence = evidence;
        }
    }

    public boolean isRaised() {
        return cause != null;
    }

    public LatchCause cause() {
        return cause;
    }

    public String evidence() {
        return evidence;
    }

    public void clear() {
        cause = null;
        evidence = null;
    }
}
