package io.parallax.engine.port;

import io.parallax.codecs.sbe.Purpose;

/**
 * The last switch before a socket. Closed, no order byte leaves the process but of an operator's flatten, whatever any other
 * thread believes; cancels and queries still pass. Any thread may close it; only the engine's own resume opens it.
 */
public final class TradingGate {
    private volatile boolean open;
    private volatile boolean held;
    private volatile boolean tripped;

    public boolean isOpen() {
        return open && !held && !tripped;
    }

    /** Whether the bytes of such an order may be written now. */
    public boolean mayWrite(Purpose purpose) {
        return isOpen() || purpose == Purpose.FLATTEN && !held && !tripped;
    }

    /** Closes the gate for the rest of the process: nothing opens it again. */
    public void trip() {
        tripped = true;
    }

    /** Keeps the gate closed, for a flatten too and whatever the engine says, until {@link #release}. */
    public void hold() {
        held = true;
    }

    /** Whoever held the gate has seen the engine halt. */
    public void release() {
        held = false;
    }

    public void close() {
        open = false;
    }

    public void open() {
        open = true;
    }
}
