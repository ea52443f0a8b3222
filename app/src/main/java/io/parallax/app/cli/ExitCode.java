package io.parallax.app.cli;

/** How a command ended, as the process exit code: a published contract, see docs/cli.md. Codes are never used again. */
public enum ExitCode {
    /** Done, and what was checked holds. */
    OK(0),
    /** Wrong option or argument. */
    USAGE(2),
    /** The configuration cannot be used. */
    CONFIG(3),
    /** A file, session or port that was named is not there or not free. */
    NOT_FOUND(4),
    /** A journal cannot be trusted. */
    CORRUPT_JOURNAL(5),
    /** Replay did not produce what the journal holds. */
    REPLAY_DIVERGED(6),
    /** The demo ran and did not show what it must show. */
    EXPECTATION_FAILED(7),
    /** The recording was made and has holes: frames were lost. */
    INCOMPLETE(8),
    /** A venue did not answer, or let us not in. */
    VENUE_FAILED(9),
    /** A control was refused, or could not be carried out. */
    REFUSED(10),
    /** The session ended with a halt latched; nothing opens before it is resumed. */
    HALTED(11),
    /** A thread that trades stood still: the gate was closed and both venues asked to cancel. */
    STALLED(12),
    /** A secret is missing, unreadable, open to others, or does not fit the configuration. */
    CREDENTIALS(13),
    /** The venue says that the private key is not that of the key id. */
    WRONG_KEY(14),
    /** The venue does not know the API key, any more or at all. */
    REVOKED_KEY(15),
    /** The key or the account may not trade. */
    NOT_PERMITTED(16),
    /** Chain, contracts, addresses and mode are not of one world. */
    WRONG_CHAIN(17),
    /** This machine's clock is not the venue's. */
    CLOCK(18),
    /** The edge before a venue, or the venue by our place, keeps us out. */
    BLOCKED(19),
    /** The doctor found another fault. */
    UNHEALTHY(20),
    /** Journal and venues tell different things. */
    DIFFERENT(21),
    /** Mode live was not armed, not confirmed, or a halt stands. */
    NOT_ARMED(22),
    /** A defect of the program. 69 is the launcher's: no JDK, or the build failed. */
    INTERNAL(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The process exit code. */
    public int code() {
        return code;
    }
}
