package io.parallax.engine.book;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.state.StateHash;

/**
 * One instrument's book as one line tells it, its health, and the rules by which events reach it. Written by the engine
 * thread.
 *
 * <p>A copy is bound to the line whose snapshot built it, at one connection epoch. Events of an older epoch are dropped; so
 * are those of another line, but for a snapshot, which takes over a copy that is not whole. Updates count only on a whole
 * book. A message is applied event by event and read only once its END has been applied.
 */
final class BookCopy {
    /**
     * How far ahead of its receipt a venue's time may lie and still be believed. Beyond it the message counts as one
     * without a time, so that a book cannot be the fresher one by a wrong clock alone.
     */
    static final long MAX_VENUE_LEAD_NS = 5_000_000_000L;

    /** Of two copies of which one has no venue time, the one that moved this much later is ahead. */
    static final long PATIENCE_NS = 1_000_000_000L;

    static final int NO_LINE = -1;

    private static final int NO_EPOCH = Integer.MIN_VALUE;
    private static final short RAW_BID = BookSide.BID.value();
    private static final short RAW_ASK = BookSide.ASK.value();

    private final OrderBook book;
    private final BookHealth health = new BookHealth();
    private int line = NO_LINE;
    private int epoch = NO_EPOCH;
    private boolean loading;
    private boolean checking;
    private boolean inUpdate;
    private long beginHash;
    private long lastHeardNs;
    private long venueTimeNs;
    private int venueCount;
    private long movedNs;

    /** What was found and dropped, of both copies together. */
    static final class Counts {
        int lastFault;
        long faults;
        long lateMessages;
        long foreignMessages;
        long ignoredUpdates;
        long orphanChunks;
        long mismatches;
        long wholeSnapshots;
    }

    private final Counts counts;

    BookCopy(TickGrid grid, Counts counts) {
        book = new OrderBook(grid);
        this.counts = counts;
    }

    /**
     * Applies one chunk of a snapshot; returns result bits of {@link BookSlot}, never READY.
     *
     * @param sequenced a snapshot on a whole book of the same connection repeats it, and must equal it
     */
    int onSnapshot(BookSnapshotDecoder snapshot, int from, int fromEpoch, long timestampNs, boolean sequenced) {
        if (isLate(from, fromEpoch)) {
            return 0;
        }
        if (snapshot.flags().begin()) {
            if (from != line && health.isWhole()) {
                counts.foreignMessages++;
                return 0;
            }
            boolean torn = isTorn();
            checking = sequenced && from == line && fromEpoch == epoch && health.isWhole() && !torn;
            line = from;
            epoch = fromEpoch;
            if (!torn) {
                beginHash = book.contentHash();
            }
            loading = true;
            inUpdate = false;
            book.beginSnapshot();
        } else if (!loading || from != line || fromEpoch != epoch) {
            counts.orphanChunks++;
            return 0;
        }
        BookSnapshotDecoder.LevelsDecoder levels = snapshot.levels();
        while (levels.hasNext()) {
            levels.next();
            BookSide side = side(levels.sideRaw());
            int fault = side == null ? BookFault.BAD_SIDE : book.load(side, levels.priceMicros(), levels.qtyMicros());
            if (fault != BookFault.OK) {
                return fail(fault, timestampNs);
            }
        }
        lastHeardNs = timestampNs;
        if (!snapshot.flags().end()) {
            return apply(BookHealth.Input.SNAPSHOT_BEGUN, timestampNs);
        }
        loading = false;
        book.endSnapshot(timestampNs);
        move(snapshot.meta().venueTimeNs(), timestampNs, !health.isWhole());
        int result = apply(
                book.isCrossed() ? BookHealth.Input.SNAPSHOT_CROSSED : BookHealth.Input.SNAPSHOT_COMPLETE, timestampNs);
        if (checking && book.contentHash() != beginHash) {
            counts.mismatches++;
            return result | BookSlot.MISMATCH;
        }
        counts.wholeSnapshots++;
        return result;
    }

