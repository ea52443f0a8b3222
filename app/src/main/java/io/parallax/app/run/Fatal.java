package io.parallax.app.run;

import io.parallax.engine.port.FatalListener;
import io.parallax.engine.port.TradingGate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Closes the gate and keeps the first cause: what follows from it is not told again. Any thread. */
final class Fatal implements FatalListener {
    private final TradingGate gate;
    private final AtomicReference<SessionFailure> first = new AtomicReference<>();

    Fatal(TradingGate gate) {
        this.gate = gate;
    }

    @Override
    public void onFatal(String role, long sequence, Throwable cause) {
        gate.trip();
        String where = sequence < 0 ? "" : " at sequence " + sequence;
        SessionFailure failure =
                new SessionFailure("trading stopped: " + role + " failed" + where + ": " + cause, cause);
        first.compareAndSet(null, failure);
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
