package io.parallax.engine.port;

/** Told once when a ring handler threw or the ring overflowed: trading stops and the process ends. Any thread. */
public interface FatalListener {
    /**
     * @param role engine, journal, dispatch or publisher
     * @param sequence of the event being handled, -1 when none
     */
    void onFatal(String role, long sequence, Throwable cause);
}
