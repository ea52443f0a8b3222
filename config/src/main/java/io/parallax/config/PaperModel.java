package io.parallax.config;

/**
 * What paper fills assume. Shares are micros, 1,000,000 = all. docs/paper.md has the table and what each stands for.
 *
 * @param toVenueNs median from the decision to the match, the delay of our own market data included
 * @param backNs median from the match to our hearing of it
 * @param settleNs median from a provisional fill to its settlement
 * @param goneMicros share of each level that others take before us
 * @param racing whether a level counts with the least it held between the order's leaving and its arrival
 * @param refill when what we took of a level is there again
 * @param queueCancelMicros share of what leaves our level without a print that stood before us
 * @param rejectMicros share of orders the venue refuses without a reason of ours
 * @param lostMicros share of orders that never arrive and of which nothing is told
 * @param unknownMicros share of orders that are executed and of which nothing is told
 * @param unknownNs how long nothing is told before the doubt is
 * @param failedMicros share of orders whose provisional fills fail to settle
 */
public record PaperModel(
        long toVenueNs,
        long backNs,
        long settleNs,
        long goneMicros,
        boolean racing,
        Refill refill,
        long queueCancelMicros,
        long rejectMicros,
        long lostMicros,
        long unknownMicros,
        long unknownNs,
        long failedMicros) {

    /** When the quantity we took of a level is there again; each later than the one before. */
    public enum Refill {
        /** With the next snapshot, or when the venue changes the level. */
        SNAPSHOT,
        /** When the venue changes the level. */
        CHANGE,
        /** When the level has gone altogether. */
        GONE
    }

    private static final long MS = 1_000_000L;

    /** The parameters of a level. Each column is at least as unkind as the one before in every row. */
    public static PaperModel of(PaperLevel level) {
        return switch (level) {
            case OPTIMISTIC ->
                new PaperModel(
                        5 * MS, 5 * MS, 2_000 * MS, 0, false, Refill.SNAPSHOT, 1_000_000, 0, 0, 0, 2_000 * MS, 0);
            case NEUTRAL ->
                new PaperModel(
                        25 * MS,
                        25 * MS,
                        4_000 * MS,
                        150_000,
                        true,
                        Refill.CHANGE,
                        300_000,
                        2_000,
                        500,
                        1_000,
                        2_000 * MS,
                        1_000);
            case PESSIMISTIC ->
                new PaperModel(
                        90 * MS,
                        90 * MS,
                        10_000 * MS,
                        400_000,
                        true,
                        Refill.GONE,
                        0,
                        10_000,
                        3_000,
                        5_000,
                        3_000 * MS,
                        5_000);
        };
    }

    /** The same without any delay of orders and answers. */
    public PaperModel withoutLatency() {
        return new PaperModel(
                0,
                0,
                settleNs,
                goneMicros,
                racing,
                refill,
                queueCancelMicros,
                rejectMicros,
                lostMicros,
                unknownMicros,
                unknownNs,
                failedMicros);
    }
}
