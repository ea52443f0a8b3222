package io.parallax.journal;

/**
 * What a journal read to its end turned out to be.
 *
 * @param status the class of the answer
 * @param records valid records from the start
 * @param sequence first sequence that cannot be trusted, or -1 when the damage is in no record
 * @param reason one line for people; empty when {@link Status#CLEAN}
 */
public record Verdict(Status status, long records, long sequence, String reason) {
    /** The five answers; the first three have a valid prefix that may be replayed. */
    public enum Status {
        /** Sealed, and every byte of every queue file is the one that was sealed. */
        CLEAN,
        /** No seal: the writer still runs or was killed. All that is there is valid and ends between two records. */
        UNSEALED,
        /** No seal, and the last record is incomplete. All records before it are valid. */
        TORN,
        /** Something that was written is not what is there. */
        CORRUPT,
        /** Not a session, not readable, or of a newer format. */
        CANNOT_OPEN
    }

    static Verdict clean(long records) {
        return new Verdict(Status.CLEAN, records, -1, "");
    }

    static Verdict unsealed(long records) {
        return new Verdict(Status.UNSEALED, records, -1, "no seal: the writer still runs or did not end cleanly");
    }

    static Verdict torn(long records, String reason) {
        return new Verdict(Status.TORN, records, records, reason);
    }

    static Verdict corrupt(long records, long sequence, String reason) {
        return new Verdict(Status.CORRUPT, records, sequence, reason);
    }

    static Verdict cannotOpen(String reason) {
        return new Verdict(Status.CANNOT_OPEN, 0, -1, reason);
    }

    public boolean isClean() {
        return status == Status.CLEAN;
    }

    /** "CORRUPT after 12 records, at sequence 12: checksum differs". */
    @Override
    public String toString() {
        return status + " after " + records + " records" + (sequence < 0 ? "" : ", at sequence " + sequence)
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
