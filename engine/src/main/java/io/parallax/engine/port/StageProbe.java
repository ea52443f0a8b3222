package io.parallax.engine.port;

/** Observes how long each stage took. Implementations read their own clock; the engine has none. */
public interface StageProbe {
    /** Stages of one event through the ring, in order. */
    enum Stage {
        PUBLISHED,
        ENGINE,
        JOURNAL,
        DISPATCH
    }

    /**
     * Called by the stage's own thread when the event has passed it.
     *
     * @param receivedNanos monotonic socket time of the event, 0 = not measured
     * @param commandsLength bytes of consequences, 0 when the event caused nothing
     */
    void passed(Stage stage, long sequence, long receivedNanos, int commandsLength);

    /** Observes nothing. */
    StageProbe NONE = (stage, sequence, receivedNanos, commandsLength) -> {};
}