    /** Applies the level changes of one venue message, or a chunk of them; returns result bits, never READY. */
    int onUpdate(BookUpdateDecoder update, int from, int fromEpoch, long timestampNs) {
        if (from != line) {
            if (health.isWhole()) {
                counts.foreignMessages++;
            } else {
                counts.ignoredUpdates++;
            }
            return 0;
        }
        if (fromEpoch != epoch) {
            if (isLate(from, fromEpoch)) {
                return 0;
            }
            epoch = fromEpoch;
            counts.ignoredUpdates++;
            return leave(BookHealth.Input.DISCONNECT, timestampNs);
        }
        boolean begin = update.flags().begin();
        if (loading || begin && inUpdate) {
            return fail(BookFault.BROKEN_BATCH, timestampNs);
        }
        if (!health.isWhole()) {
            counts.ignoredUpdates++;
            return 0;
        }
        if (!inUpdate) {
            inUpdate = true;
            beginHash = book.contentHash();
        }
        int fault = apply(update.changes());
        if (fault != BookFault.OK) {
            return fail(fault, timestampNs);
        }
        lastHeardNs = timestampNs;
        if (!update.flags().end()) {
            return 0;
        }
        inUpdate = false;
        book.endUpdate(timestampNs);
        move(update.meta().venueTimeNs(), timestampNs, false);
        return apply(book.isCrossed() ? BookHealth.Input.CROSSED_SEEN : BookHealth.Input.UNCROSSED_SEEN, timestampNs);
    }

    private int apply(BookUpdateDecoder.ChangesDecoder changes) {
        while (changes.hasNext()) {
            changes.next();
            BookSide side = side(changes.sideRaw());
            if (side == null) {
                return BookFault.BAD_SIDE;
            }
            int fault =
                    switch (changes.opRaw()) {
                        case 1 -> book.set(side, changes.priceMicros(), changes.qtyMicros());
                        case 2 -> book.add(side, changes.priceMicros(), changes.qtyMicros());
                        default -> BookFault.BAD_OP;
                    };
            if (fault != BookFault.OK) {
                return fault;
            }
        }
        return BookFault.OK;
    }

    /**
     * Applies the state of a line, or of this instrument on it; returns result bits. Status of a line that is not the
     * book's, or of an older epoch, changes nothing.
     */
    int onFeed(int from, FeedState state, int fromEpoch, long timestampNs) {
        if (from != line || isLate(from, fromEpoch)) {
            return 0;
        }
        boolean newer = fromEpoch > epoch;
        epoch = fromEpoch;
        return switch (state) {
            case REMOVED -> unbind(timestampNs);
            case CONNECTED -> newer ? leave(BookHealth.Input.CONNECT, timestampNs) : 0;
            case DISCONNECTED, THROTTLED -> leave(BookHealth.Input.DISCONNECT, timestampNs);
            case GAP -> leave(BookHealth.Input.GAP, timestampNs);
            case STALE, MISMATCH -> leave(BookHealth.Input.STALE_SIGNAL, timestampNs);
            case FAULT -> leave(BookHealth.Input.FAULT, timestampNs);
            case VERIFIED -> newer ? leave(BookHealth.Input.DISCONNECT, timestampNs) : verified(timestampNs);
            case HEARD, NULL_VAL -> newer ? leave(BookHealth.Input.DISCONNECT, timestampNs) : 0;
        };
    }

    private int unbind(long timestampNs) {
        line = NO_LINE;
        epoch = NO_EPOCH;
        return leave(BookHealth.Input.CONNECT, timestampNs);
    }

    private int verified(long timestampNs) {
        if (health.isWhole()) {
            lastHeardNs = timestampNs;
        }
        return 0;
    }

    /** Moves the book to a new grid, empty; returns result bits. */
    int regrid(TickGrid grid, long timestampNs) {
        book.regrid(grid);
        return leave(BookHealth.Input.TICK_CHANGE, timestampNs);
    }

    /** Voids the book for a reason outside its line's messages; returns result bits. */
    int onStale(long timestampNs) {
        return leave(BookHealth.Input.STALE_SIGNAL, timestampNs);
    }

