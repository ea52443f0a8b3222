package io.parallax.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT and SIGTERM as the wish to end in order: the latch goes down, and the process lives on until this is closed, or
 * ten seconds. It then ends as by the signal, unless another code was set.
 */
final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch signalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "stop-signal");
    private volatile int code;

    private StopSignal() {}

    static StopSignal install() {
        StopSignal signal = new StopSignal();
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
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
