package io.parallax.gateway.kalshi.signing;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.http.HeaderBytes;
import io.parallax.gateway.net.EpochClock;
import java.util.function.BiConsumer;

/**
 * One method and path with its newest signature: requests with whatever body and query take the same. What is older than half
 * of the tolerance, or from before a step of the clock, is never used. Read on the event loop, made there or on the helper
 * thread.
 */
public final class SignedRoute {
    /** A larger change between the clocks than their sampling makes is a step. */
    private static final long STEP_NS = 50_000_000L;

    private final String method;
    private final String path;
    private final long usableNs;
    private final RequestSigner signer;
    private final EpochClock clock;
    private final Counters<SigningCounter> counters;
    private final Counters<SigningCounter> aheadCounters;
    private volatile Signed newest;

    /** Headers as they go onto the wire, and when they were signed by either clock. */
    private record Signed(HeaderBytes headers, long epochNs, long nanos) {}

    SignedRoute(
            String method,
            String path,
            long usableNs,
            RequestSigner signer,
            EpochClock clock,
            Counters<SigningCounter> counters,
            Counters<SigningCounter> aheadCounters) {
        this.method = method;
        this.path = path;
        this.usableNs = usableNs;
        this.signer = signer;
        this.clock = clock;
        this.counters = counters;
        this.aheadCounters = aheadCounters;
    }

    /** The three headers, valid now. Event loop only. */
    public HeaderBytes headers() {
        return valid().headers;
    }

    /** The three headers one by one, valid now. Event loop only. */
    public void addTo(BiConsumer<String, String> headers) {
        for (String line : headers().lines().split("\r\n")) {
            int colon = line.indexOf(": ");
            headers.accept(line.substring(0, colon), line.substring(colon + 2));
        }
    }

    private Signed valid() {
        long nanos = clock.nanoTime();
        long epochNs = clock.epochNanos();
        Signed ready = newest;
        if (ready == null) {
            counters.count(SigningCounter.FRESH);
        } else if (Math.abs(epochNs - ready.epochNs - (nanos - ready.nanos)) > STEP_NS) {
            counters.count(SigningCounter.CLOCK_STEPS);
        } else if (nanos - ready.nanos > usableNs) {
            counters.count(SigningCounter.STALE);
        } else {
            counters.count(SigningCounter.READY);
            return ready;
        }
        return sign(signer, epochNs, nanos);
    }

    /** Makes a signature for the requests to come. @param with of the calling thread */
    void prepare(RequestSigner with) {
        aheadCounters.count(SigningCounter.AHEAD);
        long nanos = clock.nanoTime();
        sign(with, clock.epochNanos(), nanos);
    }

    private Signed sign(RequestSigner with, long epochNs, long nanos) {
        Signed signed = new Signed(with.headerBytes(method, path, epochNs), epochNs, nanos);
        newest = signed;
        return signed;
    }
}
