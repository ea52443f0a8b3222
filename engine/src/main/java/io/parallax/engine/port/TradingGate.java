package io.parallax.engine.port;

/**
 * The last switch before a socket. Closed, no order byte leaves the process, whatever any other thread believes; cancels
 * and queries still pass. Any thread may close it; only the engine's own resume opens it.
 */
public final class TradingGate {
    private volatile boolean open;
    private volatile boolean tripped;

    public boolean isOpen() {
        return open && !tripped;
    }

    /** Closes the gate for the rest of the process: nothing opens it again. */
    public void trip() {
        tripped = true;
    }

    public void close() {
        open = false;
    }

    public void open() {
        open = true;
    }
}
