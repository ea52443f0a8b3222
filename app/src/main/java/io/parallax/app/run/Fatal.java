package io.parallax.app.run;

import io.parallax.engine.port.FatalListener;
import io.parallax.engine.port.TradingGate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Closes the gate, latches a halt and keeps the first cause: what follows from it is not told again. Any thread. */
final class Fatal implements FatalListener {
    private final TradingGate gate;
    private final Consumer<String> latch;
    private final AtomicReference<SessionFailure> first = new AtomicReference<>();

    /** @param latch writes down why the next session is to start halted */
    Fatal(TradingGate gate, Consumer<String> latch) {
        this.gate = gate;
        this.latch = latch;
    }

    @Override
    public void onFatal(String role, long sequence, Throwable cause) {
        gate.trip();
        String where = sequence < 0 ? "" : " at sequence " + sequence;
        String what = role + " failed" + where + ": " + cause;
        if (first.compareAndSet(null, new SessionFailure("trading stopped: " + what, cause))) {
            latch.accept(what);
        }
    }

    /** A thread stood still; whoever saw it has latched the halt. */
    void onStall(String evidence) {
        gate.trip();
        first.compareAndSet(null, new SessionStalled("trading stopped: " + evidence));
    }

    Optional<SessionFailure> cause() {
        return Optional.ofNullable(first.get());
    }

    /** @throws SessionFailure when something was fatal */
    void check() {
        SessionFailure failure = first.get();
        if (failure != null) {
            throw failure;
        }
    }
}
