package io.parallax.app.cli;

import java.io.PrintStream;

/** One line on the standard error that is written over and over, or nothing when that is not a terminal. */
public final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private boolean open;

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * For this process. The launcher tells whether the standard error is a terminal: Java itself only knows about all
     * three streams together, and since 22 not even that.
     */
    static Progress ofProcess() {
        return new Progress(System.err, Boolean.getBoolean("parallax.progress"));
    }

    /** Shows a line in place of the last. */
    public void show(String line) {
        if (terminal) {
            err.print(CLEAR_LINE + line);
            err.flush();
            open = true;
        }
    }

    /** Takes the line away. */
    public void clear() {
        if (open) {
            err.print(CLEAR_LINE);
            err.flush();
            open = false;
        }
    }
}
