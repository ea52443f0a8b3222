package io.parallax.engine.core;

/** Engine time: the latest timestamp of an event, which never steps back. */
final class EngineClock {
    private long nowNs;

    void at(long timestampNs) {
        nowNs = timestampNs;
    }

    long nowNs() {
        return nowNs;
    }
}
