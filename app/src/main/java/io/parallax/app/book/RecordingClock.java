package io.parallax.app.book;

import io.parallax.gateway.net.EpochClock;

/** Stands at the receive time of the frame at hand, so that the same recording always says the same. */
final class RecordingClock implements EpochClock {
    private long nowNs;

    void moveTo(long epochNs) {
        nowNs = Math.max(nowNs, epochNs);
    }

    @Override
    public long epochNanos() {
        return nowNs;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }
}
