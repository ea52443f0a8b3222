package io.parallax.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT and SIGTERM as the wish to end in order: the latch goes down, and the process lives on until this is closed, or
 * the time given, ten seconds unless said otherwise. It then ends as by the signal, unless another code was set.
 */
final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch signalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "stop-signal");
    private volatile int code;

    private final long patienceSeconds;

    private StopSignal(long patienceSeconds) {
        this.patienceSeconds = patienceSeconds;
    }

    static StopSignal install() {
        return install(PATIENCE_SECONDS);
    }

    /** The same with another time to end in. */
    static StopSignal install(long patienceSeconds) {
        StopSignal signal = new StopSignal(patienceSeconds);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Goes to zero with the signal. */
    CountDownLatch latch() {
        return signalled;
    }

    /** Ends the process with this code, even after a signal. */
    void endWith(ExitCode end) {
        code = end.code();
    }

    private void onShutdown() {
        signalled.countDown();
        try {
            closed.await(patienceSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (code != 0) {
            Runtime.getRuntime().halt(code);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending.
            return;
        }
    }
}