    /**
     * Takes note of how far the book has come: the venue's time of the last message, and how many messages with that time
     * changed it. A message that repeats what is there with no new time is no progress.
     *
     * @param rebuilt the book was not whole before, so that whatever came before is forgotten
     */
    private void move(long toldNs, long timestampNs, boolean rebuilt) {
        boolean changed = rebuilt || book.contentHash() != beginHash;
        if (!changed && (toldNs == 0 || toldNs == venueTimeNs)) {
            return;
        }
        long believedNs = toldNs <= 0 || toldNs - timestampNs > MAX_VENUE_LEAD_NS ? 0 : toldNs;
        venueCount = believedNs == venueTimeNs && !rebuilt ? venueCount + 1 : 1;
        venueTimeNs = believedNs;
        movedNs = timestampNs;
    }

    /**
     * Whether this copy is further than the other: a later venue time, or as late and more messages of that time. Where one
     * has no time to go by, the one that moved more than {@link #PATIENCE_NS} after the other is further.
     */
    boolean isAheadOf(BookCopy other) {
        if (venueTimeNs == 0 || other.venueTimeNs == 0) {
            return movedNs - other.movedNs > PATIENCE_NS;
        }
        return venueTimeNs > other.venueTimeNs || venueTimeNs == other.venueTimeNs && venueCount > other.venueCount;
    }

    private int apply(BookHealth.Input input, long timestampNs) {
        return health.apply(input, timestampNs) ? BookSlot.HEALTH_CHANGED : 0;
    }

    /** Takes the book out of use; whatever was half applied is abandoned. */
    private int leave(BookHealth.Input input, long timestampNs) {
        loading = false;
        checking = false;
        inUpdate = false;
        return apply(input, timestampNs);
    }

    private int fail(int fault, long timestampNs) {
        counts.lastFault = fault;
        counts.faults++;
        boolean missed = fault == BookFault.NEGATIVE_LEVEL || fault == BookFault.BROKEN_BATCH;
        return leave(missed ? BookHealth.Input.GAP : BookHealth.Input.FAULT, timestampNs) | BookSlot.FAULT;
    }

    private boolean isLate(int from, int fromEpoch) {
        if (from == line && fromEpoch < epoch) {
            counts.lateMessages++;
            return true;
        }
        return false;
    }

    private static BookSide side(short raw) {
        return raw == RAW_BID ? BookSide.BID : raw == RAW_ASK ? BookSide.ASK : null;
    }

    OrderBook book() {
        return book;
    }

    BookHealth health() {
        return health;
    }

    boolean isLive() {
        return health.isLive();
    }

    /** The levels are those of no one moment: a message has begun to change them and has not ended. */
    boolean isTorn() {
        return inUpdate || loading && book.contentHash() != beginHash;
    }

    /** LIVE, and no message half applied. */
    boolean isReadable() {
        return health.isLive() && !isTorn();
    }

    /** The line this copy is bound to, {@link #NO_LINE} before its first snapshot. */
    int line() {
        return line;
    }

    int epoch() {
        return epoch;
    }

    /** Timestamp of the last message, or verification, that showed the book current; 0 before the first. */
    long lastHeardNs() {
        return lastHeardNs;
    }

    /** When the last message came that changed the book or its venue time; 0 before the first. */
    long movedNs() {
        return movedNs;
    }

    /** Folds what later decisions depend on into {@code hash}, the time of the last message excepted. */
    long stateHash(long hash) {
        long h = StateHash.mix(book.stateHash(hash), health.state().ordinal());
        h = StateHash.mix(StateHash.mix(h, health.sinceNs()), book.lastChangeNs());
        h = StateHash.mix(StateHash.mix(h, line), epoch);
        h = StateHash.mix(h, (loading ? 1 : 0) | (inUpdate ? 2 : 0) | (checking ? 4 : 0) | (isTorn() ? 8 : 0));
        h = StateHash.mix(StateHash.mix(h, venueTimeNs), venueCount);
        h = StateHash.mix(h, movedNs);
        h = StateHash.mix(h, loading || inUpdate ? beginHash : 0); // what the end of the message will be held against
        return loading ? book.marksHash(h) : h;
    }
}
